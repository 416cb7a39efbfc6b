import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { canonicalJson, EXPORT_SCHEMA, readLedger, verifyLedger, type Checkpoint, type Json, type LedgerEvent, type LogEvidence, type TwinExport } from '../../proof/index.ts';
import { withRace } from '../../local-org/race/index.ts';
import { MemoryOrg } from '../memory-org.ts';

/** Whoever can write the tables themselves, past all code, changes nothing unseen: 1,000 events of all types. */

const ITEMS = 100;
const EVENTS_AN_ITEM = 10;
const TABLES = ['Lifecycle_Event__c', 'Product_Twin__c', 'Log_Head__c', 'Log_Tile__c', 'Log_Index__c', 'Log_Checkpoint__c', 'Log_Alert__c'];

type Row = Record<string, string | number | null>;
type Document = { [field: string]: Json } & { content: { [field: string]: Json } };

const folder = mkdtempSync(path.join(tmpdir(), 'ledger-tampering-'));
let org: MemoryOrg;
let database: DatabaseSync;
let earlier: Checkpoint;

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const all = (sql: string, ...values: (string | number | null)[]): Row[] => database.prepare(sql).all(...values) as Row[];
const run = (sql: string, ...values: (string | number | null)[]): void => void database.prepare(sql).run(...values);
const eventsOf = (twin: string | number | null): Row[] => all('SELECT * FROM "Lifecycle_Event__c" WHERE "Product_Twin__c" = ? ORDER BY "Sequence__c"', twin);

beforeAll(() => {
  ({ org, database } = opened());
  for (let round = 0; round < EVENTS_AN_ITEM; round++) org.post(...Array.from({ length: ITEMS }, (_, item) => happening(round, item)));
  const types = JSON.parse(org.apex('admin', 'System.debug(JSON.serialize(LedgerEventTypes.names()));')[0]!) as string[];
  twins().forEach((twin, index) => rewrite(twin, (document, sequence) => dress(document, types[(index * EVENTS_AN_ITEM + sequence) % types.length]!)));
  expect(new Set(all('SELECT DISTINCT "Event_Type__c" FROM "Lifecycle_Event__c"').map((row) => row.Event_Type__c)).size).toBe(types.length);
  org.org.runJobs();
  earlier = ask('checkpoint') as Checkpoint;
  for (const table of TABLES) database.exec(`CREATE TEMP TABLE "kept ${table}" AS SELECT * FROM "${table}"`);
}, 60_000);
afterEach(() => {
  for (const table of TABLES) database.exec(`DELETE FROM "${table}"; INSERT INTO "${table}" SELECT * FROM "kept ${table}"`);
});
afterAll(() => {
  org.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the untouched ledger is sound, and so is the log, which took the events by itself', () => {
  expect(earlier.size).toBe(ITEMS * EVENTS_AN_ITEM);
  expect(brokenPlaces()).toEqual([]);
  expect(auditOfLog()).toEqual({ result: 'Sound', messages: [] });
  org.apex('admin', "System.schedule('Ledger audit', '0 15 2 * * ?', new LedgerAudit());");
  org.org.passTime(24 * 3_600_000);
  // else it would run in whichever test below lets its hour pass
  org.apex('admin', 'for (CronTrigger job : [SELECT Id FROM CronTrigger]) System.abortJob(job.Id);');
  expect(all('SELECT COUNT(*) AS sound FROM "Product_Twin__c" WHERE "Verified_Count__c" = ?', EVENTS_AN_ITEM)[0]!.sound).toBe(ITEMS);
  expect(all('SELECT * FROM "Log_Alert__c"')).toEqual([]);
});

test('every field of every event, changed or emptied, is found, and event and field are named', () => {
  const columns = all('PRAGMA table_info("Lifecycle_Event__c")').map(({ name }) => String(name)).filter((name) => name.endsWith('__c') && !name.startsWith('~'));
  expect(columns.length).toBeGreaterThan(20);
  for (const column of columns.filter((name) => name !== 'Sequence__c')) {
    for (const value of ['changed', 'emptied']) {
      if (column === 'Product_Twin__c' && value === 'emptied') continue; // an event of no item: the log tells it is gone from the item, see below
      flip(column, value);
      const changed = `SELECT n."Product_Twin__c" || ' ' || k."Sequence__c" AS place FROM "Lifecycle_Event__c" n JOIN "kept Lifecycle_Event__c" k ON k."Id" = n."Id" WHERE n."${column}" IS NOT k."${column}"`;
      const places = all(changed).map(({ place }) => String(place)).sort();
      expect([column, value, places.length >= ITEMS * (EVENTS_AN_ITEM - 1)]).toEqual([column, value, true]);
      const named = column === 'Product_Twin__c' ? 'Canonical__c' : column;
      const found = new Set(brokenPlaces().filter(({ field }) => field === named).map(({ twin, sequence }) => `${twin} ${sequence}`));
      expect([column, value, [...found].sort()]).toEqual([column, value, places]);
      restore('Lifecycle_Event__c');
    }
  }
  for (const value of ['changed', 'emptied']) {
    flip('Sequence__c', value);
    expect(new Set(brokenPlaces().filter(({ field }) => field === 'Sequence__c').map(({ twin }) => twin)).size).toBe(ITEMS);
    restore('Lifecycle_Event__c');
  }
});

test('an event deleted, inserted, doubled, moved or cut off is found in its item', () => {
  const [twin, other] = twins() as [string, string];
  const events = eventsOf(twin);
  const cases: readonly (readonly [what: string, sequence: number, tamper: () => void])[] = [
    ['deleted', 5, () => remove(events[4]!)],
    ['cut off', 9, () => remove(events[9]!)],
    ['moved', 3, () => swap(events[2]!, events[3]!, 'Sequence__c')],
    ['taken from another item', 11, () => add({ ...eventsOf(other)[9]!, Product_Twin__c: twin, Sequence__c: 11 })],
    ['doubled', 10, () => add(events[9]!)],
  ];
  for (const [what, sequence, tamper] of cases) {
    tamper();
    const broken = brokenPlaces();
    expect([what, broken.some((place) => place.twin === twin && place.sequence === sequence), broken.every((place) => place.twin === twin)]).toEqual([what, true, true]);
    restore('Lifecycle_Event__c');
  }
});

test('a history that was rewritten as a whole, with all its hashes and its head, is found by the log, which names each event', () => {
  const [twin] = twins() as [string];
  rewrite(twin, (document, sequence) => (sequence === 3 ? { ...document, content: { ...document.content, orderNumber: 'forged' } } : document));
  expect(brokenPlaces()).toEqual([]);
  const { result, messages } = auditOfLog();
  expect(result).toBe('Broken');
  const forged = eventsOf(twin).slice(2).map(({ Name }) => expect.stringMatching(new RegExp(`^Event ${String(Name)}, position \\d+ of the log, has another hash than the log`)));
  expect(messages).toEqual(forged);
});

test('events that were cut off with their heads, or inserted with an old date, are found by the log', () => {
  const [twin, other] = twins() as [string, string];
  const last = eventsOf(twin)[9]!;
  remove(last);
  cutHead(twin);
  const inserted = { ...eventsOf(other)[9]!, Name: 'EV-0000000000', Product_Twin__c: other, CreatedDate: Date.now() - 48 * 3_600_000 };
  add(inserted);
  const { messages } = auditOfLog();
  expect(messages).toEqual([expect.stringMatching(/^Event EV-0000000000 says that it is older than a day/), expect.stringContaining(`Event ${String(last.Name)}, position`)]);
});

test('events whose numbers were exchanged are found by the log', () => {
  const [first, second] = eventsOf(twins()[0]!) as [Row, Row];
  swap(first, second, 'Name');
  expect(auditOfLog().messages).toHaveLength(2);
});

test('every record of the log itself, changed or deleted, is found', () => {
  for (const [table, column] of [['Log_Tile__c', 'Hashes__c'], ['Log_Index__c', 'Positions__c'], ['Log_Head__c', 'Root__c'], ['Log_Head__c', 'Frontier__c'], ['Log_Head__c', 'Checkpoint__c'], ['Log_Checkpoint__c', 'Body__c']] as const) {
    if (table === 'Log_Checkpoint__c') org.apex('admin', 'LogWriter.keepCheckpoint();');
    for (const row of all(`SELECT * FROM "${table}"`)) {
      const text = String(row[column]);
      const at = column === 'Positions__c' ? text.search(/\d/) : text.search(/[0-9a-f]{40}/) + 20;
      run(`UPDATE "${table}" SET "${column}" = ? WHERE "Id" = ?`, `${text.slice(0, at)}${text[at] === '1' ? '2' : '1'}${text.slice(at + 1)}`, row.Id!);
      expect([table, column, auditOfLog().result]).toEqual([table, column, 'Broken']);
      restore(table);
      if (table === 'Log_Tile__c' || table === 'Log_Index__c') {
        run(`DELETE FROM "${table}" WHERE "Id" = ?`, row.Id!);
        expect([table, 'deleted', auditOfLog().result]).toEqual([table, 'deleted', 'Broken']);
      }
      for (const each of TABLES) restore(each);
    }
  }
});

test('a log that was thrown away and built anew over forged events is evident to whoever kept a checkpoint, and to nobody else', () => {
  const [twin] = twins() as [string];
  rewrite(twin, (document, sequence) => (sequence === 3 ? { ...document, content: { ...document.content, orderNumber: 'forged' } } : document));
  for (const table of TABLES.filter((name) => name.startsWith('Log_'))) database.exec(`DELETE FROM "${table}"`);
  org.apex('admin', 'LogWriter.advance();');
  expect(auditOfLog().result).toBe('Sound');
  const file = exported(twin);
  const now = org.org.clock.now();
  expect(verifyLedger(readLedger(file)!, undefined, { now }).reasons).toEqual([]);
  const { verdict, reasons } = verifyLedger(readLedger(file)!, undefined, { now, earlier });
  expect([verdict, reasons[0]!.message]).toEqual(['invalid', expect.stringContaining('the log was changed after the earlier checkpoint')]);
});

test('a transaction that ends late is taken into the log behind those that overtook it, and none of its events is lost', () => {
  org.post(...Array.from({ length: 3 }, (_, index) => happening(0, ITEMS + index)));
  const [late, second, third] = all('SELECT * FROM "Lifecycle_Event__c" ORDER BY "Name" DESC LIMIT 3').reverse() as [Row, Row, Row];
  remove(late); // nobody sees it before its commit
  org.org.runJobs();
  add(late);
  org.apex('admin', 'LogWriter.advance();');
  const entries = entriesOf([late, second, third].map(({ Hash__c }) => String(Hash__c)));
  expect(entries.map(({ position }) => position)).toEqual([1002, 1000, 1001]);
  expect(auditOfLog()).toEqual({ result: 'Sound', messages: [] });
});

test('events that are recorded while the log reads, and two that advance the log at once, leave it whole', () => {
  const advance = (): string[] => org.apex('admin', 'System.debug(LogWriter.advance());');
  org.post(happening(0, ITEMS));
  const recorded = withRace(org.org, { afterRead: 'Lifecycle_Event__c', compete: () => void org.post(happening(0, ITEMS + 1)) }, advance);
  expect([recorded.competitor, recorded.value, advance()]).toEqual(['first', ['1'], ['1']]);
  org.post(happening(0, ITEMS + 2));
  const twice = withRace(org.org, { afterRead: 'Log_Head__c', compete: () => void advance() }, advance);
  expect([twice.competitor, twice.value]).toEqual(['waited', ['1']]);
  expect(auditOfLog()).toEqual({ result: 'Sound', messages: [] });
});

test('an event that comes later than the log looks for it is taken by the audit', () => {
  for (const first of [0, 150, 300]) org.post(...Array.from({ length: 150 }, (_, index) => happening(0, ITEMS + first + index)));
  const [late] = all('SELECT * FROM "Lifecycle_Event__c" ORDER BY "Name" LIMIT 1 OFFSET 1000') as [Row];
  remove(late);
  org.org.runJobs();
  org.org.passTime(2 * 3_600_000);
  add(late);
  org.apex('admin', 'LogWriter.advance();');
  expect(entriesOf([String(late.Hash__c)])[0]!.position).toBeNull();
  expect(auditOfLog()).toEqual({ result: 'Sound', messages: [] });
  expect(entriesOf([String(late.Hash__c)])[0]!.position).toBe(1449);
});

/** The only connection to the file is the org's own: a second one finds it locked. */
function opened(): { org: MemoryOrg; database: DatabaseSync } {
  const connections: DatabaseSync[] = [];
  const { exec } = DatabaseSync.prototype;
  DatabaseSync.prototype.exec = function (this: DatabaseSync, sql) {
    connections.push(this);
    exec.call(this, sql);
  };
  try {
    const opening = new MemoryOrg(undefined, path.join(folder, 'org.db'));
    return { org: opening, database: connections.at(-1)! };
  } finally {
    DatabaseSync.prototype.exec = exec;
  }
}

function happening(round: number, item: number): Record<string, unknown> {
  const sale = { type: 'Sold', sourceEventId: `sale:${item}:${round}`, orderNumber: `#${item}` };
  const back = { type: 'Returned', sourceEventId: `return:${item}:${round}`, soldSourceEventId: `sale:${item}:${round - 1}` };
  const occurredAt = new Date(Date.UTC(2026, 0, 1 + round)).toISOString().replace('.000', '');
  return { ...(round % 2 === 0 ? sale : back), sourceSystem: 'test:shop', occurredAt, item: { gtin: '09506000134352', serial: `SN-${item}` } };
}

/** Every field that an event can have, filled. */
function dress(document: Document, type: string): Document {
  const content = {
    ...document.content, type, channel: 'Store', orderNumber: '#1', party: 'a'.repeat(64), corrects: 1, until: '2026-12-31',
    given: { serial: 'SN-9', gtin: '09506000134352', imei: '490154203237518' },
    place: { storeCode: 'PAR-01', gln: '3560000000006', country: 'FR' }, price: { amountMinor: '129900', currency: 'EUR' },
  };
  return { ...document, actorRole: 'Partner System', content };
}

/** Writes the history of an item anew, sound in itself: as the ledger would have, or as the ablest forger could. */
function rewrite(twin: string, change: (document: Document, sequence: number) => Document): void {
  let head: string | null = null;
  for (const row of eventsOf(twin)) {
    const changed = change(JSON.parse(String(row.Canonical__c)) as Document, Number(row.Sequence__c));
    const { content } = changed;
    const canonical = canonicalJson({ ...changed, previousHash: head });
    const hash = sha256(canonical);
    const place = content.place as { readonly [name: string]: string };
    const price = content.price as { readonly [name: string]: string };
    const given = content.given as { readonly [name: string]: string };
    const fields: Row = {
      Canonical__c: canonical, Hash__c: hash, '~Hash__c': hash, Previous_Hash__c: head, Content_Hash__c: sha256(canonicalJson(content)), Event_Type__c: content.type as string, Actor_Role__c: changed.actorRole as string,
      Channel__c: content.channel as string, Order_Number__c: content.orderNumber as string, Party_Reference__c: content.party as string, Corrects_Sequence__c: content.corrects as number, Until__c: content.until as string,
      Store_Code__c: place.storeCode!, Place_GLN__c: place.gln!, Country_Code__c: place.country!, Amount_Minor__c: Number(price.amountMinor), Currency_Code__c: price.currency!,
      Given_Serial__c: given.serial!, Given_GTIN__c: given.gtin!, Given_IMEI__c: given.imei!,
    };
    run(`UPDATE "Lifecycle_Event__c" SET ${Object.keys(fields).map((name) => `"${name}" = ?`).join(', ')} WHERE "Id" = ?`, ...Object.values(fields), row.Id!);
    head = hash;
  }
  run('UPDATE "Product_Twin__c" SET "Head_Hash__c" = ? WHERE "Id" = ?', head, twin);
}

function cutHead(twin: string): void {
  const events = eventsOf(twin);
  run('UPDATE "Product_Twin__c" SET "Head_Hash__c" = ?, "Event_Count__c" = ? WHERE "Id" = ?', events.at(-1)!.Hash__c!, events.length, twin);
}

const isDay = (value: unknown): boolean => /^\d{4}-\d\d-\d\d$/.test(String(value));

function flip(column: string, how: string): void {
  if (how === 'emptied') database.exec(`UPDATE "Lifecycle_Event__c" SET "${column}" = NULL`);
  else if (column === 'Product_Twin__c') {
    const ids = twins();
    // in one statement, so that no event moves twice
    const moves = ids.map((id, index) => `WHEN '${id}' THEN '${ids[(index + 1) % ids.length]!}'`).join(' ');
    database.exec(`UPDATE "Lifecycle_Event__c" SET "Product_Twin__c" = CASE "Product_Twin__c" ${moves} END`);
  } else {
    const { value } = all(`SELECT "${column}" AS value FROM "Lifecycle_Event__c" LIMIT 1`)[0]!;
    const changed = typeof value === 'number' ? `"${column}" + ${column.endsWith('_At__c') ? 1000 : 1}` : isDay(value) ? `date("${column}", '+1 day')` : `'x' || COALESCE("${column}", '')`;
    database.exec(`UPDATE "Lifecycle_Event__c" SET "${column}" = ${changed}`);
  }
}

function restore(table: string): void {
  database.exec(`DELETE FROM "${table}"; INSERT INTO "${table}" SELECT * FROM "kept ${table}"`);
}

function remove(row: Row): void {
  run('DELETE FROM "Lifecycle_Event__c" WHERE "Id" = ?', row.Id!);
}

/** Under another id and other unique keys where a row with its own is there. */
function add(row: Row): void {
  const taken = all('SELECT 1 FROM "Lifecycle_Event__c" WHERE "Id" = ?', row.Id!).length > 0;
  const copy: Row = taken ? { ...row, Id: `${String(row.Id).slice(0, 5)}9${String(row.Id).slice(6)}`, Sequence_Key__c: `${String(row.Sequence_Key__c)}x`, Source_Key__c: `x${String(row.Source_Key__c)}` } : row;
  run(`INSERT INTO "Lifecycle_Event__c" (${Object.keys(copy).map((name) => `"${name}"`).join(', ')}) VALUES (${Object.keys(copy).map(() => '?').join(', ')})`, ...Object.values(copy));
}

function swap(first: Row, second: Row, column: string): void {
  run(`UPDATE "Lifecycle_Event__c" SET "${column}" = ? WHERE "Id" = ?`, second[column]!, first.Id!);
  run(`UPDATE "Lifecycle_Event__c" SET "${column}" = ? WHERE "Id" = ?`, first[column]!, second.Id!);
}

function twins(): string[] {
  return all('SELECT "Id" FROM "Product_Twin__c" ORDER BY "Id"').map(({ Id }) => String(Id));
}

interface Place {
  readonly twin: string;
  readonly sequence: number;
  readonly field: string;
}

/** What the check of all items finds. */
function brokenPlaces(): Place[] {
  const [json] = org.apex('admin', 'Set<Id> left = new Set<Id>(); System.debug(JSON.serialize(LedgerVerifier.checkMany(new Map<Id, Product_Twin__c>([SELECT Id FROM Product_Twin__c]).keySet(), left))); Assert.isTrue(left.isEmpty());');
  const verdicts = JSON.parse(json!) as Record<string, { readonly mismatches: readonly { readonly sequence: number; readonly field: string }[] }>;
  return Object.entries(verdicts).flatMap(([twin, { mismatches }]) => mismatches.map(({ sequence, field }) => ({ twin, sequence, field })));
}

/** What the audit of the log says, its alerts by their places. */
function auditOfLog(): { result: unknown; messages: unknown[] } {
  org.apex('admin', 'Database.executeBatch(new LogAudit(), LogAudit.CHUNK);');
  org.org.runJobs();
  const messages = all('SELECT "Message__c" FROM "Log_Alert__c" ORDER BY "Alert_Key__c"').map(({ Message__c }) => Message__c);
  const result = all('SELECT "Audit_Result__c" FROM "Log_Head__c"')[0]?.Audit_Result__c ?? 'Broken';
  return { result, messages };
}

function ask(what: string, parameters: Readonly<Record<string, string>> = {}): unknown {
  const uri = `/loop/v1/log/${what}`;
  const reply = org.org.transaction(org.org.persona('integration')!.userId, () =>
    org.org.apex.restHandler(uri, 'GET')!.invoke({ requestUri: uri, resourcePath: `/services/apexrest${uri}`, httpMethod: 'GET', headers: {}, params: parameters, remoteAddress: '127.0.0.1', body: new Uint8Array() }));
  expect([reply.statusCode, uri]).toEqual([200, uri]);
  return JSON.parse(new TextDecoder().decode(reply.body as Uint8Array));
}

function entriesOf(hashes: readonly string[]): LogEvidence['entries'] {
  return (ask('inclusion', { hash: hashes.join(',') }) as { readonly entries: LogEvidence['entries'] }).entries;
}

/** What `loop twin export` writes. */
function exported(twin: string): TwinExport {
  const events = eventsOf(twin).map((row): LedgerEvent => {
    const canonical = String(row.Canonical__c);
    const { content, sequence, previousHash, recordedAt } = JSON.parse(canonical) as Document & LedgerEvent;
    return { sequence, type: String(content.type), occurredAt: String(content.occurredAt), recordedAt, canonical, hash: String(row.Hash__c), previousHash, contentHash: String(row.Content_Hash__c) };
  });
  const { passportId, identity } = JSON.parse(events.at(-1)!.canonical) as { passportId: string; identity: Omit<TwinExport['twin']['identity'], 'passportId'> };
  const log: LogEvidence = { checkpoint: ask('checkpoint') as Checkpoint, entries: entriesOf(events.map(({ hash }) => hash)) };
  return { schema: EXPORT_SCHEMA, twin: { identity: { passportId, ...identity }, eventCount: events.length, headHash: events.at(-1)!.hash }, events, log };
}
