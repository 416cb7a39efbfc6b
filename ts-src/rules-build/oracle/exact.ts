/** Arithmetic of fractions, for checking what was worked by hand: + - * / ( ), min, max and floor. */
export interface Fraction {
  readonly top: bigint;
  /** Above zero. */
  readonly bottom: bigint;
}

const fraction = (top: bigint, bottom: bigint): Fraction => (bottom < 0n ? { top: -top, bottom: -bottom } : { top, bottom });
const less = (a: Fraction, b: Fraction): boolean => a.top * b.bottom < b.top * a.bottom;

export const isEqual = (a: Fraction, b: Fraction): boolean => a.top * b.bottom === b.top * a.bottom;

function floorOf({ top, bottom }: Fraction): bigint {
  const rest = ((top % bottom) + bottom) % bottom;
  return (top - rest) / bottom;
}

/** Nearest whole number; of two equally near the larger one. */
export const halfUpOf = ({ top, bottom }: Fraction): bigint => floorOf({ top: 2n * top + bottom, bottom: 2n * bottom });

/** @throws SyntaxError */
export function decimal(text: string): Fraction {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) throw new SyntaxError(`no number: ${text}`);
  const [, sign, whole, part = ''] = match;
  const top = BigInt(whole! + part);
  return { top: sign === '-' ? -top : top, bottom: 10n ** BigInt(part.length) };
}

/** @throws SyntaxError */
export function exact(expression: string): Fraction {
  const parser = new Parser(expression);
  const value = parser.sum();
  parser.end();
  return value;
}

class Parser {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(expression: string) {
    this.#tokens = expression.match(/\d+(?:\.\d+)?|[a-z]+|\S/g) ?? [];
  }

  sum(): Fraction {
    let left = this.#product();
    for (;;) {
      if (this.#takes('+')) left = add(left, this.#product());
      else if (this.#takes('-')) left = add(left, negative(this.#product()));
      else return left;
    }
  }

  end(): void {
    if (this.#at < this.#tokens.length) throw new SyntaxError(`not understood: ${this.#tokens[this.#at]}`);
  }

  #product(): Fraction {
    let left = this.#value();
    for (;;) {
      if (this.#takes('*')) left = times(left, this.#value());
      else if (this.#takes('/')) left = over(left, this.#value());
      else return left;
    }
  }

  #value(): Fraction {
    if (this.#takes('(')) return this.#until(')')[0]!;
    if (this.#takes('floor')) return { top: floorOf(this.#arguments()[0]!), bottom: 1n };
    if (this.#takes('min')) return this.#arguments().reduce((a, b) => (less(b, a) ? b : a));
    if (this.#takes('max')) return this.#arguments().reduce((a, b) => (less(a, b) ? b : a));
    return decimal(this.#tokens[this.#at++] ?? '');
  }

  #arguments(): readonly Fraction[] {
    if (!this.#takes('(')) throw new SyntaxError('"(" is missing');
    return this.#until(')');
  }

  #until(end: string): readonly Fraction[] {
    const values = [this.sum()];
    while (this.#takes(',')) values.push(this.sum());
    if (!this.#takes(end)) throw new SyntaxError(`"${end}" is missing`);
    return values;
  }

  #takes(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }
}

const add = (a: Fraction, b: Fraction): Fraction => ({ top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom });
const negative = ({ top, bottom }: Fraction): Fraction => ({ top: -top, bottom });
const times = (a: Fraction, b: Fraction): Fraction => ({ top: a.top * b.top, bottom: a.bottom * b.bottom });

function over(a: Fraction, b: Fraction): Fraction {
  if (b.top === 0n) throw new SyntaxError('divided by zero');
  return fraction(a.top * b.bottom, a.bottom * b.top);
}
