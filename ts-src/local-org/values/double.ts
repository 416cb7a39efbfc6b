import { Decimal } from './decimal.ts';

/** Apex's Double: a boxed JavaScript number, so that it can be told from an Integer. Only Apex code makes them. */
export class ApexDouble {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  /** @throws ValueError for NaN and infinities */
  toDecimal(): Decimal {
    return Decimal.parse(this.toString());
  }

  compareTo(other: ApexDouble): number {
    return this.value < other.value ? -1 : this.value > other.value ? 1 : 0;
  }

  equals(other: unknown): boolean {
    return other instanceof ApexDouble && other.value === this.value;
  }

  /** As java.lang.Double prints: `5.0`, `1.0E7`, `1.5E-5`. */
  toString(): string {
    const n = this.value;
    if (Object.is(n, -0)) return '-0.0';
    if (!Number.isFinite(n)) return Number.isNaN(n) ? 'NaN' : n < 0 ? '-Infinity' : 'Infinity';
    const magnitude = Math.abs(n);
    if (n === 0 || (magnitude >= 1e-3 && magnitude < 1e7)) return Number.isInteger(n) ? `${n}.0` : String(n);
    const [mantissa, exponent] = n.toExponential().split('e') as [string, string];
    return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
  }

  toJSON(): number {
    return this.value;
  }
}
