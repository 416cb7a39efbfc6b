import { isLosslessNumber, parse } from 'lossless-json';
import { toEvents, rejected, type SourceOrder } from './order.ts';
import { jsonDocuments } from './json-documents.ts';
import { readReject } from '../rejects.ts';
import type { Source, SourceOptions, SourceOutput } from './source.ts';

/** JSON with every number kept as the text it was written as. */
export type Json = Readonly<Record<string, unknown>>;

/** A payload that is understood and none of our business, e.g. a notification that carries no order. */
export interface NoOrder {
  readonly noOrder: string;
  readonly reference: string;
}

export type ReadOrder = (document: Json, options: SourceOptions) => readonly (SourceOrder | NoOrder)[];

/** A source for a JSON format: only the mapping differs. */
export function jsonSource(readOrders: ReadOrder): Source {
  return async function* (chunks, options): AsyncGenerator<SourceOutput> {
    for await (const { text, line } of jsonDocuments(chunks)) {
      const document = parseDocument(text);
      if (document instanceof Error) {
        yield rejected({ reference: `line ${line}`, items: 1, source: () => text }, { field: 'json', rule: 'RFC 8259', value: excerpt(text), says: `is not valid JSON: ${document instanceof RangeError ? 'it is nested too deep' : document.message}` });
        continue;
      }
      yield* outputs({ document, text, line }, readOrders, options);
    }
  };
}

/** One document of a feed: as it was read, as it came, and the line where it begins. */
interface FeedPart {
  readonly document: Json;
  readonly text: string;
  readonly line: number;
}

/** A line of a rejects file is read from what it kept; anything else is an order. */
function* outputs(part: FeedPart, readOrders: ReadOrder, options: SourceOptions): Generator<SourceOutput> {
  const reject = readReject(part.document);
  if (reject === undefined) {
    yield* convert(part, readOrders, options);
  } else if (reject.event !== undefined) {
    yield { kind: 'event', event: reject.event };
  } else {
    const source = parseDocument(reject.source ?? '');
    if (source instanceof Error) yield { kind: 'rejected', reference: reject.reference, items: 1, errors: reject.errors, source: reject.source ?? '' };
    else yield* convert({ ...part, document: source, text: reject.source ?? '' }, readOrders, options);
  }
}

function* convert({ document, text, line }: FeedPart, readOrders: ReadOrder, options: SourceOptions): Generator<SourceOutput> {
  let orders: ReturnType<ReadOrder>;
  try {
    orders = readOrders(document, options);
  } catch (error) {
    if (!(error instanceof MappingError)) throw error;
    yield rejected({ reference: `line ${line}`, items: 1, source: () => text }, { field: error.field, rule: error.rule, value: error.value, says: error.message });
    return;
  }
  for (const order of orders) {
    if ('noOrder' in order) yield { kind: 'skipped', reference: order.reference, items: 1, reason: order.noOrder };
    else yield* toEvents(order, options, () => text);
  }
}

function parseDocument(text: string): Json | Error {
  try {
    return parse(text) as Json;
  } catch (error) {
    return error as Error;
  }
}

/** The payload lacks what the format promises. */
export class MappingError extends Error {
  readonly field: string;
  readonly rule: string;
  readonly value: string;
  constructor(field: string, rule: string, value: string, says: string) {
    super(says);
    this.field = field;
    this.rule = rule;
    this.value = value;
  }
}

/** Text of a string or number, digits untouched; null for anything else or blank. */
export function text(value: unknown): string | null {
  if (isLosslessNumber(value)) return value.value;
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
  return typeof value === 'boolean' ? String(value) : null;
}

/** `text` of a field that must be there. @throws MappingError where it is missing or blank */
export function required(value: unknown, field: string): string {
  const found = text(value);
  if (found === null) throw new MappingError(field, 'required', '', `is missing: the payload has no ${field}`);
  return found;
}

/** The object, to be looked into field by field; an empty one for anything else. */
export function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** The list's members as `object`; none for anything else. */
export function objects(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.map(object) : [];
}

/** First of several spellings that holds text. */
export function firstText(from: Json, ...names: readonly string[]): string | null {
  for (const name of names) {
    const found = text(from[name]);
    if (found !== null) return found;
  }
  return null;
}

/** Enough of a text to find it by. */
function excerpt(source: string): string {
  return source.length > 80 ? `${source.slice(0, 80)}…` : source;
}
