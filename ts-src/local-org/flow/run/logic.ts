/** Condition logic: `and`, `or`, or `1 AND (2 OR NOT 3)`; leaves are indexes from 0. */
export type Logic =
  | { readonly kind: 'and' | 'or'; readonly terms: readonly Logic[] }
  | { readonly kind: 'not'; readonly term: Logic }
  | { readonly kind: 'leaf'; readonly index: number };

/** A condition logic that does not fit its conditions. */
export class LogicError extends Error {}

/** @param count of the conditions. @throws LogicError */
export function parseLogic(text: string, count: number): Logic {
  const word = text.trim().toLowerCase();
  if (word === 'and' || word === 'or') return { kind: word, terms: Array.from({ length: count }, (_, index) => ({ kind: 'leaf', index })) };
  return new LogicParser(text, count).parse();
}

export function evaluateLogic(logic: Logic, test: (index: number) => boolean): boolean {
  switch (logic.kind) {
    case 'and': return logic.terms.every((term) => evaluateLogic(term, test));
    case 'or': return logic.terms.some((term) => evaluateLogic(term, test));
    case 'not': return !evaluateLogic(logic.term, test);
    case 'leaf': return test(logic.index);
  }
}

/** Recursive descent; OR binds weaker than AND, AND weaker than NOT. */
class LogicParser {
  private readonly tokens: readonly string[];
  private at = 0;
  private readonly count: number;

  constructor(text: string, count: number) {
    this.tokens = text.toUpperCase().match(/\d+|AND|OR|NOT|[()]|\S/g) ?? [];
    this.count = count;
  }

  parse(): Logic {
    const logic = this.chain('or', () => this.chain('and', () => this.one()));
    if (this.at < this.tokens.length) this.fail();
    return logic;
  }

  private chain(kind: 'and' | 'or', part: () => Logic): Logic {
    const terms = [part()];
    while (this.accept(kind.toUpperCase())) terms.push(part());
    return terms.length === 1 ? terms[0]! : { kind, terms };
  }

  private one(): Logic {
    if (this.accept('NOT')) return { kind: 'not', term: this.one() };
    if (this.accept('(')) {
      const inner = this.chain('or', () => this.chain('and', () => this.one()));
      if (!this.accept(')')) this.fail();
      return inner;
    }
    const number = Number(this.tokens[this.at++]);
    if (!Number.isInteger(number) || number < 1 || number > this.count) this.fail();
    return { kind: 'leaf', index: number - 1 };
  }

  private accept(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at++;
    return true;
  }

  private fail(): never {
    throw new LogicError('The condition logic is invalid.');
  }
}
