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

  /** The statics of a class of this file. */
  holder(type: UserType): string {
    return `${holderName(type)}()`;
  }

  declare(code: string): void {
    this.declarations.push(code);
  }

  /** A fresh temporary; the code it is used in is written by `withTemporaries`. */
  temporary(): string {
    return `$${++this.temporaries}`;
  }

  /** Runs `write` and puts the declarations of the temporaries it used in front. */
  withTemporaries(write: () => string): string {
    const before = this.temporaries;
    this.temporaries = 0;
    const code = write();
    const used = this.temporaries;
    this.temporaries = before;
    return used === 0 ? code : `let ${Array.from({ length: used }, (_, i) => `$${i + 1}`).join(',')};${code}`;
  }

  /** True when `write` used no temporaries. */
  isPlain(write: () => string): boolean {
    const before = this.temporaries;
    write();
    const plain = this.temporaries === before;
    this.temporaries = before;
    return plain;
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
