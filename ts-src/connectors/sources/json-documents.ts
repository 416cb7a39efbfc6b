import { FeedError } from './source.ts';

/** One JSON value of a feed, still text, with the line it begins on. */
export interface JsonDocument {
  readonly text: string;
  readonly line: number;
}

/**
 * Cuts a feed into its documents without parsing them: one object, objects one after another (NDJSON or not),
 * or the elements of one array. Holds one document at a time, so a feed may be larger than memory.
 * @throws FeedError when the feed ends inside a document or holds anything but objects
 */
export async function* jsonDocuments(chunks: AsyncIterable<string>): AsyncGenerator<JsonDocument> {
  const cutter = new Cutter();
  for await (const chunk of chunks) yield* cutter.push(chunk);
  cutter.end();
}

/** Behind an opening bracket, a comma and a colon an object may begin on the next line. */
export const MAY_GO_ON: ReadonlySet<number> = new Set([91, 44, 58]);

class Cutter {
  #depth = 0;
  #inArray = false;
  #arrayClosed = false;
  #inString = false;
  #escaped = false;
  #parts: string[] = [];
  #line = 1;
  #startLine = 1;
  #seen = false;
  /** The document before stood on a line of its own: where the next line begins one, the line before it was broken off. */
  #isLines = false;
  #atLineStart = false;
  #last = 0;

  *push(chunk: string): Generator<JsonDocument> {
    let start = this.#depth > 0 ? 0 : -1;
    for (let i = 0; i < chunk.length; i++) {
      const code = chunk.charCodeAt(i);
      if (code === 123 && this.#atLineStart && this.#isLines && this.#depth > 0 && (this.#inString || !MAY_GO_ON.has(this.#last))) {
        yield { text: [...this.#parts, chunk.slice(Math.max(start, 0), i)].join(''), line: this.#startLine };
        this.#parts = [];
        this.#depth = 0;
        this.#inString = this.#escaped = false;
      }
      this.#atLineStart = code === 10;
      if (code > 32) this.#last = code;
      if (code === 10) this.#line++;
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (code === 92) this.#escaped = true;
        else if (code === 34) this.#inString = false;
        continue;
      }
      if (this.#depth === 0) {
        if (code === 123) {
          if (this.#arrayClosed) this.#fail('{');
          start = i;
          this.#startLine = this.#line;
          this.#depth = 1;
          this.#seen = true;
        } else this.#between(code, chunk[i]!);
        continue;
      }
      if (code === 34) this.#inString = true;
      else if (code === 123 || code === 91) this.#depth++;
      else if ((code === 125 || code === 93) && --this.#depth === 0) {
        this.#parts.push(chunk.slice(start, i + 1));
        yield { text: this.#parts.join(''), line: this.#startLine };
        this.#parts = [];
        this.#isLines = !this.#inArray && this.#startLine === this.#line;
        start = -1;
      }
    }
    if (this.#depth > 0) this.#parts.push(chunk.slice(start));
  }

  /** White space, a byte order mark, and the punctuation of an array around its elements. */
  #between(code: number, character: string): void {
    if (code <= 32 || code === 0xfeff) return;
    if (code === 91 && !this.#inArray && !this.#seen && !this.#arrayClosed) this.#inArray = true;
    else if (code === 93 && this.#inArray) {
      this.#inArray = false;
      this.#arrayClosed = true;
    } else if (!(code === 44 && this.#inArray)) this.#fail(character);
  }

  #fail(found: string): never {
    throw new FeedError(`line ${this.#line}: the feed is not JSON objects: found ${JSON.stringify(found)} where an order should begin`);
  }

  end(): void {
    if (this.#depth > 0) throw new FeedError(`line ${this.#startLine}: the JSON object that begins here does not end; the feed may be cut off`);
    if (this.#inArray) throw new FeedError(`line ${this.#line}: the JSON array does not end; the feed may be cut off`);
    if (!this.#seen && !this.#arrayClosed) throw new FeedError('the feed is empty');
  }
}
