import { FinalException, ListException, NullPointerException, raise } from '../exceptions.ts';
import { compareForSort } from '../compare.ts';
import { equal, hashOf } from '../equality.ts';
import { missingMembers } from '../missing.ts';
import { cloneRecord } from '../records.ts';
import { textOf } from '../text.ts';
import { typeNamed } from '../types.ts';
import type { ApexType } from '../types.ts';
import { SObjectRecord } from '../../../values/index.ts';
import { ApexIterator } from './iterator.ts';
import { lockedError } from './lock.ts';
import { sobjectTypeNamed } from '../describe/tokens.ts';
import { userMethod } from '../user-class.ts';

/** Apex's List. `items` holds no undefined, so that an index beyond the end shows by itself. */
export class ApexList {
  readonly type: ApexType;
  items: unknown[];
  /** Loops that run over it. */
  locks = 0;
  /** Rows of Trigger.new and the like may not be added or removed. */
  readOnly = false;

  constructor(type: ApexType, items: unknown[] = []) {
    this.type = type;
    this.items = items;
  }

  /** A list that the library makes; takes the array over. */
  static of(type: string, items: unknown[]): ApexList {
    return new ApexList(typeNamed(type), items);
  }

  [Symbol.iterator](): IterableIterator<unknown> {
    return this.items[Symbol.iterator]();
  }

  private change(): void {
    if (this.locks !== 0) throw lockedError();
    if (this.readOnly) throw raise(FinalException, 'Collection is read-only');
  }

  get(index: number): unknown {
    const value = this.items[index];
    if (value === undefined) throw outOfBounds(index);
    return value;
  }

  set(index: number, value: unknown): void {
    if (this.readOnly) this.change();
    if (this.items[index] === undefined) throw outOfBounds(index);
    this.items[index] = value;
  }

  add(first: unknown, second?: unknown): void {
    if (this.locks !== 0 || this.readOnly) this.change();
    if (second === undefined) this.items.push(first);
    else {
      const index = first as number;
      if (index === null || index < 0 || index > this.items.length) throw outOfBounds(index);
      this.items.splice(index, 0, second);
    }
  }

  addall(other: Iterable<unknown>): void {
    this.change();
    if (other === null) throw raise(NullPointerException, 'Argument cannot be null.');
    const added = other instanceof ApexList ? other.items : [...other];
    if (added === this.items) this.items = this.items.concat(added);
    else for (let i = 0; i < added.length; i++) this.items.push(added[i]);
  }

  remove(index: number): unknown {
    this.change();
    const value = this.items[index];
    if (value === undefined) throw outOfBounds(index);
    this.items.splice(index, 1);
    return value;
  }

  clear(): void {
    this.change();
    this.items = [];
  }

  size(): number {
    return this.items.length;
  }

  isempty(): boolean {
    return this.items.length === 0;
  }

  contains(value: unknown): boolean {
    return this.indexof(value) >= 0;
  }

  indexof(value: unknown): number {
    if (value === null || typeof value !== 'object') return this.items.indexOf(value);
    return this.items.findIndex((item) => equal(item, value));
  }

  /** Natural order, or that of a Comparator. */
  sort(comparator?: object): void {
    this.change();
    if (comparator === undefined) {
      this.items.sort(compareForSort);
      return;
    }
    if (comparator === null) throw raise(NullPointerException, 'Argument cannot be null.');
    const compare = userMethod(comparator, 'compare')!;
    this.items.sort((a, b) => compare.call(comparator, a, b) as number);
  }

  clone(): ApexList {
    return new ApexList(this.type, this.items.slice());
  }

  deepclone(preserveId = false, preserveTimestamps = false, preserveAutonumber = false): ApexList {
    return new ApexList(
      this.type,
      this.items.map((item) => (item instanceof SObjectRecord ? cloneRecord(item, preserveId, true, preserveTimestamps, preserveAutonumber) : item)),
    );
  }

  iterator(): ApexIterator {
    return new ApexIterator(this.items);
  }

  getsobjecttype(): unknown {
    const element = this.type.args[0]!;
    if (element.base === 'sobject') return null;
    return sobjectTypeNamed(element.name);
  }

  equals(other: unknown): boolean {
    return equal(this, other);
  }

  hashcode(): number {
    return hashOf(this);
  }

  tostring(): string {
    return textOf(this);
  }

  toString(): string {
    return textOf(this);
  }
}
Object.setPrototypeOf(ApexList.prototype, missingMembers('List', Object.prototype));

function outOfBounds(index: number | null): Error {
  if (index === null) return raise(NullPointerException, 'Attempt to de-reference a null object');
  return raise(ListException, `List index out of bounds: ${index}`);
}
