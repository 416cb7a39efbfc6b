import { equal, hashOf } from '../equality.ts';
import { NullPointerException, raise } from '../exceptions.ts';
import { missingMembers } from '../missing.ts';
import { textOf } from '../text.ts';
import { typeNamed } from '../types.ts';
import type { ApexType } from '../types.ts';
import { ApexIterator } from './iterator.ts';
import { KeySpace } from './key-space.ts';
import { lockedError } from './lock.ts';

/** Apex's Set, in the order of insertion. */
export class ApexSet {
  readonly type: ApexType;
  /** Key -> the value itself. */
  private made: Map<unknown, unknown> | undefined;
  /** Until then: what it is made of, see `ofPrimitives`. Many a set of keys is only walked through. */
  private pending: readonly unknown[] = [];
  /** Made for the first value that is an object. */
  private space: KeySpace | undefined;
  locks = 0;

  constructor(type: ApexType, values?: Iterable<unknown>) {
    this.type = type;
    if (values !== undefined) for (const value of values) this.add(value);
  }

  /** Of values without repetitions, none of which is an object. Takes the array over. */
  static ofPrimitives(type: ApexType, values: readonly unknown[]): ApexSet {
    const set = new ApexSet(type);
    set.pending = values;
    return set;
  }

  private get entries(): Map<unknown, unknown> {
    if (this.made === undefined) {
      this.made = new Map();
      for (const value of this.pending) this.made.set(value, value);
      this.pending = [];
    }
    return this.made;
  }

  static of(type: string, values: Iterable<unknown>): ApexSet {
    return new ApexSet(typeNamed(type), values);
  }

  values(): IterableIterator<unknown> {
    return this.made === undefined ? this.pending.values() : this.made.values();
  }

  [Symbol.iterator](): IterableIterator<unknown> {
    return this.values();
  }

  /** The values, in an array of their own. */
  toArray(): unknown[] {
    return this.made === undefined ? this.pending.slice() : [...this.made.values()];
  }

  private keyOf(value: unknown, insert: boolean): unknown {
    return value === null || typeof value !== 'object' ? value : (this.space ??= new KeySpace()).keyOf(value, insert);
  }

  add(value: unknown): boolean {
    if (this.locks !== 0) throw lockedError();
    const key = this.keyOf(value, true);
    if (this.entries.has(key)) return false;
    this.entries.set(key, value);
    return true;
  }

  addall(other: Iterable<unknown>): boolean {
    const before = this.entries.size;
    for (const value of given(other)) this.add(value);
    return this.entries.size > before;
  }

  contains(value: unknown): boolean {
    return this.entries.has(this.keyOf(value, false));
  }

  containsall(other: Iterable<unknown>): boolean {
    for (const value of given(other)) if (!this.contains(value)) return false;
    return true;
  }

  remove(value: unknown): boolean {
    if (this.locks !== 0) throw lockedError();
    return this.entries.delete(this.keyOf(value, false));
  }

  removeall(other: Iterable<unknown>): boolean {
    let changed = false;
    for (const value of [...given(other)]) changed = this.remove(value) || changed;
    return changed;
  }

  retainall(other: Iterable<unknown>): boolean {
    const kept = new ApexSet(this.type, given(other));
    let changed = false;
    for (const value of [...this.entries.values()]) if (!kept.contains(value)) changed = this.remove(value) || changed;
    return changed;
  }

  clear(): void {
    if (this.locks !== 0) throw lockedError();
    this.entries.clear();
  }

  size(): number {
    return this.made === undefined ? this.pending.length : this.made.size;
  }

  isempty(): boolean {
    return this.size() === 0;
  }

  clone(): ApexSet {
    return new ApexSet(this.type, this.values());
  }

  iterator(): ApexIterator {
    return new ApexIterator(this.toArray());
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
Object.setPrototypeOf(ApexSet.prototype, missingMembers('Set', Object.prototype));

function given(other: Iterable<unknown> | null): Iterable<unknown> {
  if (other === null) throw raise(NullPointerException, 'Argument cannot be null.');
  return other;
}
