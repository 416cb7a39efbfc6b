import { standardClass } from '../missing.ts';
import { userLocale } from '../user.ts';

/** System.Collator: compares by the rules of the user's language. */
export class Collator {
  readonly #collator = new Intl.Collator(userLocale());

  static getinstance(): Collator {
    return new Collator();
  }

  compare(a: string | null, b: string | null): number {
    if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
    return this.#collator.compare(a, b);
  }
}
standardClass('Collator', Collator);
