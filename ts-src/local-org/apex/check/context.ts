/** What the parts of the checker share while they walk through one file. */
import type { Expression } from '../syntax/ast.ts';
import type { TypeWorld } from '../types/type-world.ts';
import { UNKNOWN } from '../types/types.ts';
import type { SObjectType, Type } from '../types/types.ts';
import type { PropertySymbol, UnitInfo, UserType } from '../types/user-type.ts';
import type { Expr, Local } from './bound.ts';
import { Scope } from './scope.ts';

export interface CompileError {
  readonly fileName: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Names of org resources that code can mention. Absent parts are not checked. */
export interface OrgNames {
  readonly hasLabel?: (name: string) => boolean;
  readonly hasPage?: (name: string) => boolean;
}

/** The method, accessor or initialiser being checked. */
export interface CodeContext {
  readonly static: boolean;
  readonly returns: Type;
  /** The property whose accessor this is. */
  readonly accessorOf: PropertySymbol | undefined;
  /** Constructors and initialiser blocks. */
  readonly fillsFinals: boolean;
  readonly locals: Local[];
  callsOut: boolean;
}

export class CheckContext {
  readonly world: TypeWorld;
  readonly unit: UnitInfo;
  readonly errors: CompileError[] = [];
  readonly names: OrgNames;
  /** Object of the trigger being checked. */
  triggerObject: SObjectType | undefined;
  /** The innermost class whose code is being checked. */
  type: UserType;
  scope = new Scope(undefined);
  code: CodeContext;

  constructor(world: TypeWorld, unit: UnitInfo, type: UserType, names: OrgNames) {
    this.world = world;
    this.unit = unit;
    this.type = type;
    this.names = names;
    this.code = newCode(true, UNKNOWN);
  }

  report(at: Place, message: string): void {
    const { line, column } = at;
    if (!this.errors.some((error) => error.line === line && error.column === column)) this.errors.push({ fileName: this.unit.fileName, line, column, message });
  }

  /** What stands for an expression that has an error. */
  broken(at: Place, message?: string): Expr {
    if (message !== undefined) this.report(at, message);
    return { kind: 'constant', value: null, type: UNKNOWN, line: at.line };
  }

  withScope<T>(work: () => T): T {
    const before = this.scope;
    this.scope = new Scope(before);
    try {
      return work();
    } finally {
      this.scope = before;
    }
  }

  withType<T>(type: UserType, work: () => T): T {
    const before = this.type;
    this.type = type;
    try {
      return work();
    } finally {
      this.type = before;
    }
  }
}

export function newCode(isStatic: boolean, returns: Type, extra: Partial<Pick<CodeContext, 'accessorOf' | 'fillsFinals'>> = {}): CodeContext {
  return { static: isStatic, returns, accessorOf: extra.accessorOf, fillsFinals: extra.fillsFinals ?? false, locals: [], callsOut: false };
}

export type { Expression };
