/** Local variables by name, block by block. */
import type { Type } from '../types/types.ts';
import type { Local } from './bound.ts';

/** Words that cannot be variable names in JavaScript strict code, or would hide something the generated code needs. */
const RESERVED = new Set(
  ('arguments async await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements ' +
    'import in instanceof interface let new null of package private protected public return static super switch this throw true try typeof undefined var void ' +
    'while with yield').split(' '),
);

/** JavaScript identifier of an Apex variable. Apex names never end in `_`. */
export function localName(name: string): string {
  const lower = name.toLowerCase();
  return RESERVED.has(lower) ? `${lower}_` : lower;
}

export class Scope {
  private readonly parent: Scope | undefined;
  private readonly locals = new Map<string, Local>();

  constructor(parent: Scope | undefined) {
    this.parent = parent;
  }

  find(name: string): Local | undefined {
    return this.locals.get(name.toLowerCase()) ?? this.parent?.find(name);
  }

  declare(name: string, type: Type, final: boolean): Local {
    const local: Local = { name, type, js: localName(name), final, sources: [] };
    this.locals.set(name.toLowerCase(), local);
    return local;
  }

  /** All visible variables, innermost first. */
  all(): Local[] {
    return [...this.locals.values(), ...(this.parent?.all() ?? [])];
  }
}
