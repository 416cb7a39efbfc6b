/** A stretch of a list. */
export interface Page {
  readonly size: number;
  readonly offset: number;
}

const LARGEST = 1999;

/** `pageSize` (default 50) and `pageToken` (an offset) of a request. */
export function pageFrom(values: { readonly pageSize?: unknown; readonly pageToken?: unknown }): Page {
  const size = Number(values.pageSize ?? 50);
  const offset = Number(values.pageToken ?? 0);
  return { size: Number.isInteger(size) && size > 0 ? Math.min(size, LARGEST) : 50, offset: Number.isInteger(offset) && offset > 0 ? offset : 0 };
}

/** The collection shape of the UI API. `rows` holds one more than the page when there is a next one. */
export function pageOf<R>(rows: readonly R[], page: Page, toJson: (row: R) => unknown): object {
  const shown = rows.slice(0, page.size);
  const token = (offset: number): string => String(offset);
  return {
    count: shown.length,
    currentPageToken: token(page.offset),
    currentPageUrl: null,
    nextPageToken: rows.length > page.size ? token(page.offset + page.size) : null,
    nextPageUrl: null,
    pageSize: page.size,
    previousPageToken: page.offset > 0 ? token(Math.max(0, page.offset - page.size)) : null,
    previousPageUrl: null,
    records: shown.map(toJson),
  };
}
