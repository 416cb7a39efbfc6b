import { NoSuchElementException, raise } from '../exceptions.ts';
import { missingMembers } from '../missing.ts';

/** What `list.iterator()` and `set.iterator()` give. */
export class ApexIterator {
  private readonly items: readonly unknown[];
  private at = 0;

  constructor(items: readonly unknown[]) {
    this.items = items;
  }

  hasnext(): boolean {
    return this.at < this.items.length;
  }

  next(): unknown {
    const value = this.items[this.at];
    if (value === undefined) throw raise(NoSuchElementException, 'Iterator has no more elements.');
    this.at++;
    return value;
  }
}
Object.setPrototypeOf(ApexIterator.prototype, missingMembers('Iterator', Object.prototype));
