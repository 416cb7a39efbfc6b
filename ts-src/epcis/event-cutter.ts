import { FeedError, MAY_GO_ON } from '../connectors/index.ts';

/** A piece of an EPCIS file, still text: an event out of a list, or a root value without the events that were cut out of it. */
export interface Piece {
  readonly kind: 'event' | 'root';
  readonly text: string;
  /** Where it begins. */
  readonly line: number;
}

/** Where documents and query documents keep their events. */
const LISTS = new Set(['epcisBody/eventList', 'epcisBody/queryResults/resultsBody/eventList']);

interface Frame {
  readonly isArray: boolean;
  key: string;
  expectsKey: boolean;
}

/**
 * Cuts a file of any size into its events without parsing it: a document, a query document, bare events one after another
 * or in an array. Holds one event at a time; a root value comes after its events.
 * @throws FeedError when the file ends inside a value or holds anything but objects
 */
export async function* pieces(chunks: AsyncIterable<string>): AsyncGenerator<Piece> {
  const cutter = new EventCutter();
  for await (const chunk of chunks) yield* cutter.push(chunk);
  cutter.end();
}

class EventCutter {
  /** Open objects and arrays of the root value around the events; those inside an event are only counted. */
  readonly #frames: Frame[] = [];
  #root: string[] = [];
  #element: string[] = [];
  #elementDepth = 0;
  #inElement = false;
  #inList = false;
  #inString = false;
  #escaped = false;
  #key: string | undefined;
  #inRootArray = false;
  #line = 1;
  #rootLine = 1;
  #elementLine = 1;
  #seen = false;
  /** The root value before stood on a line of its own: where the next line begins one, the line before it was broken off. */
  #isLines = false;
  #atLineStart = false;
  #last = 0;

  *push(chunk: string): Generator<Piece> {
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const code = chunk.charCodeAt(at);
      if (code === 123 && this.#atLineStart && this.#isLines && this.#frames.length > 0 && (this.#inString || !MAY_GO_ON.has(this.#last))) {
        yield { kind: 'root', text: [...this.#root, ...this.#element, chunk.slice(start, at)].join(''), line: this.#rootLine };
        this.#forget();
      }
      this.#atLineStart = code === 10;
      if (code > 32) this.#last = code;
      if (code === 10) this.#line++;
      if (this.#inString) {
        this.#withinString(code, chunk[at]!);
        continue;
      }
      if (this.#inElement) {
        const end = this.#elementEnd(code, at);
        if (end !== undefined) {
          this.#element.push(chunk.slice(start, end));
          yield { kind: 'event', text: this.#element.join(''), line: this.#elementLine };
          this.#element = [];
          start = end;
          at = end - 1;
        }
        continue;
      }
      if (this.#frames.length === 0) {
        start = at + (this.#between(code, chunk[at]!) ? 0 : 1);
        continue;
      }
      if (this.#inList) {
        if (code === 93) {
          this.#inList = false;
          this.#frames.pop();
          start = at;
        } else if (code > 32 && code !== 44) {
          this.#inElement = true;
          this.#elementLine = this.#line;
          this.#elementDepth = code === 123 || code === 91 ? 1 : 0;
          this.#inString = code === 34;
          start = at;
        }
        continue;
      }
      if (this.#around(code)) {
        this.#root.push(chunk.slice(start, at + 1));
        start = at + 1;
        if (this.#frames.length === 0) {
          yield { kind: 'root', text: this.#root.join(''), line: this.#rootLine };
          this.#root = [];
          this.#isLines = !this.#inRootArray && this.#rootLine === this.#line;
        }
      }
    }
    if (this.#inElement) this.#element.push(chunk.slice(start));
    else if (this.#frames.length > 0 && !this.#inList) this.#root.push(chunk.slice(start));
  }

  end(): void {
    if (this.#inElement) throw new FeedError(`line ${this.#elementLine}: the event that begins here does not end; the file may be cut off`);
    if (this.#frames.length > 0) throw new FeedError(`line ${this.#rootLine}: the JSON object that begins here does not end; the file may be cut off`);
    if (this.#inRootArray) throw new FeedError(`line ${this.#line}: the JSON array does not end; the file may be cut off`);
    if (!this.#seen) throw new FeedError('the file is empty');
  }

  /** Of a root value that has no end. */
  #forget(): void {
    this.#frames.length = 0;
    this.#root = [];
    this.#element = [];
    this.#elementDepth = 0;
    this.#inElement = this.#inList = this.#inString = this.#escaped = false;
    this.#key = undefined;
  }

  #withinString(code: number, character: string): void {
    if (this.#escaped) this.#escaped = false;
    else if (code === 92) this.#escaped = true;
    else if (code === 34) {
      this.#inString = false;
      if (this.#key !== undefined) {
        this.#frames.at(-1)!.key = this.#key;
        this.#key = undefined;
      }
      return;
    }
    if (this.#key !== undefined) this.#key += character;
  }

  /** One character of an event outside its texts; where the event ends, if it does. A number or a text ends before what follows it. */
  #elementEnd(code: number, at: number): number | undefined {
    const isBare = this.#elementDepth === 0;
    if (code === 34) this.#inString = true;
    else if (code === 123 || code === 91) this.#elementDepth++;
    else if (code === 125 || code === 93) this.#elementDepth--;
    else if (code !== 44 || !isBare) return undefined;
    if (this.#elementDepth > 0 || code === 34) return undefined;
    this.#inElement = false;
    return isBare ? at : at + 1;
  }

  /** Between root values; true where one begins. */
  #between(code: number, character: string): boolean {
    if (code <= 32 || code === 0xfeff) return false;
    this.#seen = true;
    if (code === 123) {
      this.#rootLine = this.#line;
      this.#frames.push({ isArray: false, key: '', expectsKey: true });
      return true;
    }
    if (code === 91 && !this.#inRootArray) this.#inRootArray = true;
    else if (code === 93 && this.#inRootArray) this.#inRootArray = false;
    else if (!(code === 44 && this.#inRootArray)) {
      throw new FeedError(`line ${this.#line}: the file is not JSON objects: found ${JSON.stringify(character)} where a document or an event should begin`);
    }
    return false;
  }

  /** One character of a root value outside its events; true where text must be set aside: its end, or a list of events begins. */
  #around(code: number): boolean {
    const top = this.#frames.at(-1)!;
    if (code === 34) {
      this.#inString = true;
      if (top.expectsKey) this.#key = '';
    } else if (code === 58) top.expectsKey = false;
    else if (code === 44) top.expectsKey = !top.isArray;
    else if (code === 123) this.#frames.push({ isArray: false, key: '', expectsKey: true });
    else if (code === 91) {
      this.#inList = LISTS.has(this.#frames.map(({ key }) => key).join('/'));
      this.#frames.push({ isArray: true, key: '', expectsKey: false });
      return this.#inList;
    } else if (code === 125 || code === 93) {
      this.#frames.pop();
      return this.#frames.length === 0;
    }
    return false;
  }
}
