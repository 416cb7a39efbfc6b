import type { Expression } from './ast.ts';
import type { Cursor } from './cursor.ts';

const escapes: Readonly<Record<string, string>> = {
  b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', '"': '"', "'": "'", '\\': '\\',
};

/** The literal that the next token is, or undefined if it is none. @throws ApexSyntaxError for a bad escape or a number out of range */
export function literal(c: Cursor): Expression | undefined {
  const { kind, line, column } = c;
  switch (kind) {
    case 'string':
    case 'multilineString': {
      const value = stringValue(c);
      c.index++;
      return kind === 'string'
        ? { kind: 'string', id: c.nextId(), line, column, value }
        : { kind: 'string', id: c.nextId(), line, column, value, multiline: true };
    }
    case 'integer': {
      const value = Number(c.textAt(c.index));
      // 2147483648 is one too many, except behind a minus.
      if (value > 2147483648 || (value === 2147483648 && c.tokens.kinds[c.index - 1] !== '-')) c.fail('Illegal integer');
      c.index++;
      return { kind: 'integer', id: c.nextId(), line, column, value };
    }
    case 'long': {
      const value = BigInt(c.textAt(c.index).slice(0, -1));
      if (value > 2n ** 63n || (value === 2n ** 63n && c.tokens.kinds[c.index - 1] !== '-')) c.fail('Illegal long');
      c.index++;
      return { kind: 'long', id: c.nextId(), line, column, value };
    }
    case 'double':
      return { kind: 'double', id: c.nextId(), line, column, text: c.textAt(c.index++).slice(0, -1) };
    case 'decimal':
      return { kind: 'decimal', id: c.nextId(), line, column, text: c.textAt(c.index++) };
    case 'true':
    case 'false':
      c.index++;
      return { kind: 'boolean', id: c.nextId(), line, column, value: kind === 'true' };
    case 'null':
      c.index++;
      return { kind: 'null', id: c.nextId(), line, column };
    default:
      return undefined;
  }
}

/** Contents of the string token, escapes resolved. Of a multi-line string the line break behind the opening quotes is not part. */
function stringValue(c: Cursor): string {
  const written = c.textAt(c.index);
  const raw = c.kind === 'string' ? written.slice(1, -1) : written.slice(3, -3).replace(/^\r\n|^[\r\n]/, '');
  if (!raw.includes('\\')) return raw;
  return raw.replace(/\\(?:u([0-9a-fA-F]{4})|([^]))/g, (whole, hex: string | undefined, letter: string | undefined) => {
    if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
    // Letters of escapes ignore case, like all of Apex.
    const value = escapes[letter!] ?? escapes[letter!.toLowerCase()];
    return value ?? c.fail(`Invalid string literal '${raw}'. Illegal character sequence '${whole}' in string literal.`);
  });
}
