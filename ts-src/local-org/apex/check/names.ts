/** What a name or a dotted path means: variable, field, static, type, namespace, token. Variables win over types. */
import type { FieldAccess, NameExpression } from '../syntax/ast.ts';
import { standardProperty } from '../types/members.ts';
import { isList, isStandard } from '../types/types.ts';
import type { SObjectType, Type } from '../types/types.ts';
import { findVariable, standardAncestor } from '../types/user-type.ts';
import type { UserType, VariableSymbol } from '../types/user-type.ts';
import { checkVariableAccess } from './access.ts';
import type { Expr, FieldSets, Soql } from './bound.ts';
import type { CheckContext, Place } from './context.ts';
import { checkExpression } from './expressions.ts';
import { childType, nameMember, parentType, sobjectFieldType } from './sobject-members.ts';

/** A type or a namespace (`System` is both) on the left of a dot. */
export interface TypeName {
  readonly kind: 'typeName';
  readonly parts: readonly string[];
  readonly type: Type | undefined;
}

export type Resolved = Expr | TypeName;

const nameAt = (at: FieldAccess): Place => ({ line: at.nameLine, column: at.nameColumn });

export function thisExpr(ctx: CheckContext, at: Place): Expr {
  return { kind: 'this', type: ctx.type, line: at.line };
}

function variableRef(ctx: CheckContext, symbol: VariableSymbol, object: Expr | undefined, safe: boolean, at: Place): Expr {
  checkVariableAccess(ctx, symbol, at);
  if (symbol.kind === 'property' && !symbol.plain && symbol.owner !== ctx.type) ctx.code.callsOut = true;
  const onSelf = object === undefined || object.kind === 'this';
  return { kind: 'variable', symbol, object: symbol.static ? undefined : object, safe, backing: onSelf && ctx.code.accessorOf === symbol, type: symbol.type, line: at.line };
}

/** A field or property seen by its simple name from inside the current class; statics of outer classes too. */
export function findVisibleVariable(ctx: CheckContext, name: string): VariableSymbol | undefined {
  for (let at: UserType | undefined = ctx.type; at !== undefined; at = at.outer) {
    const symbol = findVariable(at, name);
    if (symbol !== undefined && (symbol.static || (at === ctx.type && !ctx.code.static))) return symbol;
  }
  return undefined;
}

function variableByName(ctx: CheckContext, name: string, at: Place): Expr | undefined {
  const local = ctx.scope.find(name);
  if (local !== undefined) return { kind: 'local', local, type: local.type, line: at.line };
  const symbol = findVisibleVariable(ctx, name);
  if (symbol !== undefined) return variableRef(ctx, symbol, symbol.static ? undefined : thisExpr(ctx, at), false, at);
  const base = ctx.code.static ? undefined : standardAncestor(ctx.type);
  if (base?.kind === 'standard') {
    const property = standardProperty(ctx.world, base, name);
    if (property !== undefined && !property.signature.static) return { kind: 'standardProperty', object: thisExpr(ctx, at), name: property.signature.name, safe: false, type: property.type, line: at.line };
  }
  return undefined;
}

function typeName(ctx: CheckContext, parts: readonly string[]): TypeName | undefined {
  const type = ctx.world.named(parts, [], ctx.type);
  if (type === undefined && !(parts.length === 1 && (ctx.world.isNamespace(parts[0]!) || parts[0]!.toLowerCase() === 'page'))) return undefined;
  return { kind: 'typeName', parts, type };
}

function resolveName(ctx: CheckContext, expression: NameExpression): Resolved | undefined {
  return variableByName(ctx, expression.name, expression) ?? typeName(ctx, [expression.name]);
}

/** A member of a value. Undefined: there is none. */
export function instanceMember(ctx: CheckContext, object: Expr, name: string, safe: boolean, at: Place): Expr | undefined {
  const { type } = object;
  const { line } = at;
  if (type.kind === 'unknown') return ctx.broken(at);
  if (object.kind === 'soql' && object.shape === 'list' && isList(type)) return instanceMember(ctx, recordOf(object, safe), name, safe, at);
  if (object.kind === 'fieldsOf' || object.kind === 'fieldSetsOf') return describePart(ctx, object, name, at);
  if (object.kind === 'token' && (object.token === 'describe' || object.token === 'sobjecttype')) {
    const part = fieldsOf(ctx, object.args[0]!, name, object.token === 'sobjecttype', at);
    if (part !== undefined) return part;
  }
  // `AccountShare.RowCause.Manual` is the text of a sharing reason.
  if (object.kind === 'token' && object.token === 'sobjectfield' && object.args[1] === 'RowCause') return { kind: 'constant', value: name, type: ctx.world.string, line };
  switch (type.kind) {
    case 'user': {
      const symbol = findVariable(type, name);
      if (symbol !== undefined) return variableRef(ctx, symbol, object, safe, at);
      const base = standardAncestor(type);
      return base?.kind === 'standard' ? standardMember(ctx, object, base, name, safe, at) : undefined;
    }
    case 'sobject':
      return sobjectMember(ctx, object, type, name, safe, at);
    case 'standard':
      return standardMember(ctx, object, type, name, safe, at);
    case 'primitive': {
      const property = standardProperty(ctx.world, type, name);
      return property === undefined || property.signature.static ? undefined : { kind: 'standardProperty', object, name: property.signature.name, safe, type: property.type, line };
    }
    default:
      return undefined;
  }
}

/** `[SELECT …].Name` reads the one row of the query. */
export function recordOf(query: Soql, optional: boolean): Soql {
  const element = isList(query.type) ? query.type.args[0]! : query.type;
  return { ...query, shape: optional ? 'optional' : 'record', type: element };
}

function standardMember(ctx: CheckContext, object: Expr, type: Type, name: string, safe: boolean, at: Place): Expr | undefined {
  if (type.kind !== 'standard') return undefined;
  const property = standardProperty(ctx.world, type, name);
  return property === undefined ? undefined : { kind: 'standardProperty', object, name: property.signature.name, safe, type: property.type, line: at.line };
}

function sobjectMember(ctx: CheckContext, object: Expr, type: SObjectType, name: string, safe: boolean, at: Place): Expr | undefined {
  const { line } = at;
  const { definition } = type;
  if (definition === undefined) {
    if (name.toLowerCase() === 'id') return { kind: 'sobjectField', object, name: 'Id', safe, type: ctx.world.id, line };
    const shared = type.name === 'Name' ? nameMember(ctx.world, name) : undefined;
    return shared === undefined ? undefined : { ...shared, object, safe, line };
  }
  const field = definition.field(name);
  if (field !== undefined) return { kind: 'sobjectField', object, name: field.name, safe, type: sobjectFieldType(ctx.world, field), line };
  const parent = parentType(ctx.world, definition, name);
  if (parent !== undefined) return { kind: 'sobjectParent', object, name: parent.name, safe, type: parent.type, line };
  const children = childType(ctx.world, definition, name);
  if (children !== undefined) return { kind: 'sobjectChildren', object, name: children.name, safe, type: children.type, line };
  return undefined;
}

function fieldsOf(ctx: CheckContext, object: string, name: string, ofToken: boolean, at: Place): Expr | undefined {
  const key = name.toLowerCase();
  if (key === 'fields') return { kind: 'fieldsOf', object, ofToken, type: ctx.world.standard('Schema.SObjectTypeFields')!, line: at.line };
  if (key === 'fieldsets') return { kind: 'fieldSetsOf', object, type: ctx.world.standard('Schema.SObjectTypeFieldSets')!, line: at.line };
  return undefined;
}

function describePart(ctx: CheckContext, { kind, object, ofToken }: FieldSets, name: string, at: Place): Expr | undefined {
  const { line } = at;
  if (kind === 'fieldSetsOf') return { kind: 'token', token: 'fieldset', args: [object, name], type: ctx.world.standard('Schema.FieldSet')!, line };
  const field = ctx.world.sobjectType(object)?.definition?.field(name);
  if (field === undefined) return undefined;
  if (ofToken === true) return { kind: 'token', token: 'sobjectfield', args: [object, field.name], type: ctx.world.standard('Schema.SObjectField')!, line };
  return { kind: 'token', token: 'describefield', args: [object, field.name], type: ctx.world.standard('Schema.DescribeFieldResult')!, line };
}

/** A member of a type: static variable, enum value, token, inner type; else a longer type name. */
function typeMember(ctx: CheckContext, left: TypeName, name: string, at: Place): Resolved | undefined {
  const { type } = left;
  const { line } = at;
  if (type?.kind === 'user') {
    if (type.category === 'enum') {
      const value = type.values.find((constant) => constant.toLowerCase() === name.toLowerCase());
      if (value !== undefined) return { kind: 'enumValue', owner: type, name: value, type, line };
    }
    const symbol = findVariable(type, name);
    if (symbol?.static === true) return variableRef(ctx, symbol, undefined, false, at);
  } else if (type?.kind === 'sobject') {
    const token = sobjectToken(ctx, type, name, line);
    if (token !== undefined) return token;
  } else if (type !== undefined && (type.kind === 'standard' || type.kind === 'primitive')) {
    const found = standardStatic(ctx, type, name, at);
    if (found !== undefined) return found;
  }
  const first = left.parts[left.parts.length - 1]!.toLowerCase();
  if (first === 'page' && left.parts.length <= 2 && (type === undefined || type.kind !== 'user')) {
    if (ctx.names.hasPage !== undefined && !ctx.names.hasPage(name)) return undefined;
    return { kind: 'token', token: 'page', args: [name], type: ctx.world.standard('PageReference')!, line };
  }
  const longer = typeName(ctx, [...left.parts, name]);
  // The class System.Database is also a namespace: `System.Database.SaveResult` is not a type, `Database.SaveResult` is.
  return longer ?? (left.parts.length > 1 && left.parts[0]!.toLowerCase() === 'system' ? typeName(ctx, [...left.parts.slice(1), name]) : undefined);
}

function sobjectToken(ctx: CheckContext, type: SObjectType, name: string, line: number): Expr | undefined {
  if (name.toLowerCase() === 'sobjecttype') return { kind: 'token', token: 'sobjecttype', args: [type.name], type: ctx.world.standard('Schema.SObjectType')!, line };
  const field = type.definition?.field(name);
  if (field !== undefined) return { kind: 'token', token: 'sobjectfield', args: [type.name, field.name], type: ctx.world.standard('Schema.SObjectField')!, line };
  if (name.toLowerCase() === 'fields') return { kind: 'fieldsOf', object: type.name, ofToken: true, type: ctx.world.standard('Schema.SObjectTypeFields')!, line };
  return undefined;
}

function standardStatic(ctx: CheckContext, type: Type, name: string, at: Place): Expr | undefined {
  const { line } = at;
  if (type.kind !== 'standard' && type.kind !== 'primitive') return undefined;
  if (isStandard(type, 'Label')) {
    if (ctx.names.hasLabel !== undefined && !ctx.names.hasLabel(name)) return undefined;
    return { kind: 'token', token: 'label', args: [name], type: ctx.world.string, line };
  }
  if (isStandard(type, 'Schema.SObjectType')) {
    const object = ctx.world.sobjectType(name);
    if (object !== undefined) return { kind: 'token', token: 'describe', args: [object.name], type: ctx.world.standard('Schema.DescribeSObjectResult')!, line };
  }
  const property = standardProperty(ctx.world, type, name);
  if (property === undefined || !property.signature.static) return undefined;
  return { kind: 'standardStatic', owner: property.owner, name: property.signature.name, type: triggerType(ctx, type, property.type), line };
}

/** `Trigger.new` and its kin have the type of the trigger's object. */
function triggerType(ctx: CheckContext, owner: Type, type: Type): Type {
  const object = ctx.triggerObject;
  if (object === undefined || !isStandard(owner, 'Trigger') || type.kind !== 'standard' || type.args.length === 0) return type;
  return isList(type) ? ctx.world.list(object) : ctx.world.map(ctx.world.id, object);
}

function resolveFieldAccess(ctx: CheckContext, expression: FieldAccess): Resolved | undefined {
  const { object, name, safe } = expression;
  const at = nameAt(expression);
  if (object.kind !== 'name' && object.kind !== 'fieldAccess') return instanceMember(ctx, checkExpression(ctx, object), name, safe, at);
  const left = resolvePath(ctx, object);
  if (left === undefined) return undefined;
  if (left.kind === 'typeName' && safe) ctx.report(at, `Safe navigation operator can only be used with values: ${left.parts.join('.')}`);
  const found = left.kind === 'typeName' ? typeMember(ctx, left, name, at) : instanceMember(ctx, left, name, safe, at);
  if (found !== undefined || object.kind !== 'name' || left.kind === 'typeName') return found;
  // `account.SObjectType` where a variable has the name of its type.
  const type = typeName(ctx, [object.name]);
  return type === undefined ? undefined : typeMember(ctx, type, name, at);
}

/** Undefined means that some part of the path is unknown; the error has been reported. */
export function resolvePath(ctx: CheckContext, expression: NameExpression | FieldAccess): Resolved | undefined {
  const before = ctx.errors.length;
  const found = expression.kind === 'name' ? resolveName(ctx, expression) : resolveFieldAccess(ctx, expression);
  if (found !== undefined || ctx.errors.length > before) return found;
  ctx.report(expression.kind === 'name' ? expression : nameAt(expression), `Variable does not exist: ${expression.name}`);
  return undefined;
}

/** A path that has to be a value. */
export function checkPath(ctx: CheckContext, expression: NameExpression | FieldAccess): Expr {
  const found = resolvePath(ctx, expression);
  if (found === undefined) return ctx.broken(expression);
  if (found.kind === 'typeName') return ctx.broken(expression, `Variable does not exist: ${expression.name}`);
  return found;
}
