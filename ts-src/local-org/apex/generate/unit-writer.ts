/** What the generated script of one file declares before its classes: types, classes of other files, queries, constants. */
import type { SoqlQuery, SoslQuery } from '../../soql/ast.ts';
import type { Local } from '../check/bound.ts';
import type { Type } from '../types/types.ts';
import type { UserType } from '../types/user-type.ts';
import { outermost, typeText } from './names.ts';

export class UnitWriter {
  /** The top-level type of the file. */
  readonly top: UserType;
  private readonly typeNames = new Map<string, string>();
  private readonly classNames = new Map<string, string>();
  private readonly constants = new Map<string, string>();
  private readonly queries: (SoqlQuery | SoslQuery)[] = [];
  private readonly declarations: string[] = [];
  /** Function-level temporaries of the code being written. */
  private temporaries = 0;
  /** Classes whose statics the function being written uses. */
  private holders: Set<UserType> | undefined;
  /** Locals of the code being written that never hold null. */
  nonNull: ReadonlySet<Local> = new Set();
  /** The class whose code is being written. */
  type: UserType;

  constructor(top: UserType) {
    this.top = top;
    this.type = top;
  }

  /** A type descriptor. */
  typeRef(type: Type): string {
    return this.once(this.typeNames, typeText(type), 'T', (text) => `$.type(${JSON.stringify(text)})`);
  }

  /** A constant made once per script. */
  constant(expression: string): string {
    return this.once(this.constants, expression, 'K', (text) => text);
  }

  private once(known: Map<string, string>, key: string, prefix: string, make: (key: string) => string): string {
    let name = known.get(key);
    if (name === undefined) {
      name = `${prefix}${known.size}`;
      known.set(key, name);
      this.declarations.push(`const ${name}=${make(key)};`);
    }
    return name;
  }

  query(query: SoqlQuery | SoslQuery): string {
    this.queries.push(query);
    return `$q[${this.queries.length - 1}]`;
  }

  /** The JavaScript class (or enum object) of a user type. */
  classRef(type: UserType): string {
    if (outermost(type) === this.top) return type.outer === undefined ? className(type) : `${innerName(type)}()`;
    const name = this.classNames.get(type.name) ?? `C${this.classNames.size}`;
    if (!this.classNames.has(type.name)) {
      this.classNames.set(type.name, name);
      this.declarations.push(`let c${name};const ${name}=()=>c${name}??=$.load(${JSON.stringify(type.name)});`);
    }
    return `${name}()`;
  }

  /**
   * The statics of a class of this file. Inside a function they are looked up once, at its start: which transaction is
   * current cannot change while it runs.
   */
  holder(type: UserType): string {
    if (this.holders === undefined) return `${holderName(type)}()`;
    this.holders.add(type);
    return `$h_${type.key}`;
  }

  declare(code: string): void {
    this.declarations.push(code);
  }

  /** A fresh temporary; the code it is used in is written by `withTemporaries`. */
  temporary(): string {
    return `$${++this.temporaries}`;
  }

  /** Runs `write` as a function body and puts the declarations of what it uses in front. */
  withTemporaries(write: () => string): string {
    const before = { temporaries: this.temporaries, holders: this.holders };
    this.temporaries = 0;
    this.holders = new Set();
    const code = write();
    const used = this.temporaries;
    const statics = [...this.holders].map((type) => `const $h_${type.key}=${holderName(type)}();`).join('');
    this.temporaries = before.temporaries;
    this.holders = before.holders;
    return `${statics}${used === 0 ? '' : `let ${Array.from({ length: used }, (_, i) => `$${i + 1}`).join(',')};`}${code}`;
  }

  prelude(): string {
    const queries = this.queries.length === 0 ? '' : `const $q=${JSON.stringify(this.queries)};`;
    return `"use strict";${this.declarations.join('')}${queries}`;
  }
}

/** The JavaScript class; its place in its file is reached through `classRef`. */
export const className = (type: UserType): string => `${type.simpleName}$`;
export const innerName = (type: UserType): string => `I_${type.key}`;
export const holderName = (type: UserType): string => `S_${type.key}`;
