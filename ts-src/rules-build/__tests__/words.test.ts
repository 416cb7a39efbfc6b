import { DECISIONS } from '../../rules/index.ts';
import { compile } from '../compile.ts';
import { emitWords } from '../emit/words.ts';

interface Words {
  readonly parameters: Readonly<Record<string, { readonly label: string; readonly description: string }>>;
  readonly units: Readonly<Record<string, string>>;
  readonly shapes: Readonly<Record<string, string>>;
  readonly keys: Readonly<Record<string, string>>;
}

const compiled = compile(DECISIONS);
const words = emitWords(compiled) as Words;

test('every parameter has a label of its own, with its unit, shape and keys in words', () => {
  const labels = compiled.parameters.map(({ name }) => words.parameters[name]!.label);
  expect(new Set(labels).size).toBe(labels.length);
  expect(labels.filter((label) => !/^[A-Z][^.]{3,45}$/.test(label))).toEqual([]);
  for (const parameter of compiled.parameters) {
    const codes = parameter.keys.flatMap((key) => ('list' in key ? [key.list] : key.values));
    expect([parameter.name, words.units[parameter.unit], words.shapes[parameter.slope]]).not.toContain(undefined);
    expect([parameter.name, codes.filter((code) => words.keys[code] === undefined)]).toEqual([parameter.name, []]);
  }
});

test('codes of keys are spelled as words', () => {
  expect([words.keys.firstTradeIn, words.keys.likeNew, words.keys.smartphone]).toEqual(['First trade-in', 'Like new', 'Smartphone']);
});
