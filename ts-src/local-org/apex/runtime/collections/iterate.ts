import { missing } from '../missing.ts';
import { NullPointerException, raise } from '../exceptions.ts';
import { ApexList } from './list.ts';
import { ApexSet } from './set.ts';

interface HasIterator {
  iterator(): { hasnext(): boolean; next(): unknown };
}

/** The values of a for-each loop. While it runs, Lists and Sets refuse changes. */
export function iterate(collection: unknown): Iterable<unknown> {
  if (collection instanceof ApexList) return new ListLoop(collection);
  if (collection === null) throw raise(NullPointerException, 'Attempt to de-reference a null object');
  if (collection instanceof ApexSet) return setLoop(collection);
  if (Array.isArray(collection)) return collection;
  if (typeof collection === 'object' && 'iterator' in collection) return iteratorLoop(collection as HasIterator);
  if (typeof collection === 'object' && collection !== null && Symbol.iterator in collection) return collection as Iterable<unknown>;
  return missing('for over something that is no List, Set or Iterable');
}

/** A list that a loop is going to walk: locked until the loop takes the lock back. */
export function loop(list: unknown): ApexList {
  if (list instanceof ApexList) {
    list.locks++;
    return list;
  }
  if (list === null) throw raise(NullPointerException, 'Attempt to de-reference a null object');
  return missing('for over something else where a List belongs');
}

/** Its own iterator and its own result: a loop makes one object. */
class ListLoop {
  private readonly list: ApexList;
  private index = 0;
  value: unknown = undefined;
  done = false;

  constructor(list: ApexList) {
    this.list = list;
    list.locks++;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(): this {
    const items = this.list.items;
    if (this.index < items.length) this.value = items[this.index++];
    else {
      this.list.locks--;
      this.done = true;
      this.value = undefined;
    }
    return this;
  }

  return(): this {
    this.list.locks--;
    this.done = true;
    return this;
  }
}

function* setLoop(set: ApexSet): Generator<unknown> {
  set.locks++;
  try {
    yield* set.values();
  } finally {
    set.locks--;
  }
}

function* iteratorLoop(collection: HasIterator): Generator<unknown> {
  const iterator = collection.iterator();
  while (iterator.hasnext()) yield iterator.next();
}
