import { parseInlineQuery, SoqlSyntaxError } from '../../soql/index.ts';
import type { Expression } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { ApexSyntaxError } from './errors.ts';
import { expression } from './expressions.ts';

/** `[SELECT …]` or `[FIND …]`. The SOQL parser reads the characters, and comes back here for every bind. */
export function bracketQuery(c: Cursor): Expression {
  const { line, column } = c;
  c.expect('[');
  if (!c.atWord('select') && !c.atWord('find')) c.failUnexpected();
  const binds: Expression[] = [];
  const parseBind = (offset: number): number => {
    seek(c, offset);
    binds.push(expression(c));
    return c.tokens.ends[c.index - 1]!;
  };
  try {
    const { query, end } = parseInlineQuery(c.text, c.tokens.starts[c.index]!, { line: c.line, column: c.column }, parseBind);
    seek(c, end);
    const endLine = c.line;
    c.expect(']');
    return query.kind === 'soql'
      ? { kind: 'soql', id: c.nextId(), line, column, query, binds, endLine }
      : { kind: 'sosl', id: c.nextId(), line, column, query, binds, endLine };
  } catch (error) {
    if (error instanceof SoqlSyntaxError) throw new ApexSyntaxError(error.message, c.fileName, error.line, error.column);
    throw error;
  }
}

/** Goes to the first token at or behind an offset of the text. */
function seek(c: Cursor, offset: number): void {
  const { starts } = c.tokens;
  let low = c.index;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  c.index = low;
}
