import { NotImplementedError } from '../../execution/errors.ts';
import type { FieldExpression, FunctionCall, Operand } from '../../soql/ast.ts';
import type { Value } from '../../values/index.ts';
import { isLongText } from '../store/layout.ts';
import { DATE_FUNCTIONS } from './dates.ts';
import { invalidField, malformed } from './errors.ts';
import { plain, sql } from './fragment.ts';
import type { QueryRun } from './fragment.ts';
import { DISTANCE_SCALE, distanceSql } from './places.ts';
import { functionExpr, pseudoField } from './scope.ts';
import type { Expr, Scope } from './scope.ts';

/** Fields and functions over them, as SQL. */
export function expression(scope: Scope, tree: FieldExpression): Expr {
  if (tree.kind === 'path') return scope.resolve(tree.parts, tree.at);
  const name = tree.name.toUpperCase();
  if (AGGREGATES.has(name)) return aggregate(scope, tree);
  if (DATE_FUNCTIONS.has(name)) return datePart(scope, name, tree);
  switch (name) {
    case 'DISTANCE': return functionExpr(distanceSql({ field: (path) => scope.place(path), bound: (operand) => boundValue(scope, operand) }, tree), { kind: 'number', scale: DISTANCE_SCALE }, pseudoField('DISTANCE', 'double', DISTANCE_SCALE));
    case 'TOLABEL': case 'FORMAT': case 'CONVERTCURRENCY': return argument(scope, tree);
    default: throw new NotImplementedError(`SOQL function ${tree.name}`);
  }
}

/** Value of a bind when the query runs; undefined for literals. */
function boundValue(scope: Scope, operand: Operand): ((run: QueryRun) => Value) | undefined {
  if (operand.kind !== 'bind') return undefined;
  const slot = scope.compilation.slots.get(operand)!;
  return (run) => {
    const bind = run.binds[slot]!;
    return bind.list ? (bind.values[0] ?? null) : bind.value;
  };
}

const AGGREGATES = new Set(['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX']);

/** The call when it is COUNT, SUM and the like. */
export function asAggregate(tree: FieldExpression): FunctionCall | undefined {
  return tree.kind === 'function' && AGGREGATES.has(tree.name.toUpperCase()) ? tree : undefined;
}

function aggregate(scope: Scope, tree: FunctionCall): Expr {
  const name = tree.name.toUpperCase();
  const count = pseudoField(tree.name, 'int');
  if (tree.args.length === 0) {
    if (name !== 'COUNT') throw malformed(`${tree.name} needs a field`, tree.at);
    return functionExpr(plain('COUNT(*)'), { kind: 'int' }, count);
  }
  const inner = argument(scope, tree);
  if (isLongText(inner.field)) throw invalidField(`field ${inner.field.name} does not support aggregate operator ${name}`, tree.at);
  switch (name) {
    case 'COUNT': return functionExpr(sql`COUNT(${inner.sql})`, { kind: 'int' }, count);
    case 'COUNT_DISTINCT': return functionExpr(sql`COUNT(DISTINCT ${inner.sql})`, { kind: 'int' }, count);
    case 'MIN': case 'MAX': {
      const of = inner.ignoreCase && !inner.isColumn ? sql`${inner.sql} COLLATE NOCASE` : inner.sql;
      return functionExpr(sql`${name}(${of})`, inner.storage, inner.field);
    }
    default: {
      const { kind } = inner.storage;
      if (kind !== 'number' && kind !== 'int' && kind !== 'long') {
        throw invalidField(`field ${inner.field.name} does not support aggregate operator ${name}`, tree.at);
      }
      const scale = inner.storage.kind === 'number' ? inner.storage.scale : 0;
      return functionExpr(sql`${name}(${inner.sql})`, { kind: 'number', scale }, pseudoField(tree.name, 'double', scale));
    }
  }
}

/** The one field a function is about. */
export function argument(scope: Scope, tree: FunctionCall): Expr {
  const first = tree.args[0];
  if (tree.args.length !== 1 || first === undefined || !isFieldExpression(first)) throw malformed(`${tree.name} needs one field`, tree.at);
  return expression(scope, first);
}

export function isFieldExpression(tree: FieldExpression | Operand): tree is FieldExpression {
  return tree.kind === 'path' || tree.kind === 'function';
}

/** `CALENDAR_YEAR(CreatedDate)`: in GMT, or in the user's zone inside convertTimezone. */
function datePart(scope: Scope, name: string, tree: FunctionCall): Expr {
  const first = tree.args[0];
  if (first === undefined || !isFieldExpression(first)) throw malformed(`${tree.name} needs one field`, tree.at);
  const local = first.kind === 'function' && first.name.toUpperCase() === 'CONVERTTIMEZONE';
  const inner = local ? argument(scope, first) : expression(scope, first);
  const { kind } = inner.storage;
  if (kind !== 'date' && kind !== 'datetime') throw invalidField(`field ${inner.field.name} does not support function ${tree.name}`, tree.at);
  const zone = local ? { text: '?', params: [(run: { timeZone: string }) => run.timeZone] } : plain(`'GMT'`);
  return functionExpr(
    sql`date_part('${name}', ${inner.sql}, ${zone})`,
    name === 'DAY_ONLY' ? { kind: 'date' } : { kind: 'int' },
    pseudoField(tree.name, name === 'DAY_ONLY' ? 'date' : 'int'),
  );
}
