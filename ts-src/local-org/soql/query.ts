import { NotImplementedError } from '../execution/errors.ts';
import type { Condition, Operand, SelectItem, SoqlQuery, FieldPath } from './ast.ts';
import { condition } from './conditions.ts';
import { fieldExpression, fieldExpressions, fieldPath, fieldPaths, orderItems } from './fields.ts';
import type { SoqlReader } from './reader.ts';
import { reservedAliases } from './words.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A query up to where no further clause follows; the caller checks what comes then. */
export function soqlQuery(reader: SoqlReader): SoqlQuery {
  const { scanner } = reader;
  const { at } = scanner;
  scanner.expectWord('SELECT');
  const select = selectItems(reader);
  scanner.expectWord('FROM');
  const query: Mutable<SoqlQuery> = { kind: 'soql', select, from: source(reader), allRows: false, at };
  if (scanner.acceptWord('USING')) {
    scanner.expectWord('SCOPE');
    query.usingScope = scanner.name();
  }
  if (scanner.acceptWord('WHERE')) query.where = condition(reader);
  const mode = withMode(reader);
  if (mode !== undefined) query.withMode = mode;
  if (scanner.acceptWord('GROUP')) {
    scanner.expectWord('BY');
    query.groupBy = grouping(reader);
    if (scanner.acceptWord('HAVING')) query.having = having(reader);
  }
  if (scanner.acceptWord('ORDER')) {
    scanner.expectWord('BY');
    query.orderBy = orderItems(reader);
  }
  const limit = rowCount(reader, 'LIMIT');
  if (limit !== undefined) query.limit = limit;
  const offset = rowCount(reader, 'OFFSET');
  if (offset !== undefined) query.offset = offset;
  if (scanner.acceptWord('ALL')) {
    scanner.expectWord('ROWS');
    query.allRows = true;
  }
  while (scanner.acceptWord('FOR')) {
    const { word } = scanner;
    if (word !== 'VIEW' && word !== 'REFERENCE' && word !== 'UPDATE') return scanner.failUnexpected();
    if (query.forClause !== undefined && query.forClause !== word) throw new NotImplementedError(`SOQL FOR ${query.forClause} FOR ${word}`);
    query.forClause = word;
    scanner.next();
  }
  if (scanner.acceptWord('UPDATE')) throw new NotImplementedError(`SOQL UPDATE ${scanner.word}`);
  return query;
}

/** A child or semi-join query; its parentheses belong to the caller. */
export function subquery(reader: SoqlReader): SoqlQuery {
  return reader.nested(() => soqlQuery(reader));
}

function selectItems(reader: SoqlReader): SelectItem[] {
  const items: SelectItem[] = [];
  do items.push(selectItem(reader));
  while (reader.scanner.accept(','));
  return items;
}

function selectItem(reader: SoqlReader): SelectItem {
  const { scanner } = reader;
  if (scanner.accept('(')) {
    const query = subquery(reader);
    scanner.expect(')');
    return { kind: 'subquery', query };
  }
  const mark = scanner.mark();
  if (scanner.acceptWord('TYPEOF')) {
    if (scanner.kind === 'word' && scanner.word !== 'FROM') return typeOf(reader);
    scanner.reset(mark);
  }
  const field = fieldExpression(reader);
  if (field.kind === 'function' && field.name.toUpperCase() === 'FIELDS') {
    const only = field.args.length === 1 ? field.args[0]! : undefined;
    const group = only?.kind === 'path' ? only.parts.join('.').toUpperCase() : '';
    if (group !== 'ALL' && group !== 'STANDARD' && group !== 'CUSTOM') return scanner.failUnexpected();
    return { kind: 'fields', group };
  }
  const alias = aliasName(reader);
  return alias === undefined ? { kind: 'field', field } : { kind: 'field', field, alias };
}

function typeOf(reader: SoqlReader): SelectItem {
  const { scanner } = reader;
  const relationship = fieldPath(reader).parts.join('.');
  const whens: { object: string; fields: readonly FieldPath[] }[] = [];
  while (scanner.acceptWord('WHEN')) {
    const object = scanner.name();
    scanner.expectWord('THEN');
    whens.push({ object, fields: fieldPaths(reader) });
  }
  if (whens.length === 0) scanner.failUnexpected();
  const otherwise = scanner.acceptWord('ELSE') ? fieldPaths(reader) : undefined;
  scanner.expectWord('END');
  return otherwise === undefined ? { kind: 'typeof', relationship, whens } : { kind: 'typeof', relationship, whens, otherwise };
}

function source(reader: SoqlReader): SoqlQuery['from'] {
  const { scanner } = reader;
  let name = scanner.name();
  while (scanner.accept('.')) name += `.${scanner.name()}`;
  scanner.acceptWord('AS');
  const alias = aliasName(reader);
  if (scanner.kind === ',') throw new NotImplementedError('SOQL FROM with several objects');
  return alias === undefined ? { name } : { name, alias };
}

function aliasName({ scanner }: SoqlReader): string | undefined {
  return scanner.kind === 'word' && !reservedAliases.has(scanner.word) ? scanner.name() : undefined;
}

/** WITH USER_MODE and its kin. */
export function withMode({ scanner }: SoqlReader): SoqlQuery['withMode'] {
  if (!scanner.acceptWord('WITH')) return undefined;
  const { word } = scanner;
  if (word !== 'SECURITY_ENFORCED' && word !== 'USER_MODE' && word !== 'SYSTEM_MODE') {
    if (word === '') scanner.failUnexpected();
    throw new NotImplementedError(`SOQL WITH ${scanner.token}`);
  }
  scanner.next();
  return word;
}

function grouping(reader: SoqlReader): NonNullable<SoqlQuery['groupBy']> {
  const { scanner } = reader;
  const { word } = scanner;
  if (word !== 'ROLLUP' && word !== 'CUBE') return { kind: 'plain', fields: fieldExpressions(reader) };
  scanner.next();
  scanner.expect('(');
  const fields = fieldExpressions(reader);
  scanner.expect(')');
  return { kind: word === 'ROLLUP' ? 'rollup' : 'cube', fields };
}

function having(reader: SoqlReader): Condition {
  return condition(reader);
}

/** `LIMIT 10`, `OFFSET :start` */
export function rowCount(reader: SoqlReader, word: 'LIMIT' | 'OFFSET'): Operand | undefined {
  const { scanner } = reader;
  if (!scanner.acceptWord(word)) return undefined;
  if (scanner.kind === ':') return reader.bind();
  const text = scanner.token;
  if (scanner.kind !== 'number' || !/^\d+$/.test(text)) scanner.failUnexpected();
  scanner.next();
  return { kind: 'number', text };
}
