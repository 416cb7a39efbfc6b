import { classLiteral, escapedCharacter } from './translate.ts';

/** `[a-z&&[^aeiou]_]`: Java's unions, ranges, negations and intersections, as a JavaScript class for the `v` flag. Starts at `[`. */
export function classSource(s: { readonly text: string; at: number }): string {
  const start = s.at++;
  let negated = false;
  if (s.text[s.at] === '^') {
    negated = true;
    s.at++;
  }
  const operands: string[] = [];
  let union = '';
  let first = true;
  for (;;) {
    const c = s.text[s.at];
    if (c === undefined) throw new SyntaxError(`Unclosed character class near index ${s.text.length - 1} (opened at ${start})`);
    if (c === ']' && !first) break;
    if (c === '&' && s.text[s.at + 1] === '&') {
      s.at += 2;
      operands.push(union);
      union = '';
      continue;
    }
    first = false;
    if (c === '[') {
      union += classSource(s);
      continue;
    }
    if (s.text.startsWith('\\Q', s.at)) {
      const end = s.text.indexOf('\\E', s.at + 2);
      const literal = s.text.slice(s.at + 2, end < 0 ? s.text.length : end);
      for (const point of literal) union += classLiteral(point);
      s.at = end < 0 ? s.text.length : end + 2;
      continue;
    }
    const low = character(s);
    const isRange = s.text[s.at] === '-' && s.text[s.at + 1] !== ']' && s.text[s.at + 1] !== '[' && s.text[s.at + 1] !== undefined;
    if (isRange && isSingle(low)) {
      s.at++;
      union += `${low}-${character(s)}`;
    } else union += low;
  }
  s.at++;
  operands.push(union);
  const parts = operands.filter((operand) => operand !== '');
  if (parts.length <= 1) return `[${negated ? '^' : ''}${parts[0] ?? ''}]`;
  const intersection = parts.map((part) => `[${part}]`).join('&&');
  return `[${negated ? '^' : ''}${intersection}]`;
}

function isSingle(source: string): boolean {
  return !source.startsWith('[') && !/^\\[dDwWpP]/.test(source);
}

function character(s: { readonly text: string; at: number }): string {
  if (s.text[s.at] === '\\') return escapedCharacter(s, true);
  const point = String.fromCodePoint(s.text.codePointAt(s.at)!);
  s.at += point.length;
  return classLiteral(point);
}
