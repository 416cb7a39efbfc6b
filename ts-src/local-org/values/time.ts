import { pad } from './civil.ts';
import { ValueError } from './value-error.ts';

const DAY = 86_400_000;

/** A time of day, to the millisecond, without zone. Immutable. */
export class ApexTime {
  /** Milliseconds since midnight, 0 to 86,399,999. */
  readonly ms: number;

  private constructor(ms: number) {
    this.ms = ms;
  }

  /** Wraps around midnight. */
  static fromMs(ms: number): ApexTime {
    return new ApexTime(((ms % DAY) + DAY) % DAY);
  }

  static of(hour: number, minute: number, second: number, ms = 0): ApexTime {
    return ApexTime.fromMs(((hour * 60 + minute) * 60 + second) * 1000 + ms);
  }

  /** `13:45:00.000Z`, `13:45`. @throws ValueError (TypeException) */
  static parse(text: string): ApexTime {
    const time = ApexTime.tryParse(text);
    if (time === null) throw new ValueError('TypeException', `Invalid time: ${text}`);
    return time;
  }

  static tryParse(text: string): ApexTime | null {
    const match = /^\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?Z?\s*$/.exec(text);
    if (match === null) return null;
    const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
    if (hour > 23 || minute > 59 || second > 59) return null;
    return ApexTime.of(hour, minute, second, Number((match[4] ?? '').padEnd(3, '0').slice(0, 3)));
  }

  hour(): number {
    return Math.floor(this.ms / 3_600_000);
  }

  minute(): number {
    return Math.floor(this.ms / 60_000) % 60;
  }

  second(): number {
    return Math.floor(this.ms / 1000) % 60;
  }

  millisecond(): number {
    return this.ms % 1000;
  }

  addMs(ms: number): ApexTime {
    return ApexTime.fromMs(this.ms + ms);
  }

  compareTo(other: ApexTime): number {
    return this.ms < other.ms ? -1 : this.ms > other.ms ? 1 : 0;
  }

  equals(other: unknown): boolean {
    return other instanceof ApexTime && other.ms === this.ms;
  }

  /** `13:45:00.000Z` */
  toString(): string {
    return `${pad(this.hour(), 2)}:${pad(this.minute(), 2)}:${pad(this.second(), 2)}.${pad(this.millisecond(), 3)}Z`;
  }

  toJSON(): string {
    return this.toString();
  }
}
