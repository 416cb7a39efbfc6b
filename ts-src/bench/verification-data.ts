import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { MemoryOrg, type ItemEvent } from '../journeys/memory-org.ts';

export const TWINS = 100_000;
export const EVENTS_A_TWIN = 10;
export const LONG_LIFE = 1_000;
export const GTIN = '09520000000998';
export const LONG_SERIAL = 'LONG';
export const serialOf = (twin: number): string => `V${twin}`;

type Row = Record<string, SQLInputValue>;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * The data file of an org with 100,000 items of ten events each and one of 1,000. Two items come in through the package;
 * the others are written beside it as copies of the first, each with a chain of its own. Kept between runs.
 */
export function verificationOrg(projectDir: string, say: (text: string) => void): string {
  const file = path.join(projectDir, '.loop', 'bench', `verification-${TWINS}.db`);
  if (existsSync(file)) return file;
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.draft`;
  for (const end of ['', '-wal', '-shm']) rmSync(draft + end, { force: true });
  const org = new MemoryOrg(projectDir, draft);
  record(org, 'TEMPLATE', EVENTS_A_TWIN);
  record(org, LONG_SERIAL, LONG_LIFE);
  org.close();
  say(`${TWINS} items with ${EVENTS_A_TWIN} events each are written once …`);
  copy(draft);
  renameSync(draft, file);
  return file;
}

function record(org: MemoryOrg, serial: string, events: number): void {
  for (let from = 0; from < events; from += 200) {
    const batch = Array.from({ length: Math.min(200, events - from) }, (_, i) => event(serial, from + i));
    const wrong = org.post(...batch).find(({ outcome }) => outcome !== 'created' && outcome !== 'appended');
    if (wrong !== undefined) throw new Error(`An event of the benchmark did not go in: ${JSON.stringify(wrong)}`);
  }
}

/** Sold and returned in turn, a day apart. */
function event(serial: string, n: number): ItemEvent {
  const isSale = n % 2 === 0;
  return {
    type: isSale ? 'Sold' : 'Returned', sourceSystem: 'bench', sourceEventId: `bench:${serial}:${n}`, timeZoneOffset: '+00:00',
    occurredAt: new Date(Date.UTC(2023, 0, 1 + n)).toISOString().replace('.000', ''),
    orderNumber: `P-${n >> 1}`, channel: 'Store', place: { storeCode: 'PAR', gln: null, country: 'FR' }, brandCode: 'BENCH',
    item: { gtin: GTIN, serial, sku: 'BENCH', name: 'Benchmark item', imei: null, manufacturedOn: null, attributes: {} },
    price: isSale ? { amountMinor: '19900', currency: 'EUR' } : null, customer: null,
    soldSourceEventId: isSale ? null : `bench:${serial}:${n - 1}`,
  };
}

function copy(file: string): void {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000');
  const twin = database.prepare("SELECT * FROM Product_Twin__c WHERE Serial_Number__c = 'TEMPLATE'").get() as Row;
  const events = database.prepare('SELECT * FROM Lifecycle_Event__c WHERE Product_Twin__c = ? ORDER BY Sequence__c').all(twin.Id!) as Row[];
  const addTwin = inserter(database, 'Product_Twin__c', twin);
  const addEvent = inserter(database, 'Lifecycle_Event__c', events[0]!);
  database.exec('BEGIN');
  for (let n = 0; n < TWINS; n++) {
    if (n > 0 && n % 5_000 === 0) database.exec('COMMIT; BEGIN');
    const serial = serialOf(n);
    const twinId = idOf(String(twin.Id), n);
    const passportId = randomUUID();
    const renamed = (text: SQLInputValue): string => String(text).replaceAll('TEMPLATE', serial).replaceAll(String(twin.Passport_Id__c), passportId);
    let head: string | null = null;
    for (const [index, each] of events.entries()) {
      const canonical = renamed(each.Canonical__c!).replace(/"previousHash":(?:null|"\w+")/, `"previousHash":${JSON.stringify(head)}`);
      const content = canonical.slice(canonical.indexOf('"content":') + '"content":'.length, canonical.indexOf(',"identity":'));
      const eventId = renamed(each.Source_Event_Id__c!);
      const hash = sha256(canonical);
      insert(addEvent, {
        ...each, Id: idOf(String(each.Id), n * EVENTS_A_TWIN + index), Product_Twin__c: twinId, Canonical__c: canonical, Hash__c: hash, '~Hash__c': hash, Previous_Hash__c: head,
        Content_Hash__c: sha256(content), Source_Event_Id__c: eventId, Source_Key__c: sha256(JSON.stringify(['bench', eventId])), Sequence_Key__c: `${twinId}:${index + 1}`,
      });
      head = hash;
    }
    insert(addTwin, {
      ...twin, Id: twinId, Passport_Id__c: passportId, '~Passport_Id__c': passportId, Serial_Number__c: serial, '~Serial_Number__c': serial.toLowerCase(), Head_Hash__c: head,
      Business_Key__c: renamed(twin.Business_Key__c!), Brand_Serial_Key__c: renamed(twin.Brand_Serial_Key__c!), Name: renamed(twin.Name!),
    });
  }
  database.exec('COMMIT; ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
}

const inserter = (database: DatabaseSync, table: string, row: Row): StatementSync =>
  database.prepare(`INSERT INTO "${table}" (${Object.keys(row).map((name) => `"${name}"`).join(', ')}) VALUES (${Object.keys(row).map(() => '?').join(', ')})`);

const insert = (statement: StatementSync, row: Row): void => void statement.run(...Object.values(row));

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** An id of the kind of `like`, out of the range in which the org counts. */
function idOf(like: string, n: number): string {
  const id = `${like.slice(0, 6)}Z${String(n).padStart(8, '0')}`;
  const suffix = [0, 5, 10].map((from) => LETTERS[[...id.slice(from, from + 5)].reduce((bits, letter, i) => bits + (/[A-Z]/.test(letter) ? 1 << i : 0), 0)]);
  return id + suffix.join('');
}
