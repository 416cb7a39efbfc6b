import type { Connection } from 'jsforce';
import { orgFault, TargetError } from '../../connectors/index.ts';
import type { ItemsHeld } from '../../epcis/index.ts';
import { EXPORT_SCHEMA, type LedgerEvent, type TwinExport } from '../../proof/index.ts';

const TWINS = 'Id, Passport_Id__c, Business_Key__c, GTIN__c, IMEI__c, Serial_Number__c, Event_Count__c, Head_Hash__c';
const EVENTS = 'Product_Twin__c, Sequence__c, Event_Type__c, Occurred_At__c, Recorded_At__c, Canonical__c, Hash__c, Previous_Hash__c, Content_Hash__c';
/** Of one question, which goes in an address of at most 16,384 characters. */
const MOST_NAMES = 60;

type Row = Readonly<Record<string, string | null>>;

/** Asks an org for the histories of items, few questions for many; those of the question before are kept. */
export function itemsHeldBy(org: Connection): ItemsHeld {
  let kept = new Map<string, TwinExport | null>();
  return async (names) => {
    const missing = names.filter((name) => !kept.has(name));
    const found = missing.length === 0 ? [] : await histories(org, missing);
    const next = new Map<string, TwinExport | null>(names.map((name) => [name, kept.get(name) ?? null]));
    for (const item of found) for (const name of [item.twin.identity.passportId, item.twin.identity.businessKey]) if (name !== null && next.has(name)) next.set(name, item);
    kept = next;
    return [...new Set(next.values())].filter((item) => item !== null);
  };
}

/** @throws TargetError */
async function histories(org: Connection, names: readonly string[]): Promise<readonly TwinExport[]> {
  const twins: Row[] = [];
  for (let start = 0; start < names.length; start += MOST_NAMES) twins.push(...(await rows(org, questionFor(names.slice(start, start + MOST_NAMES)))));
  if (twins.length === 0) return [];
  const events = new Map<string, LedgerEvent[]>(twins.map(({ Id }) => [Id!, []]));
  for (const row of await rows(org, `SELECT ${EVENTS} FROM Lifecycle_Event__c WHERE Product_Twin__c IN (${listed([...events.keys()])}) ORDER BY Product_Twin__c, Sequence__c`)) {
    events.get(row.Product_Twin__c!)?.push(eventOf(row));
  }
  return twins.map((row) => ({
    schema: EXPORT_SCHEMA,
    twin: { identity: { passportId: row.Passport_Id__c!, businessKey: row.Business_Key__c ?? null, gtin: row.GTIN__c ?? null, imei: row.IMEI__c ?? null, serial: row.Serial_Number__c ?? null }, eventCount: Number(row.Event_Count__c), headHash: row.Head_Hash__c ?? null },
    events: events.get(row.Id!)!,
  }));
}

function questionFor(names: readonly string[]): string {
  const keys = names.filter((name) => name.includes('/'));
  const passports = names.filter((name) => !name.includes('/'));
  const parts = [['Passport_Id__c', passports], ['Business_Key__c', keys]] as const;
  return `SELECT ${TWINS} FROM Product_Twin__c WHERE ${parts.filter(([, found]) => found.length > 0).map(([field, found]) => `${field} IN (${listed(found)})`).join(' OR ')}`;
}

function eventOf(row: Row): LedgerEvent {
  return {
    sequence: Number(row.Sequence__c), type: row.Event_Type__c!, occurredAt: toSeconds(row.Occurred_At__c!), recordedAt: toSeconds(row.Recorded_At__c!),
    canonical: row.Canonical__c!, hash: row.Hash__c!, previousHash: row.Previous_Hash__c ?? null, contentHash: row.Content_Hash__c!,
  };
}

/** `2026-11-22T10:00:00.000+0000`, as the API writes times, -> as the ledger does. */
function toSeconds(time: string): string {
  return `${time.slice(0, 19)}Z`;
}

function listed(texts: readonly string[]): string {
  return texts.map((text) => `'${text.replace(/[\\']/g, '\\$&')}'`).join(', ');
}

async function rows(org: Connection, soql: string): Promise<readonly Row[]> {
  try {
    // a history that is cut off would pass for events that the org has never heard of
    return (await org.query<Row>(soql, { autoFetch: true, maxFetch: Infinity })).records;
  } catch (error) {
    throw new TargetError(`the org does not tell which events it holds: ${orgFault(error, 'Product_Twin__c').message}`);
  }
}
