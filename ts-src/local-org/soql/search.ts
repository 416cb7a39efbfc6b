import { NotImplementedError } from '../execution/errors.ts';
import type { FieldPath, SoslQuery } from './ast.ts';
import { condition } from './conditions.ts';
import { fieldPath, orderItems } from './fields.ts';
import { rowCount, withMode } from './query.ts';
import type { SoqlReader } from './reader.ts';
import { functions } from './words.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Returning = SoslQuery['returning'][number];

const groups: ReadonlySet<string> = new Set(['ALL', 'NAME', 'EMAIL', 'PHONE', 'SIDEBAR']);

/** `FIND {text} IN ALL FIELDS RETURNING Account(Name WHERE … LIMIT 5), Contact LIMIT 10` */
export function soslQuery(reader: SoqlReader): SoslQuery {
  const { scanner } = reader;
  const { at } = scanner;
  scanner.expectWord('FIND');
  const find = searchText(reader);
  let inGroup: SoslQuery['inGroup'] = 'ALL';
  if (scanner.acceptWord('IN')) {
    if (!groups.has(scanner.word)) scanner.failUnexpected();
    inGroup = scanner.word as SoslQuery['inGroup'];
    scanner.next();
    scanner.expectWord('FIELDS');
  }
  const returning: Returning[] = [];
  if (scanner.acceptWord('RETURNING')) {
    do returning.push(returned(reader));
    while (scanner.accept(','));
  }
  const query: Mutable<SoslQuery> = { kind: 'sosl', find, inGroup, returning, at };
  const mode = withMode(reader);
  if (mode !== undefined) query.withMode = mode;
  const limit = rowCount(reader, 'LIMIT');
  if (limit !== undefined) query.limit = limit;
  if (scanner.acceptWord('UPDATE')) throw new NotImplementedError(`SOSL UPDATE ${scanner.word}`);
  return query;
}

/** Quoted in Apex, in braces in the APIs. Escapes of the search language itself (`\?`, `\-`) stay. */
function searchText(reader: SoqlReader): SoslQuery['find'] {
  const { scanner } = reader;
  if (scanner.kind === ':') return reader.bind();
  if (scanner.kind === 'string') {
    const raw = scanner.token.slice(1, -1);
    scanner.next();
    return { kind: 'string', value: raw.replace(/\\(['"])/g, '$1') };
  }
  if (scanner.kind !== '{') scanner.failUnexpected();
  const from = scanner.end;
  const body = /^(?:[^\\}]|\\[^])*/.exec(scanner.text.slice(from))![0];
  if (scanner.text.charAt(from + body.length) !== '}') scanner.fail("unexpected token: '<EOF>'");
  scanner.jump(from + body.length + 1);
  return { kind: 'string', value: body };
}

function returned(reader: SoqlReader): Returning {
  const { scanner } = reader;
  const object = scanner.name();
  if (!scanner.accept('(')) return { object, fields: [] };
  const fields: FieldPath[] = [];
  do fields.push(returnedField(reader));
  while (scanner.accept(','));
  const item: Mutable<Returning> = { object, fields };
  if (scanner.acceptWord('WHERE')) item.where = condition(reader);
  if (scanner.acceptWord('USING')) throw new NotImplementedError('SOSL USING ListView');
  if (scanner.acceptWord('ORDER')) {
    scanner.expectWord('BY');
    item.orderBy = orderItems(reader);
  }
  const limit = rowCount(reader, 'LIMIT');
  if (limit !== undefined) item.limit = limit;
  const offset = rowCount(reader, 'OFFSET');
  if (offset !== undefined) item.offset = offset;
  scanner.expect(')');
  return item;
}

function returnedField(reader: SoqlReader): FieldPath {
  const field = fieldPath(reader);
  if (reader.scanner.kind === '(' && functions.has(field.parts.join('.').toUpperCase())) {
    throw new NotImplementedError(`SOSL ${field.parts.join('.')}() in RETURNING`);
  }
  return field;
}
