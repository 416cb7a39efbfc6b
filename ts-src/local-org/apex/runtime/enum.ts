import { ApexList } from './collections/list.ts';
import { NoSuchElementException, NullPointerException, raise } from './exceptions.ts';
import { missingMembers } from './missing.ts';
import { typeNamed } from './types.ts';

/** One constant of an enum. Constants are compared by identity. */
export class EnumValue {
  readonly $enum: EnumType;
  readonly $name: string;
  readonly $ordinal: number;

  constructor(type: EnumType, name: string, ordinal: number) {
    this.$enum = type;
    this.$name = name;
    this.$ordinal = ordinal;
  }

  name(): string {
    return this.$name;
  }

  ordinal(): number {
    return this.$ordinal;
  }

  tostring(): string {
    return this.$name;
  }

  toString(): string {
    return this.$name;
  }

  equals(other: unknown): boolean {
    return this === other;
  }

  hashcode(): number {
    let hash = 0;
    for (let i = 0; i < this.$name.length; i++) hash = (Math.imul(31, hash) + this.$name.charCodeAt(i)) | 0;
    return hash;
  }

  compareto(other: EnumValue): number {
    return this.$ordinal - other.$ordinal;
  }
}
Object.setPrototypeOf(EnumValue.prototype, missingMembers('Enum', Object.prototype));

/** An enum, user's or standard: its constants are properties by their lower-case names. */
export class EnumType {
  readonly $display: string;
  readonly $values: readonly EnumValue[];

  constructor(display: string, names: readonly string[]) {
    this.$display = display;
    this.$values = names.map((name, i) => new EnumValue(this, name, i));
    for (const value of this.$values) Object.defineProperty(this, value.$name.toLowerCase(), { value, enumerable: true });
  }

  values(): ApexList {
    return new ApexList(typeNamed(`List<${this.$display}>`), [...this.$values]);
  }

  valueof(name: string | null): EnumValue {
    if (name === null) throw raise(NullPointerException, 'Argument cannot be null.');
    const found = this.$find(name);
    if (found === undefined) throw raise(NoSuchElementException, `No enum constant ${this.$display}.${name}`);
    return found;
  }

  /** Any case. */
  $find(name: string): EnumValue | undefined {
    const wanted = name.toLowerCase();
    return this.$values.find((value) => value.$name.toLowerCase() === wanted);
  }
}
