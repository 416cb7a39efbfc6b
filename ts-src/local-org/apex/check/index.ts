/** Syntax tree -> checked program (bound.ts), or errors in the platform's words with line and column. */
import type { ScriptBody } from '../syntax/ast.ts';
import type { CompilationUnit, ClassDeclaration } from '../syntax/ast.ts';
import { declareType } from '../types/declare.ts';
import type { TypeWorld } from '../types/type-world.ts';
import { VOID } from '../types/types.ts';
import type { UnitInfo, UserType } from '../types/user-type.ts';
import type { BoundScript, BoundType } from './bound.ts';
import { checkMember, checkType, withCode } from './classes.ts';
import { CheckContext, newCode } from './context.ts';
import type { CompileError, OrgNames } from './context.ts';
import { listCompletes } from './flow.ts';
import { checkStatement } from './statements.ts';

export * from './bound.ts';
export type { CompileError, OrgNames } from './context.ts';

export type CheckResult =
  | { readonly kind: 'type'; readonly type: BoundType; readonly errors: readonly CompileError[] }
  | { readonly kind: 'script'; readonly script: BoundScript; readonly errors: readonly CompileError[] };

const sorted = (errors: readonly CompileError[]): CompileError[] => [...errors].sort((a, b) => a.line - b.line || a.column - b.column);

/** Checks one file. The class itself must be known to `world`. */
export function checkUnit(world: TypeWorld, unit: CompilationUnit, apiVersion: number, names: OrgNames = {}): CheckResult {
  const { body } = unit;
  if (body.kind === 'trigger' || body.kind === 'anonymous') return checkScript(world, unit, apiVersion, names);
  const type = world.userType(body.name);
  if (type === undefined || type.declaration !== body) throw new Error(`Class ${body.name} is not the one its name stands for`);
  const ctx = new CheckContext(world, type.unit, type, names);
  const bound = checkType(ctx, type);
  return { kind: 'type', type: bound, errors: sorted(ctx.errors) };
}

/** The class that members and types declared in a trigger or an anonymous block stand in. */
function scriptHolder(world: TypeWorld, script: ScriptBody, unit: CompilationUnit, info: UnitInfo): UserType {
  const { body } = unit;
  const place = { id: unit.nodeCount, line: body.line, column: body.column };
  const declaration: ClassDeclaration = {
    kind: 'class', ...place, name: info.name, modifiers: { annotations: [], keywords: ['public'] }, implements: [], members: script.members,
    nameLine: body.line, nameColumn: body.column, endLine: body.endLine,
  };
  return declareType(world, declaration, info);
}

function checkScript(world: TypeWorld, unit: CompilationUnit, apiVersion: number, names: OrgNames): CheckResult {
  const { body } = unit;
  if (body.kind !== 'trigger' && body.kind !== 'anonymous') throw new Error('Not a script');
  const name = body.kind === 'trigger' ? body.name : 'AnonymousBlock';
  const info: UnitInfo = { name, fileName: unit.fileName, apiVersion, script: body.kind };
  const holder = scriptHolder(world, body.body, unit, info);
  const ctx = new CheckContext(world, info, holder, names);
  if (body.kind === 'trigger') {
    ctx.triggerObject = world.sobjectType(body.object);
    if (ctx.triggerObject === undefined) ctx.report(body, `Invalid type: ${body.object}`);
  }
  // The statements are a method of the holder, so that they can call its members.
  const code = newCode(false, VOID);
  const statements = withCode(ctx, code, () => {
    const all = body.body.statements.flatMap((statement) => checkStatement(ctx, statement));
    listCompletes(ctx, body.body.statements);
    return all;
  });
  const members = body.body.members.flatMap((member) => checkMember(ctx, member));
  const { line, endLine } = body;
  const script: BoundScript = {
    kind: body.kind, name, line, endLine,
    holder: { type: holder, members, line, endLine },
    code: { parameters: [], body: { kind: 'block', statements, line, endLine }, locals: code.locals, callsOut: true },
  };
  return { kind: 'script', script, errors: sorted(ctx.errors) };
}
