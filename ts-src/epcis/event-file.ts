import { FeedError } from '../connectors/index.ts';
import { strictJson } from '../proof/index.ts';
import { prefixesOf, type Prefixes } from './context.ts';
import { pieces } from './event-cutter.ts';
import type { Fields } from './event-hash.ts';

/** A file that can be read more than once. */
export type OpenFile = () => AsyncIterable<string>;

/** What stands around the events of a document. */
export interface Surroundings {
  readonly context: unknown;
  readonly prefixes: Prefixes;
  /** As the document names it; null where it does not. */
  readonly sender: string | null;
}

/** One event of a file, in the order of the file. */
export interface FileEvent {
  readonly line: number;
  readonly text: string;
  /** What was read; an Error says why the text is no event. */
  readonly event: Fields | Error;
  readonly around: Surroundings;
}

const BARE: Surroundings = { context: undefined, prefixes: prefixesOf(undefined), sender: null };

/**
 * The events of an EPCIS 2.0 file: document, query document, bare events. Reads the file twice, because what stands around
 * the events may follow them; holds one event at a time.
 * @throws FeedError when the file is broken beyond one event
 */
export async function* eventsOf(open: OpenFile): AsyncGenerator<FileEvent> {
  const documents = await surroundings(open());
  let index = 0;
  for await (const { kind, text, line } of pieces(open())) {
    const around = documents.get(index) ?? BARE;
    if (kind === 'event') {
      yield { line, text, event: readEvent(text), around };
      continue;
    }
    index += 1;
    const inner = around === BARE ? readEvent(text) : single(text);
    if (inner !== undefined) yield { line, text, event: inner, around };
  }
}

/** By the place of its document in the file; bare events have none. */
async function surroundings(chunks: AsyncIterable<string>): Promise<Map<number, Surroundings>> {
  const found = new Map<number, Surroundings>();
  let index = 0;
  let cut = 0;
  for await (const { kind, text, line } of pieces(chunks)) {
    if (kind === 'event') {
      cut += 1;
      continue;
    }
    const root = readEvent(text);
    const type = root instanceof Error ? '' : String(root.type);
    if (!(root instanceof Error) && /^EPCIS(Query)?Document$/.test(type)) {
      const context = root['@context'];
      const sender = typeof root.sender === 'string' && root.sender.trim() !== '' ? root.sender.trim() : null;
      found.set(index, { context, prefixes: prefixesOf(context), sender });
    } else if (cut > 0) {
      throw new FeedError(`line ${line}: what stands around the events is no EPCIS document: ${root instanceof Error ? root.message : `its type is "${type}"`}`);
    }
    index += 1;
    cut = 0;
  }
  return found;
}

/** The one event that a document may carry outside a list. */
function single(text: string): Fields | undefined {
  const root = readEvent(text);
  const body = root instanceof Error ? undefined : (root.epcisBody as Fields | undefined);
  return body?.event as Fields | undefined;
}

/** No event needs more; whatever walks through one may then call itself. */
const DEEPEST = 100;

function isNested(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return left === 0 || Object.values(value).some((inner) => isNested(inner, left - 1));
}

function readEvent(text: string): Fields | Error {
  try {
    const value = strictJson(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Error('is not a JSON object');
    return isNested(value, DEEPEST) ? new Error(`is nested deeper than ${DEEPEST} levels`) : (value as Fields);
  } catch (error) {
    return new Error(`is not valid JSON: ${(error as Error).message}`);
  }
}
