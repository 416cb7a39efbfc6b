import fc from 'fast-check';

/** The same runs every time: what fails once fails again. */
export const SEED = 20_260_101;

const TOKEN = /[A-Za-z_$][\w$]*|\d+|\s+|[^]/g;
const ODD = ["'", '"', '\\', '(', ')', '{', '}', '[', ']', '<', '>', '/*', '//', ':', ';', ',', '.', '\0', '\u2028', '\ud800', '\u{1f600}', '%', '-', '9'.repeat(400), '1e999', '\\u00', 'x'.repeat(3000)];

/** One of the samples with some of its tokens left out, doubled, exchanged, replaced, repeated often or cut off behind. */
export function damaged(samples: readonly string[], words: readonly string[] = []): fc.Arbitrary<string> {
  const edit = fc.record({
    kind: fc.constantFrom('remove', 'double', 'replace', 'insert', 'swap', 'repeat', 'cut'),
    at: fc.nat(),
    put: fc.constantFrom(...ODD, ...words),
    times: fc.constantFrom(2, 30, 2000),
  });
  return fc.tuple(fc.constantFrom(...samples), fc.array(edit, { minLength: 1, maxLength: 5 })).map(([sample, edits]) => {
    const tokens = sample.match(TOKEN) ?? [];
    for (const { kind, at, put, times } of edits) {
      const n = at % (tokens.length + 1);
      const token = tokens[n] ?? '';
      if (kind === 'remove') tokens.splice(n, 1);
      else if (kind === 'double') tokens.splice(n, 0, token);
      else if (kind === 'replace') tokens.splice(n, 1, put);
      else if (kind === 'insert') tokens.splice(n, 0, put);
      else if (kind === 'swap') tokens.splice(n, 2, ...tokens.slice(n, n + 2).reverse());
      else if (kind === 'repeat') tokens.splice(n, 1, token.repeat(Math.min(times, Math.ceil(20_000 / (token.length + 1)))));
      else tokens.length = n;
    }
    return tokens.join('');
  });
}

/** Runs `work`; anything thrown that is none of these errors (by name) is thrown on. Answers what came of it. */
export function refusedAs(names: readonly string[], work: () => unknown): Error | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Error && names.includes(error.name)) return error;
    throw error;
  }
}

const LEAF = /<(\w+)>([^<>]*)<\/\1>/g;
const ODD_VALUES = ['', ' ', '-1', '99999999999', 'NaN', 'true', 'false', 'null', 'x'.repeat(300), 'Name', 'Id', 'Nothing__c', 'Widget__c.Nothing__c', 'Account', '__proto__', 'constructor', '((', 'a.b.c', '$Record', '{!x}', '&lt;b&gt;', '../../etc', '\u{1f600}'];

/** One of the XML texts with some of its leaves left out, doubled, renamed, exchanged or holding something else; still well-formed. */
export function damagedXml(samples: readonly string[]): fc.Arbitrary<string> {
  const edit = fc.record({ kind: fc.constantFrom('remove', 'double', 'rename', 'value', 'value', 'steal'), at: fc.nat(), put: fc.constantFrom(...ODD_VALUES), from: fc.nat() });
  return fc.tuple(fc.constantFrom(...samples), fc.array(edit, { minLength: 1, maxLength: 4 })).map(([sample, edits]) =>
    edits.reduce((text, { kind, at, put, from }) => {
      const leaves = [...text.matchAll(LEAF)];
      const leaf = leaves[at % Math.max(leaves.length, 1)];
      if (leaf === undefined) return text;
      const [whole, name, value] = leaf as unknown as [string, string, string];
      const other = leaves[from % leaves.length]![2]!;
      const changed = { remove: '', double: whole + whole, rename: `<${name}X>${value}</${name}X>`, value: `<${name}>${put}</${name}>`, steal: `<${name}>${other}</${name}>` }[kind];
      return text.slice(0, leaf.index) + changed + text.slice(leaf.index + whole.length);
    }, sample));
}
