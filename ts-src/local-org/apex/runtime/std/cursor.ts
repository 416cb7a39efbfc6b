import { current } from '../../../execution/context.ts';
import { InvalidParameterValueException, raise } from '../exceptions.ts';
import { ApexList } from '../collections/list.ts';
import { standardClass } from '../missing.ts';
import { required } from './numbers.ts';

/** Rows from `position` on. A place outside of the result is refused, as the platform does. */
function page(rows: ApexList, position: number, count: number): ApexList {
  current().limits.charge('cursorFetches');
  if (required(position) < 0 || position > rows.items.length) throw raise(InvalidParameterValueException, `Invalid cursor position: ${position}`);
  if (required(count) < 0) throw raise(InvalidParameterValueException, `Invalid cursor count: ${count}`);
  return new ApexList(rows.type, rows.items.slice(position, position + count));
}

/** Database.Cursor: the rows of a query, by place. */
export class Cursor {
  readonly #rows: ApexList;

  constructor(rows: ApexList) {
    this.#rows = rows;
  }

  fetch(position: number, count: number): ApexList {
    return page(this.#rows, position, count);
  }

  getnumrecords(): number {
    return this.#rows.items.length;
  }
}
standardClass('Database.Cursor', Cursor);

/** Database.CursorFetchResult. Rows are those of the query's moment: none goes in between. */
class CursorFetchResult {
  readonly #records: ApexList;
  readonly #next: number;
  readonly #done: boolean;

  constructor(records: ApexList, next: number, done: boolean) {
    this.#records = records;
    this.#next = next;
    this.#done = done;
  }

  getrecords(): ApexList {
    return this.#records;
  }

  getnextindex(): number {
    return this.#next;
  }

  getnumdeletedrecords(): number {
    return 0;
  }

  isdone(): boolean {
    return this.#done;
  }
}
standardClass('Database.CursorFetchResult', CursorFetchResult);

/** Database.PaginationCursor */
export class PaginationCursor {
  readonly #rows: ApexList;

  constructor(rows: ApexList) {
    this.#rows = rows;
  }

  fetchpage(start: number, size: number): CursorFetchResult {
    const records = page(this.#rows, start, size);
    const next = start + records.items.length;
    return new CursorFetchResult(records, next, next >= this.#rows.items.length);
  }

  getnumrecords(): number {
    return this.#rows.items.length;
  }

  isdeleted(): boolean {
    return false;
  }
}
standardClass('Database.PaginationCursor', PaginationCursor);
