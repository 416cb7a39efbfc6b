import { SObjectRecord } from '../../../values/index.ts';
import { sobjectTypeNamed } from '../describe/tokens.ts';
import { equal, hashOf } from '../equality.ts';
import { ListException, NullPointerException, raise } from '../exceptions.ts';
import { missingMembers } from '../missing.ts';
import { cloneRecord } from '../records.ts';
import { textOf } from '../text.ts';
import { keySetType, typeNamed, valueListType } from '../types.ts';
import type { ApexType } from '../types.ts';
import { KeySpace, isOwnKey } from './key-space.ts';
import { ApexList } from './list.ts';
import { ApexSet } from './set.ts';

function groupedId({ aggregate }: SObjectRecord): string | null {
  const alias = aggregate === undefined ? undefined : Object.keys(aggregate).find((name) => name.toLowerCase() === 'id');
  return alias === undefined ? null : (aggregate![alias] as string | null);
}

/** Apex's Map, in the order of insertion. String keys are case-sensitive. */
export class ApexMap {
  readonly type: ApexType;
  protected readonly byKey = new Map<unknown, unknown>();
  /** Made for the first key that is an object. */
  private space: KeySpace | undefined;
  /** Keys that are not their own text: dates, decimals, records. */
  private originals: Map<unknown, unknown> | undefined;

  constructor(type: ApexType) {
    this.type = type;
  }

  static of(type: string, entries: Iterable<readonly [unknown, unknown]>): ApexMap {
    const map = new ApexMap(typeNamed(type));
    for (const [key, value] of entries) map.put(key, value);
    return map;
  }

  protected keyOf(value: unknown, insert: boolean): unknown {
    return value === null || typeof value !== 'object' ? value : (this.space ??= new KeySpace()).keyOf(value, insert);
  }

  get(key: unknown): unknown {
    const value = this.byKey.get(typeof key === 'string' ? key : this.keyOf(key, false));
    return value === undefined ? null : value;
  }

  put(key: unknown, value: unknown): unknown {
    let own = key;
    if (typeof key !== 'string') {
      own = this.keyOf(key, true);
      if (own !== key && !isOwnKey(key) && !this.byKey.has(own)) this.originals = (this.originals ?? new Map<unknown, unknown>()).set(own, key);
    }
    const before = this.byKey.get(own);
    this.byKey.set(own, value);
    return before === undefined ? null : before;
  }

  /** Of a literal: key, value, key, value… */
  fill(items: readonly unknown[]): void {
    for (let i = 0; i < items.length; i += 2) {
      const key = items[i];
      if (typeof key === 'string') this.byKey.set(key, items[i + 1]);
      else this.put(key, items[i + 1]);
    }
  }

  /** From another Map, or from records by their Ids. */
  putall(other: unknown): void {
    if (other === null) throw raise(NullPointerException, 'Argument cannot be null.');
    if (other instanceof ApexMap) for (const [own, value] of other.byKey) this.put(other.original(own), value);
    else this.putRecords(other as Iterable<SObjectRecord>);
  }

  private putRecords(records: Iterable<SObjectRecord>): void {
    let index = 0;
    const seen = new Set<string>();
    for (const record of records) {
      // A grouped field under the alias Id counts as one.
      const id = record.id ?? groupedId(record);
      if (id === null) throw raise(ListException, `Row with null Id at index: ${index}`);
      if (seen.has(id)) throw raise(ListException, `Row with duplicate Id at index: ${index}`);
      seen.add(id);
      this.put(id, record);
      index++;
    }
  }

  containskey(key: unknown): boolean {
    return this.byKey.has(typeof key === 'string' ? key : this.keyOf(key, false));
  }

  remove(key: unknown): unknown {
    const own = this.keyOf(key, false);
    const value = this.byKey.get(own);
    this.byKey.delete(own);
    return value === undefined ? null : value;
  }

  clear(): void {
    this.byKey.clear();
  }

  size(): number {
    return this.byKey.size;
  }

  isempty(): boolean {
    return this.byKey.size === 0;
  }

  *entries(): IterableIterator<[unknown, unknown]> {
    for (const [own, value] of this.byKey) yield [this.original(own), value];
  }

  private original(own: unknown): unknown {
    return this.originals === undefined ? own : (this.originals.get(own) ?? own);
  }

  keyset(): ApexSet {
    const type = keySetType(this.type);
    if (this.space === undefined) return ApexSet.ofPrimitives(type, [...this.byKey.keys()]);
    const keys = new ApexSet(type);
    for (const own of this.byKey.keys()) keys.add(this.original(own));
    return keys;
  }

  values(): ApexList {
    return new ApexList(valueListType(this.type), [...this.byKey.values()]);
  }

  clone(): ApexMap {
    const copy = new ApexMap(this.type);
    if (this.space === undefined) for (const [key, value] of this.byKey) copy.byKey.set(key, value);
    else for (const [key, value] of this.entries()) copy.put(key, value);
    return copy;
  }

  deepclone(): ApexMap {
    const copy = new ApexMap(this.type);
    for (const [key, value] of this.entries()) copy.put(key, value instanceof SObjectRecord ? cloneRecord(value, true, true, true, true) : value);
    return copy;
  }

  getsobjecttype(): unknown {
    const element = this.type.args[1]!;
    return element.base === 'sobject' ? null : sobjectTypeNamed(element.name);
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
Object.setPrototypeOf(ApexMap.prototype, missingMembers('Map', Object.prototype));

/** `getGlobalDescribe()` and `fields.getMap()`: keys in lower case, found in any case. */
export class DescribeMap extends ApexMap {
  protected override keyOf(value: unknown): unknown {
    return typeof value === 'string' ? value.toLowerCase() : value;
  }

  override get(key: unknown): unknown {
    return super.get(this.keyOf(key));
  }

  override put(key: unknown, value: unknown): unknown {
    return super.put(this.keyOf(key), value);
  }

  override containskey(key: unknown): boolean {
    return super.containskey(this.keyOf(key));
  }

  override clone(): DescribeMap {
    const copy = new DescribeMap(this.type);
    for (const [key, value] of this.entries()) copy.put(key, value);
    return copy;
  }
}
