import { lockReport, withRace } from '../../local-org/race/index.ts';
import { MemoryOrg } from '../memory-org.ts';

/** Hand-overs of one item by several at once: one wins, and everybody else gets a clear answer. */
let memory: MemoryOrg;
beforeAll(() => {
  memory = new MemoryOrg();
  memory.apex('admin', "insert new Product2(Name = 'Oyster 39', ProductCode = 'W-39', Family = 'watch', Brand_Code__c = 'MAISON', Warranty_Months__c = 24, IsActive = true);");
}, 120_000);
afterAll(() => memory.close());

let number = 0;
let serial: string;
beforeEach(() => { serial = `E${number++}`; });

const handovers = (): Record<string, unknown>[] => memory.query(`SELECT Id, Status__c, Kind__c FROM Item_Handover__c WHERE Product_Twin__r.Serial_Number__c = '${serial}'`);
const recordedTypes = (): unknown[] => memory.query(`SELECT Event_Type__c FROM Lifecycle_Event__c WHERE Product_Twin__r.Serial_Number__c = '${serial}' ORDER BY Sequence__c`).map((row) => row.Event_Type__c);

function sell(): string {
  const [result] = memory.post({
    type: 'Sold', sourceSystem: 'shopify:end', sourceEventId: serial, occurredAt: '2026-03-01T10:00:00Z', channel: 'Store', place: { storeCode: 'PAR-01' }, brandCode: 'MAISON', price: { amountMinor: '129900', currency: 'EUR' },
    item: { serial, sku: 'W-39', name: 'Oyster 39' }, customer: { email: `${serial}@example.com`.toLowerCase(), firstName: 'Ada', lastName: `Buyer ${serial}`, consented: true },
  });
  expect(result?.outcome).toBe('created');
  return memory.query(`SELECT Id FROM Product_Twin__c WHERE Serial_Number__c = '${serial}'`)[0]!.Id as string;
}

/** The status, or the sentence that refused the step. */
function told(step: () => unknown): string {
  try {
    return step() as string;
  } catch (refused) {
    return (refused as Error).message;
  }
}

let keys = 0;
function start(persona: string, twinId: string, kind: 'Recycle' | 'Donate'): string {
  const clientKey = `00000000-0000-4000-8000-${String(keys++).padStart(12, '0')}`;
  return told(() => memory.aura(persona, 'EndOfLifeController', 'start', { twinId, clientKey, kind, way: 'Store', partner: kind === 'Recycle' ? 'Ring_Metals' : 'Open_Hands' }));
}

const takeIn = (persona: string, handoverId: string): string => told(() => memory.aura(persona, 'EndOfLifeController', 'takeIn', { handoverId, storeCode: 'PAR-01', dropOffCode: null }));
const finish = (handoverId: string): string => told(() => memory.aura('associate', 'EndOfLifeController', 'take', { handoverId, step: 'finish' }));

test('of two hand-overs that are asked for at once, one begins and the other is told of it', () => {
  const twinId = sell();
  let theirs = '';
  const { value } = withRace(memory.org, { afterRead: 'Product_Twin__c', compete: () => { theirs = start('agent', twinId, 'Donate'); } }, () => start('associate', twinId, 'Recycle'));
  expect([theirs, value]).toEqual(['Requested', 'This item is handed over already. Look at its page.']);
  expect(handovers()).toMatchObject([{ Status__c: 'Requested', Kind__c: 'Donate' }]);
});

test('one who takes an item in while somebody else does is told to try again, and it is taken in once', () => {
  start('agent', sell(), 'Donate');
  const handoverId = handovers()[0]!.Id as string;
  let theirs = '';
  withRace(memory.org, { afterRead: 'Item_Handover__c', whenLocked: 'fails', compete: () => { theirs = takeIn('agent', handoverId); } }, () => takeIn('associate', handoverId));
  expect(theirs).toBe('Somebody else is working on this item. Try again.');
  expect(takeIn('agent', handoverId)).toBe('That is not possible now: the hand-over is at "Handed Over".');
  expect(recordedTypes()).toEqual(['Sold', 'Handed Over']);
});

test('every step locks what it changes', () => {
  const twinId = sell();
  const guarded = ['Product_Twin__c', 'Item_Handover__c'];
  start('agent', twinId, 'Donate');
  const handoverId = handovers()[0]!.Id as string;
  for (const step of [() => takeIn('associate', handoverId), () => finish(handoverId)]) {
    const report = lockReport(memory.org, step);
    expect(report.of(...guarded)).not.toEqual([]);
    expect(report.unlocked(...guarded)).toEqual([]);
  }
  expect(recordedTypes()).toEqual(['Sold', 'Handed Over', 'Donated']);
});
