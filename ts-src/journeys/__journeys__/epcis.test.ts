import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parse } from 'lossless-json';
import { readLedger, verifyLedger, type TwinExport } from '../../proof/index.ts';
import { tamperings } from '../../proof/testing/chains.ts';
import { epcisSchema } from '../../epcis/testing/schema.ts';
import { Workplace, type Started } from '../loop.ts';
import { exampleGtin } from '../orders.ts';

/** A partner tells its events, anyone checks the history of an item with the org and without. */
const workplace = new Workplace();
let org: Started;
const gtin = exampleGtin(900_001).padStart(14, '0');
const key = (serial: string) => `01/${gtin}/21/${serial}`;

beforeAll(async () => {
  org = await workplace.start('--no-data');
}, 120_000);
afterAll(() => workplace.close());

type Event = Readonly<Record<string, unknown>>;
const told = (serial: string, day: number, changes: Event = {}): Event => ({
  type: 'ObjectEvent', eventTime: new Date(Date.UTC(2025, 0, day, 9)).toISOString(), eventTimeZoneOffset: '+01:00', epcList: [`https://id.gs1.org/${key(serial)}`], action: 'OBSERVE',
  ...(day % 2 === 1 ? { bizStep: 'retail_selling', disposition: 'retail_sold' } : { bizStep: 'receiving', disposition: 'returned' }), readPoint: { id: 'urn:epc:id:sgln:4012345.00011.0' }, ...changes,
});

function document(name: string, events: readonly Event[]): string {
  const file = workplace.file(name);
  writeFileSync(file, JSON.stringify({ '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'], type: 'EPCISDocument', schemaVersion: '2.0', creationDate: '2026-01-01T00:00:00Z', sender: 'urn:epc:id:pgln:4012345.00000', epcisBody: { eventList: events } }));
  return file;
}

async function imported(file: string, ...flags: string[]) {
  const outcome = await workplace.loop(['epcis', 'import', file, '--json', ...flags]);
  return { ...outcome, summary: JSON.parse(outcome.stdout) as Record<string, number> };
}

async function exported(name: string, command: 'twin' | 'epcis', serial: string, ...flags: string[]): Promise<string> {
  const file = workplace.file(name);
  const { code, stdout, stderr } = await workplace.loop([command, 'export', key(serial), '--output', file, ...flags]);
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
  return file;
}

const verdictOf = async (...args: string[]) => {
  const { code, stdout } = await workplace.loop(['verify', ...args, '--json']);
  return { code, ...(JSON.parse(stdout) as { verdict: string; events: number; headHash: string; firstBreak: unknown }) };
};

test("a partner's sales and returns go in once; what cannot is told one by one and stays for mending", async () => {
  const events = [told('P1', 1), told('P1', 2), told('P2', 1, { epcList: [`https://id.gs1.org/01/${gtin.slice(0, -1)}${(Number(gtin.at(-1)) + 1) % 10}/21/P2`] }), told('P3', 1, { bizStep: 'inspecting' }), told('P1', 3), told('P1', 5)];
  const first = await imported(document('partner.json', events));
  expect([first.code, first.summary]).toEqual([1, { read: 6, created: 1, appended: 2, unchanged: 0, skipped: 1, conflict: 1, rejected: 1, rejectsFile: expect.any(String) }]);
  expect(first.stderr).toMatch(/^rejected line 1, event ni:\S+: epcList\[0\] "\S+\/21\/P2" has a GTIN with a wrong check digit$/m);
  expect(first.stderr).toMatch(/^skipped line 1, event ni:\S+ \(1\): bizStep inspecting with disposition retail_sold is not recorded/m);
  expect(first.stderr).toMatch(/^conflict ni:\S+: .*Sold, Owned$/m);
  const again = await imported(document('partner.json', events));
  expect(again.summary).toMatchObject({ created: 0, appended: 0, unchanged: 3, conflict: 1 });
  const rejects = readFileSync(String(first.summary.rejectsFile), 'utf8');
  const mended = workplace.file('mended.ndjson');
  writeFileSync(mended, rejects.replaceAll(/01\/\d{14}\/21\/P2/g, key('P2')));
  expect(await imported(mended)).toMatchObject({ code: 0, summary: { read: 1, created: 1 } });
  const { records } = await (await workplace.connection('admin')).query("SELECT Source_System__c, Place_GLN__c FROM Lifecycle_Event__c WHERE Product_Twin__r.Serial_Number__c = 'P2'");
  expect(records).toMatchObject([{ Source_System__c: 'epcis:https://id.gs1.org/417/4012345000009', Place_GLN__c: '4012345000115' }]);
});

test('a history of some hundred events verifies with the org and without; every tampering of its file is found', async () => {
  expect((await imported(document('long.json', Array.from({ length: 240 }, (_, index) => told('LONG', index + 1))))).summary).toMatchObject({ created: 1, appended: 239 });
  const file = await exported('long-twin.json', 'twin', 'LONG');
  const online = await verdictOf(key('LONG'));
  expect(online).toMatchObject({ code: 0, verdict: 'valid', events: 240, log: { signature: 'valid' } });
  const keys = workplace.file('keys.json');
  writeFileSync(keys, JSON.stringify(await (await workplace.connection('integration')).apex.get('/loop/v1/jwks')));
  const checkpoint = workplace.file('checkpoint.json');
  writeFileSync(checkpoint, JSON.stringify((parse(readFileSync(file, 'utf8'), null, Number) as TwinExport).log!.checkpoint));
  expect(await verdictOf(file, '--head', online.headHash, '--jwks', keys, '--checkpoint', checkpoint)).toMatchObject({ code: 0, verdict: 'valid', headHash: online.headHash, log: { signature: 'valid', grownFrom: expect.any(Number) } });
  const ledger = parse(readFileSync(file, 'utf8'), null, Number) as TwinExport;
  for (const { what, hit, file: tampered } of tamperings(ledger)) {
    const unchecked = readLedger(tampered);
    if (unchecked === null) continue; // the schema itself: no export any more
    const { firstBreak, reasons } = verifyLedger(unchecked);
    expect([what, firstBreak?.sequence]).toEqual([what, hit[0] ?? expect.any(Number)]);
    const places = new Set(reasons.map(({ sequence }) => sequence));
    expect([what, hit.every((sequence) => places.has(sequence))]).toEqual([what, true]);
  }
}, 120_000);

test('with no org at all a file is verified; a changed one ends with code 1 and the place', async () => {
  const file = await exported('alone.json', 'twin', 'P1');
  const elsewhere = new Workplace();
  const verify = (name: string) => elsewhere.loop(['verify', name]);
  expect(await verify(file)).toMatchObject({ code: 0, stdout: expect.stringMatching(new RegExp(`^valid: ${key('P1')}, 3 events, head [0-9a-f]{64}\nlog of \\d+ events, \\S+, signed, .*\n$`)) });
  const broken = elsewhere.file('broken.json');
  writeFileSync(broken, readFileSync(file, 'utf8').replace('"type": "Returned"', '"type": "Sold"'));
  expect(await verify(broken)).toMatchObject({ code: 1, stdout: expect.stringContaining('event 2: type is not what the hashed text says\n') });
  for (const [name, sentence] of [['nowhere.json', 'is neither a file nor the key of an item'], ['eyJh.eyJi.c2ln', 'No local org is running'], [key('P1'), 'No local org is running']] as const) {
    expect(await verify(name)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(sentence) });
  }
  writeFileSync(broken, '{"twin": 1}');
  expect(await verify(broken)).toMatchObject({ code: 2, stderr: expect.stringContaining('is neither an export of an item nor an answer of GET /twins/{key}') });
  await elsewhere.close();
});

test('a serial with reserved characters is one item, by key and by Digital Link', async () => {
  expect((await imported(document('reserved.json', [told('A%2FB%3F+(1)', 1)]))).summary).toMatchObject({ created: 1 });
  const { records } = await (await workplace.connection('admin')).query<{ Business_Key__c: string; Passport_Id__c: string }>("SELECT Business_Key__c, Passport_Id__c FROM Product_Twin__c WHERE Serial_Number__c = 'A/B?+(1)'");
  const { Business_Key__c: stored, Passport_Id__c: passportId } = records[0]!;
  for (const name of [stored, passportId, `https://brand.example/${stored}?linkType=all`]) expect([name, (await verdictOf(name)).verdict]).toEqual([name, 'valid']);
  const file = workplace.file('reserved-epcis.json');
  expect((await workplace.loop(['epcis', 'export', stored, '--output', file])).code).toBe(0);
  const again = await workplace.loop(['epcis', 'import', file, '--dry-run', '--json']);
  expect(JSON.parse(again.stdout)).toMatchObject({ read: 1, created: 1 });
});

test('an answer of the org that was kept is verified like an export', async () => {
  const session = await workplace.session('integration');
  const answer = await fetch(`${session.instanceUrl}/services/apexrest/loop/v1/twins/${key('P1')}`, { headers: { authorization: `Bearer ${session.accessToken}` } });
  const file = workplace.file('answer.json');
  writeFileSync(file, await answer.text());
  expect(await verdictOf(file)).toMatchObject({ code: 0, verdict: 'valid', events: 3 });
});

test('an exported history is an EPCIS document that names nobody and hashes to its ids', async () => {
  const file = await exported('epcis.json', 'epcis', 'P1');
  const exportedDocument = JSON.parse(readFileSync(file, 'utf8')) as { epcisBody: { eventList: Event[] }; 'loop:log': { checkpoint: Event } };
  const { eventList } = exportedDocument.epcisBody;
  if (epcisSchema !== null) expect(epcisSchema(exportedDocument)).toEqual([]);
  expect(eventList.map(({ bizStep, disposition, epcList }) => [bizStep, disposition, epcList])).toEqual(
    [['retail_selling', 'retail_sold'], ['receiving', 'returned'], ['retail_selling', 'retail_sold']].map((meaning) => [...meaning, [`https://id.gs1.org/${key('P1')}`]]),
  );
  const hashes = await workplace.loop(['epcis', 'hash', file]);
  expect(hashes).toEqual({ code: 0, stdout: eventList.map(({ eventID }) => `${String(eventID)}\n`).join(''), stderr: '' });
  const valid = { code: 0, verdict: 'valid', events: 3, businessKey: key('P1') };
  expect(await verdictOf(file)).toMatchObject({ ...valid, log: { signature: 'unchecked', proved: 3 } });
  const checkpoint = workplace.file('kept.json');
  writeFileSync(checkpoint, JSON.stringify(exportedDocument['loop:log'].checkpoint));
  expect((await imported(document('later.json', [told('P9', 1)]))).summary).toMatchObject({ created: 1 });
  const grown = await exported('grown.json', 'epcis', 'P1', '--since', checkpoint);
  expect(await verdictOf(grown, '--checkpoint', checkpoint, '--head', String(eventList[0]!['loop:ledgerHash']))).toMatchObject(valid);
  expect(await verdictOf(grown, '--head', 'f'.repeat(64))).toMatchObject({ code: 1, firstBreak: { sequence: 3, field: 'loop:ledgerHash' } });
  expect(await workplace.loop(['epcis', 'export', key('NOBODY')])).toMatchObject({ code: 2, stdout: '', stderr: `The org knows no item "${key('NOBODY')}", or does not show it.\n` });
});

test.each([
  ['events of which none is right are told with code 1', told('W1', 1, { eventTimeZoneOffset: 'CET' }), 1, 'eventTimeZoneOffset "CET" is not an offset like +01:00'],
  ['a file of something else ends with code 2', { id: 1 }, 2, 'Nothing in the feed could be understood.'],
])('%s', async (name, event, code, sentence) => {
  const file = workplace.file(`${name}.json`);
  writeFileSync(file, JSON.stringify(event));
  const run = await imported(file);
  expect([run.code, run.summary.rejected, run.stderr]).toEqual([code, 1, expect.stringContaining(sentence)]);
});

test('a file that is cut off is refused before anything goes in', async () => {
  const file = document('cut.json', [told('C1', 1), told('C2', 1), told('C3', 1)]);
  writeFileSync(file, readFileSync(file, 'utf8').slice(0, -40));
  const hash = await workplace.loop(['epcis', 'hash', file]);
  expect([hash.code, hash.stderr]).toEqual([2, expect.stringContaining('the event that begins here does not end; the file may be cut off')]);
  const run = await workplace.loop(['epcis', 'import', file, '--json']);
  expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('does not end')]);
  const admin = await workplace.connection('admin');
  expect((await admin.query("SELECT COUNT() FROM Product_Twin__c WHERE Serial_Number__c LIKE 'C_'")).totalSize).toBe(0);
});

test("what somebody changes in the data behind the org's back is found at its place, and not exported", async () => {
  await org.kill('SIGTERM');
  const data = new DatabaseSync(path.join(workplace.dir, '.loop/data/org.db'));
  const ofEvent = (serial: string) => `WHERE Sequence__c = ? AND Product_Twin__c = (SELECT Id FROM Product_Twin__c WHERE Serial_Number__c = '${serial}')`;
  const done = [
    data.prepare(`UPDATE Lifecycle_Event__c SET Canonical__c = replace(Canonical__c, '4012345000115', '4012345000122') ${ofEvent('P1')}`).run(2),
    data.prepare(`UPDATE Lifecycle_Event__c SET Occurred_At__c = Occurred_At__c + 1000 ${ofEvent('P2')}`).run(1),
    data.prepare(`DELETE FROM Lifecycle_Event__c ${ofEvent('LONG')}`).run(100),
  ];
  data.close();
  expect(done.map(({ changes }) => changes)).toEqual([1, 1, 1]);
  org = await workplace.start('--no-data');
  expect(await verdictOf(key('P1'))).toMatchObject({ code: 1, verdict: 'invalid', firstBreak: { sequence: 2, field: 'hash' } });
  expect(await verdictOf(key('P2'))).toMatchObject({ code: 1, verdict: 'invalid', firstBreak: { sequence: 1, field: 'occurredAt' } });
  expect(await verdictOf(key('LONG'))).toMatchObject({ code: 1, verdict: 'invalid', events: 239, firstBreak: { sequence: 100, field: 'sequence' } });
  const refused = await workplace.loop(['epcis', 'export', key('P1')]);
  expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('does not verify and is not exported: event 2, hash is not the hash of the text') });
}, 120_000);
