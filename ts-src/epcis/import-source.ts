import { parse } from 'lossless-json';
import { checkEvent, instant, readReject, type FieldError, type ItemEvent, type Source, type SourceOutput } from '../connectors/index.ts';
import { expandedValue, type Prefixes } from './context.ts';
import { canonicalLink, glnOf, itemOf, type ItemName } from './digital-link.ts';
import type { Fields } from './event-hash.ts';
import { holdingsOf, isOwnField, marksOf, type Holding, type ItemsHeld } from './held-events.ts';
import { documentAround, eventIdOf, eventsOf, type FileEvent, type OpenFile, type Surroundings } from './event-file.ts';
import { bareTerm } from './vocabulary.ts';

/** What the reader of a file may ask and tell besides. */
export interface Around {
  /** What the org holds of its own events: without it nobody is asked, and the intake alone decides. */
  readonly itemsHeld?: ItemsHeld;
  /** Hears of each field that EPCIS does not define: the ledger has no place for it. */
  readonly leftOut?: (field: string) => void;
}

/** So many events are looked up in one question. */
const GROUP = 100;

/** Events of partners -> item events of the intake; an event that the intake does not take is told with its reason. */
export function epcisSource(open: OpenFile, sender: string | undefined, { itemsHeld, leftOut = () => {} }: Around = {}): Source {
  // the file is read twice, so the feed that a source is handed is left alone
  return async function* () {
    let group: (FileEvent | SourceOutput)[] = [];
    const takenOver = new Set<string>();
    for await (const found of unwrapped(eventsOf(open))) {
      if (!('kind' in found) && !(found.event instanceof Error)) unknownFields(found.event, found.around.prefixes).forEach(leftOut);
      group.push(found);
      if (itemsHeld !== undefined && group.length < GROUP) continue;
      yield* outputs(group, sender, itemsHeld, takenOver);
      group = [];
    }
    yield* outputs(group, sender, itemsHeld, takenOver);
  };
}

/** What EPCIS 2.0 defines of the events that name single items. */
const DEFINED: ReadonlySet<string> = new Set(
  ('@context type eventID eventTime eventTimeZoneOffset recordTime certificationInfo epcList action bizStep disposition persistentDisposition readPoint bizLocation ' +
    'bizTransactionList sourceList destinationList quantityList parentID sensorElementList ilmd errorDeclaration').split(' '),
);

/** The marks of a ledger are no loss: they are read. */
function unknownFields(event: Fields, prefixes: Prefixes): readonly string[] {
  const isOwn = marksOf(event, prefixes) !== null;
  return Object.keys(event).filter((name) => !DEFINED.has(name) && !(isOwn && isOwnField(name, prefixes)));
}

/** A line of a rejects file stands for what was refused: an item event, or the event of the partner. */
async function* unwrapped(events: AsyncIterable<FileEvent>): AsyncGenerator<FileEvent | SourceOutput> {
  for await (const found of events) {
    const reject = found.event instanceof Error ? undefined : readReject(found.event);
    if (reject === undefined) yield found;
    else if (reject.event !== undefined) yield { kind: 'event', event: reject.event };
    else yield* unwrapped(eventsOf(() => pieces(reject.source ?? '')));
  }
}

/** `takenOver`: ids of events of a ledger that this file told before, which the org may not have had yet when it was asked. */
async function* outputs(group: readonly (FileEvent | SourceOutput)[], sender: string | undefined, itemsHeld: ItemsHeld | undefined, takenOver: Set<string>): AsyncGenerator<SourceOutput> {
  const events = group.filter((one): one is FileEvent => !('kind' in one));
  const holdings = itemsHeld === undefined ? null : await holdingsOf(events, itemsHeld);
  for (const found of group) {
    if ('kind' in found) yield found;
    else if (found.event instanceof Error) yield { kind: 'rejected', reference: `line ${found.line}`, items: 1, errors: [fault('the event', NO_EVENT, '', found.event.message)], source: found.text };
    else yield* new Reading(found.event, found, sender).outputs(holdings?.get(found), takenOver);
  }
}

async function* pieces(text: string): AsyncGenerator<string> {
  yield text;
}

/** Rule that text breaks which is no event at all. */
export const NO_EVENT = 'EPCIS 2.0';

/** Of the events of another ledger those that are a sale, or a return that ends the ownership. */
const TAKEN_OVER: ReadonlySet<string> = new Set(['Sold', 'Returned', 'Trade-In Completed']);
const OF_ANOTHER_LEDGER = 'of another ledger is not recorded: partners report sales (retail_selling) and returns (receiving with disposition returned)';
const NEVER_HEARD = 'declared wrong in the ledger that it comes from, and never recorded here';
const OTHER_TYPES = 'is not recorded: the ledger keeps what happens to single items, which ObjectEvents and TransactionEvents tell';

/** One event of a partner on its way to item events, one for each item that it names. */
class Reading {
  readonly #event: Fields;
  readonly #around: Surroundings;
  readonly #text: string;
  readonly #system: string;
  readonly #id: string;
  readonly #reference: string;
  readonly #errors: FieldError[] = [];

  constructor(event: Fields, { around, line, text }: FileEvent, sender: string | undefined) {
    const name = textOf(sender) ?? around.sender;
    this.#event = event;
    this.#around = around;
    this.#text = text;
    this.#system = name === null ? 'epcis' : `epcis:${canonicalLink(name) ?? name}`;
    this.#id = eventIdOf(event, around);
    this.#reference = `line ${line}, event ${this.#id}`;
  }

  *outputs(holding: Holding | undefined, takenOver: Set<string>): Generator<SourceOutput> {
    const epcs = this.#list('epcList');
    const items = Math.max(epcs.length, 1);
    if (holding?.kind === 'here' || holding?.kind === 'differs') {
      yield { ...holding, reference: this.#reference, items };
      return;
    }
    const kind = holding?.kind === 'neverHeard' && !takenOver.has(this.#id) ? { reason: NEVER_HEARD } : this.#kind();
    if (typeof kind === 'object') {
      yield { kind: 'skipped', reference: this.#reference, items, reason: kind.reason };
      return;
    }
    const events = this.#itemEvents(kind, epcs);
    // an event is one fact: where one of its items is wrong, none goes in
    if (this.#errors.length === 0) {
      if (marksOf(this.#event, this.#around.prefixes) !== null) takenOver.add(this.#id);
      for (const event of events) yield { kind: 'event', event };
    } else yield { kind: 'rejected', reference: this.#reference, items, errors: this.#errors, source: this.#kept() };
  }

  /** What the event is to the intake, or why it is nothing to it. */
  #kind(): ItemEvent['type'] | { readonly reason: string } {
    const type = textOf(this.#event.type);
    if (type === null) {
      this.#fail('type', NO_EVENT, '', 'is missing: an event has a type');
      return 'Sold';
    }
    if (type !== 'ObjectEvent' && type !== 'TransactionEvent') return { reason: `${type} ${OTHER_TYPES}` };
    const marks = marksOf(this.#event, this.#around.prefixes);
    if (marks !== null && !TAKEN_OVER.has(marks.eventType)) return { reason: `${marks.eventType} ${OF_ANOTHER_LEDGER}` };
    const step = this.#term('bizStep', '', this.#event.bizStep);
    const disposition = this.#term('disposition', '', this.#event.disposition);
    if (step === 'retail_selling') return 'Sold';
    if (step === 'returning' || ((step === 'receiving' || step === 'accepting') && disposition === 'returned')) return 'Returned';
    const told = [step === '' ? 'no bizStep' : `bizStep ${step}`, ...(disposition === '' ? [] : [`disposition ${disposition}`])].join(' with ');
    return { reason: `${told} is not recorded: partners report sales (retail_selling) and returns (receiving with disposition returned)` };
  }

  #itemEvents(type: ItemEvent['type'], epcs: readonly unknown[]): ItemEvent[] {
    const declared = this.#declaration();
    const time = instant(textOf(this.#event.eventTime) ?? '');
    if (time === null) this.#fail('eventTime', 'ISO 8601 with zone', textOf(this.#event.eventTime) ?? '', 'is not a date and time with a zone');
    const offset = textOf(this.#event.eventTimeZoneOffset) ?? '';
    if (!/^([+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)$/.test(offset)) this.#fail('eventTimeZoneOffset', 'time zone offset', offset, 'is not an offset like +01:00');
    if (epcs.length === 0) this.#fail('epcList', 'GTIN and serial', '', 'is empty: the event names no single item');
    const gln = this.#gln();
    const items = epcs.map((epc, index) => this.#item(epc, `epcList[${index}]`));
    if (this.#errors.length > 0) return [];
    const idOf = (item: ItemName): string => (items.length === 1 ? this.#id : `${this.#id}#01/${item.gtin}/21/${encodeURIComponent(item.serial)}`);
    const facts = items.map((item): ItemEvent => ({
      type,
      sourceSystem: this.#system,
      sourceEventId: idOf(item!),
      occurredAt: time!.utc,
      timeZoneOffset: offset,
      orderNumber: this.#transaction(),
      channel: null,
      place: { storeCode: null, gln, country: null },
      brandCode: null,
      item: { gtin: item!.gtin, serial: item!.serial, sku: null, name: null, imei: null, manufacturedOn: null, attributes: {} },
      price: null,
      customer: this.#buyer(type),
      soldSourceEventId: null,
    }));
    const events = declared === undefined ? facts : facts.map((fact) => corrected(fact, declared));
    for (const event of events) this.#errors.push(...checkEvent(event));
    return events;
  }

  /** When and why the event, told before under the same id, is declared wrong. */
  #declaration(): Declaration | undefined {
    const declaration = this.#event.errorDeclaration;
    if (declaration === undefined || declaration === null) return undefined;
    const { declarationTime, reason } = declaration as Fields;
    const told = textOf(declarationTime) ?? '';
    const time = instant(told);
    if (time === null) this.#fail('errorDeclaration.declarationTime', 'ISO 8601 with zone', told, 'is not a date and time with a zone');
    const term = expandedValue(textOf(reason) ?? '', this.#around.prefixes).replace(/^(https:\/\/ref\.gs1\.org\/cbv\/ER-|urn:epcglobal:cbv:er:)/, '');
    return { at: time?.utc ?? '', reason: term === 'did_not_occur' || term === 'incorrect_data' ? term : 'other' };
  }

  #item(epc: unknown, field: string): ItemName | undefined {
    const uri = textOf(epc) ?? '';
    const item = itemOf(uri);
    if ('gtin' in item) return item;
    this.#fail(field, item.rule, uri, item.says);
    return undefined;
  }

  #gln(): string | null {
    for (const field of ['readPoint', 'bizLocation']) {
      const uri = textOf((this.#event[field] as Fields | null | undefined)?.id);
      const gln = uri === null ? null : glnOf(uri);
      if (typeof gln === 'string') return gln;
      if (gln !== null) this.#fail(`${field}.id`, gln.rule, uri!, gln.says);
    }
    return null;
  }

  /** Number of the first business document that the event names. */
  #transaction(): string | null {
    for (const entry of this.#list('bizTransactionList')) {
      const number = /^urn:epcglobal:cbv:bt:[^:]*:(.+)$/.exec(textOf((entry as Fields | null)?.bizTransaction) ?? '')?.[1];
      if (number !== undefined && number.length <= 80) return number;
    }
    return null;
  }

  /** The new owner as the partner names them; nobody is created from it. */
  #buyer(type: ItemEvent['type']): ItemEvent['customer'] {
    const entry = this.#list('destinationList').find((one) => this.#term('type', 'destinationList', (one as Fields | null)?.type) === 'owning_party');
    const externalId = textOf((entry as Fields | undefined)?.destination);
    if (type !== 'Sold' || externalId === null || externalId.length > 120) return null;
    return { externalId, email: null, firstName: null, lastName: null, phone: null, consented: false };
  }

  /** The event in a document of its own, so that a mended line of the rejects file can be imported as it is. */
  #kept(): string {
    return this.#around.context === undefined ? this.#text : JSON.stringify(documentAround(parse(this.#text, null, Number), this.#around));
  }

  /** The bare word of a standard term, however it is written. */
  #term(field: string, list: string, value: unknown): string {
    return bareTerm(field, list, expandedValue(textOf(value) ?? '', this.#around.prefixes));
  }

  #list(name: string): readonly unknown[] {
    const value = this.#event[name];
    return Array.isArray(value) ? (value as unknown[]) : [];
  }

  #fail(field: string, rule: string, value: string, says: string): void {
    this.#errors.push(fault(field, rule, value, says));
  }
}

interface Declaration {
  readonly at: string;
  readonly reason: NonNullable<ItemEvent['reason']>;
}

/** The correction of a fact: it says which, of which item, since when and why, and nothing else of it. */
function corrected(fact: ItemEvent, { at, reason }: Declaration): ItemEvent {
  return {
    ...fact, type: 'Corrected', sourceEventId: `${fact.sourceEventId}#error`, occurredAt: at, orderNumber: null, customer: null,
    place: { storeCode: null, gln: null, country: null }, correctsSourceEventId: fact.sourceEventId, reason,
  };
}

function fault(field: string, rule: string, value: string, says: string): FieldError {
  return { field, rule, value, message: `${field}${value === '' ? '' : ` "${value}"`} ${says}` };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
