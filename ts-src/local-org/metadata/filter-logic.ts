/** How to join what the filters of a list, a report or a sharing rule became. */
export interface Joining<T> {
  and(terms: readonly T[]): T;
  or(terms: readonly T[]): T;
  not(term: T): T;
}

/**
 * Reads filter logic: `1 AND (2 OR NOT 3)`, numbers from 1; AND binds closer than OR.
 * Undefined when it cannot be read or names a filter which is not there.
 */
export function filterLogic<T>(logic: string, filters: readonly T[], { and, or, not }: Joining<T>): T | undefined {
  const words = logic.toUpperCase().match(/\d+|AND|OR|NOT|[()]|\S/g) ?? [];
  let at = 0;
  const one = (): T | undefined => {
    const word = words[at++];
    if (word === 'NOT') {
      const term = one();
      return term && not(term);
    }
    if (word !== '(') return filters[Number(word) - 1];
    const inner = either();
    return words[at++] === ')' ? inner : undefined;
  };
  const chain = (word: string, next: () => T | undefined, join: (terms: readonly T[]) => T): T | undefined => {
    const terms = [next()];
    while (words[at] === word) {
      at++;
      terms.push(next());
    }
    const read = terms.filter((term) => term !== undefined);
    if (read.length < terms.length) return undefined;
    return read.length === 1 ? read[0] : join(read);
  };
  const either = (): T | undefined => chain('OR', () => chain('AND', one, and), or);
  const whole = either();
  return at === words.length ? whole : undefined;
}
