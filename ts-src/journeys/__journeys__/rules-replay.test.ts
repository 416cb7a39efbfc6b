import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Workplace } from '../loop.ts';
import { MemoryOrg } from '../memory-org.ts';

/** The time machine over offers that the desk made: the command in a process of its own, and the page in the org, say the same. */
const SIGNATURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const DAYS = { from: '2000-01-01', to: '2099-12-31' };

interface TradeIn {
  readonly clientKey: string;
  readonly offer: { readonly offerId: string; readonly amountMinor: number };
}

interface Replayed {
  readonly packHash: string;
  readonly logicHash: string;
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly totals: readonly Readonly<Record<string, unknown>>[];
}

const place = new Workplace();
const offered: number[] = [];
/** What the page for packs shows. */
let byOrg: Replayed;

beforeAll(async () => {
  const data = path.join(place.dir, '.loop', 'data', 'org.db');
  mkdirSync(path.dirname(data), { recursive: true });
  const org = new MemoryOrg(undefined, data);
  try {
    const [accepted, declined] = [quoted(org, 1, 129_900), quoted(org, 2, 250_000), quoted(org, 3, 64_950)];
    org.aura('associate', 'TradeInDeskController', 'accept', { clientKey: accepted!.clientKey, offerId: accepted!.offer.offerId, consent: true, signatureBase64: SIGNATURE });
    org.aura('associate', 'TradeInDeskController', 'decline', { clientKey: declined!.clientKey });
    const draft = org.aura('admin', 'RulePackAdminController', 'copyPack', { packId: null, name: 'Spring' }) as { packId: string; packJson: string; packHash: string };
    const lower = JSON.parse(draft.packJson) as { parameters: Record<string, { value: Record<string, number> }> };
    lower.parameters.payoutFactor!.value.watch = 7_000;
    org.aura('admin', 'RulePackAdminController', 'saveDraft', { draft: { packId: draft.packId, name: 'Spring', packJson: JSON.stringify(lower), expectedHash: draft.packHash } });
    const request = { packId: draft.packId, fromDay: DAYS.from, toDay: DAYS.to };
    byOrg = JSON.parse(JSON.stringify(org.aura('admin', 'RulePackAdminController', 'replay', { request }))) as Replayed;
  } finally {
    org.close();
  }
  await place.start('--no-data');
});
afterAll(() => place.close());

/** A watch, sold for a price and quoted at the desk. */
function quoted(org: MemoryOrg, number: number, price: number): TradeIn {
  const serial = `REPLAY-${number}`;
  const email = `replay-${number}@example.com`;
  const [sold] = org.post({
    type: 'Sold', sourceSystem: 'shopify:replay', sourceEventId: serial, occurredAt: '2026-03-01T10:00:00Z', orderNumber: `#${number}`, channel: 'Store', place: { storeCode: 'PAR-01' }, brandCode: 'MAISON',
    item: { serial, sku: 'W-39', name: 'Oyster 39' }, price: { amountMinor: String(price), currency: 'EUR' },
    customer: { externalId: serial, email, firstName: 'Ada', lastName: `Buyer ${number}`, consented: true },
  });
  const draft = { clientKey: randomUUID(), twinId: sold!.twinId, category: 'watch', storeCode: 'PAR-01', customerEmail: email, answersJson: '{"condition":"good","working":true}' };
  org.aura('associate', 'TradeInDeskController', 'saveDraft', { draft });
  const tradeIn = org.aura('associate', 'TradeInDeskController', 'quote', { clientKey: draft.clientKey, previewMinor: null }) as TradeIn;
  offered.push(tradeIn.offer.amountMinor);
  return tradeIn;
}

async function replay(...flags: readonly string[]): Promise<Replayed> {
  const { code, stdout, stderr } = await place.loop(['rules', 'replay', '--json', ...flags]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Replayed;
}

test('under the default pack the offers are those that were made', async () => {
  const { items } = await replay('--pack', 'force-app/main/valuation/staticresources/RulesDefaultPack.json');
  expect(items.map(({ storedMinor }) => storedMinor)).toEqual(offered);
  expect(items.map(({ afterMinor }) => afterMinor)).toEqual(offered);
  for (const item of items) expect(item).toMatchObject({ changes: [], isReproduced: true, acceptance: 'same', errorMessage: null });
});

test('under a draft of the org they are what the org itself replays, field by field', async () => {
  const byCommand = await replay('--pack', 'Spring');
  expect(byCommand.items).toEqual(byOrg.items);
  expect(byCommand).toMatchObject({ packHash: byOrg.packHash, logicHash: byOrg.logicHash });
  expect(byCommand.totals).toEqual(byOrg.totals.map((total) => expect.objectContaining(total)));
  expect(byCommand.items.map(({ outcome, acceptance }) => `${String(outcome)} ${String(acceptance)}`)).toEqual(['accepted atRisk', 'declined same', 'open same']);
});

test('days bound the offers, and a day that is none is told', async () => {
  expect((await replay('--pack', 'Spring', '--from', DAYS.from, '--to', DAYS.to)).items).toHaveLength(offered.length);
  expect((await replay('--pack', 'Spring', '--to', DAYS.from)).items).toEqual([]);
  expect(await place.loop(['rules', 'replay', '--pack', 'Spring', '--from', 'yesterday'])).toMatchObject({ code: 2, stdout: '', stderr: '"yesterday" is no day: write it as 2026-11-22.\n' });
});

test('a pack that the org does not have is told in one sentence', async () => {
  expect(await place.loop(['rules', 'replay', '--pack', 'Autumn'])).toMatchObject({ code: 2, stdout: '', stderr: '"Autumn" is neither a file nor a rule pack of the org.\n' });
});

test('what an org would say of the offers of a file is what the command says of the org', async () => {
  const connection = await place.connection('admin');
  const { records } = await connection.query<{ Id: string; Rule_Input__c: string; Status__c: string }>('SELECT Id, Rule_Input__c, Status__c FROM Trade_In_Offer__c ORDER BY Id');
  const file = place.file('offers.ndjson');
  writeFileSync(file, records.map(({ Id, Rule_Input__c, Status__c }) => `${JSON.stringify({ id: Id, input: Rule_Input__c, accepted: Status__c === 'Locked' ? null : Status__c === 'Accepted' })}\n`).join(''));
  expect(readFileSync(file, 'utf8')).toContain('referencePriceMinor');
  const [byFile, byOrg] = [await replay('--pack', 'Spring', '--offers', file), await replay('--pack', 'Spring')];
  expect(byFile.totals).toEqual(byOrg.totals);
});
