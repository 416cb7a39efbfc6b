import { FeedError } from '../connectors/index.ts';
import { strictJson } from '../proof/index.ts';
import { expandedName, prefixesOf, type Prefixes } from './context.ts';
import { pieces } from './event-cutter.ts';
import { eventHash, type Fields, type IgnoredFields } from './event-hash.ts';

/** A file that can be read more than once. */
export type OpenFile = () => AsyncIterable<string>;

/** What stands around the events of a document. */
export interface Surroundings {
  readonly context: unknown;
  readonly prefixes: Prefixes;
  /** As the document names it; null where it does not. */
  readonly sender: string | null;
  /** Fields that the document itself leaves out of the hashes of its events. */
  readonly ignored: IgnoredFields;
}

/** One event of a file, in the order of the file. */
export interface FileEvent {
  readonly line: number;
  readonly text: string;
  /** What was read; an Error says why the text is no event. */
  readonly event: Fields | Error;
  readonly around: Surroundings;
}

const BARE: Surroundings = { context: undefined, prefixes: prefixesOf(undefined), sender: null, ignored: new Set() };

/** By this field a document names fields that its repository added to events, after the reference implementation of the hash. */
const REPOSITORY = 'https://repository-x.example.com/';
const IGNORE_FIELDS = `{${REPOSITORY}}ignoreFields`;

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
      const prefixes = prefixesOf(context);
      found.set(index, { context, prefixes, sender, ignored: ignoredIn(root, prefixes) });
    } else if (cut > 0) {
      throw new FeedError(`line ${line}: what stands around the events is no EPCIS document: ${root instanceof Error ? root.message : `its type is "${type}"`}`);
    }
    index += 1;
    cut = 0;
  }
  return found;
}

/** The name of an event: its id, or its hash where it has none. */
export function eventIdOf(event: Fields, { prefixes, ignored }: Surroundings): string {
  const id = typeof event.eventID === 'string' ? event.eventID.trim() : '';
  return id === '' ? eventHash(event, prefixes, ignored) : id;
}

/** The event in a document of its own that says of it what its own document says. */
export function documentAround(event: unknown, { context, sender, ignored }: Surroundings): Fields {
  const ignoring = ignored.size === 0 ? [] : [{ 'ignored-by': REPOSITORY }];
  return {
    '@context': ignoring.length === 0 ? context : [context, ...ignoring].flat(), type: 'EPCISDocument', ...(sender === null ? {} : { sender }),
    ...(ignored.size === 0 ? {} : { 'ignored-by:ignoreFields': [...ignored] }), epcisBody: { eventList: [event] },
  };
}

/** Of a document, or of the results in a query document. */
function ignoredIn(root: Fields, prefixes: Prefixes): IgnoredFields {
  const results = (root.epcisBody as { readonly queryResults?: unknown } | null | undefined)?.queryResults;
  const names = [root, results].flatMap((holder) => Object.entries((holder ?? {}) as Fields).filter(([name]) => expandedName(name, prefixes) === IGNORE_FIELDS));
  return new Set(names.flatMap(([, value]) => value).filter((name) => typeof name === 'string'));
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
