import type { FieldExpression, FieldPath, FunctionCall, Operand, OrderItem } from './ast.ts';
import { literalValue } from './literals.ts';
import type { SoqlReader } from './reader.ts';
import { functions, reservedFields } from './words.ts';

/** `Account.Owner.Name` */
export function fieldPath(reader: SoqlReader): FieldPath {
  const { scanner } = reader;
  const { at } = scanner;
  const reserved = reservedFields.has(scanner.word);
  const mark = reserved ? scanner.mark() : undefined;
  const parts = [scanner.name()];
  if (mark !== undefined && scanner.kind !== '.') {
    scanner.reset(mark);
    scanner.failUnexpected();
  }
  while (scanner.accept('.')) parts.push(scanner.name());
  return { kind: 'path', parts, at };
}

export function fieldPaths(reader: SoqlReader): FieldPath[] {
  const paths = [fieldPath(reader)];
  while (reader.scanner.accept(',')) paths.push(fieldPath(reader));
  return paths;
}

/** A path, or a function over one. */
export function fieldExpression(reader: SoqlReader): FieldExpression {
  const path = fieldPath(reader);
  const name = path.parts[0]!;
  if (reader.scanner.kind !== '(' || path.parts.length > 1 || !functions.has(name.toUpperCase())) return path;
  return call(reader, name, path.at);
}

function call(reader: SoqlReader, name: string, at: FunctionCall['at']): FunctionCall {
  const { scanner } = reader;
  scanner.expect('(');
  const args: (FieldExpression | Operand)[] = [];
  if (scanner.kind !== ')') {
    do args.push(argument(reader));
    while (scanner.accept(','));
  }
  scanner.expect(')');
  return { kind: 'function', name, args, at };
}

function argument(reader: SoqlReader): FieldExpression | Operand {
  const { scanner } = reader;
  if (scanner.kind === ':') return reader.bind();
  return scanner.kind === 'word' ? reader.nested(() => fieldExpression(reader)) : literalValue(scanner);
}

export function fieldExpressions(reader: SoqlReader): FieldExpression[] {
  const list = [fieldExpression(reader)];
  while (reader.scanner.accept(',')) list.push(fieldExpression(reader));
  return list;
}

/** The items behind ORDER BY. */
export function orderItems(reader: SoqlReader): OrderItem[] {
  const list: OrderItem[] = [];
  do list.push(orderItem(reader));
  while (reader.scanner.accept(','));
  return list;
}

function orderItem(reader: SoqlReader): OrderItem {
  const { scanner } = reader;
  const field = fieldExpression(reader);
  const descending = scanner.acceptWord('DESC');
  if (!descending) scanner.acceptWord('ASC');
  if (!scanner.acceptWord('NULLS')) return { field, descending };
  if (scanner.acceptWord('FIRST')) return { field, descending, nulls: 'first' };
  scanner.expectWord('LAST');
  return { field, descending, nulls: 'last' };
}
