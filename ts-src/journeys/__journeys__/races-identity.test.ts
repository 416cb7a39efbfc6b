import { withRace } from '../../local-org/race/index.ts';
import { MemoryOrg } from '../memory-org.ts';

/** Two who give items their serials at the same moment: an item gets one, a serial goes to one item, and nothing is half-written. */
let memory: MemoryOrg;
beforeAll(() => { memory = new MemoryOrg(); }, 120_000);
afterAll(() => memory.close());

let order = 0;

/** A bag that waits for its serial. */
function waiting(): string {
  const sourceEventId = `waiting:${order++}`;
  memory.post({ type: 'Sold', sourceSystem: 'shopify:races', sourceEventId, occurredAt: '2026-03-01T10:00:00Z', orderNumber: `#${sourceEventId}`, brandCode: 'AUR', item: { gtin: '4006381333931', name: 'Lune' } });
  return String(memory.query(`SELECT Id FROM Product_Twin__c WHERE Order_Number__c = '#${sourceEventId}'`)[0]!.Id);
}

/** What the page is told: nothing, or why not. */
function give(twinId: string, serial: string): string {
  try {
    memory.aura('associate', 'ItemIdentityController', 'identify', { twinId, serial, gtin: null, imei: null });
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

const item = (twinId: string): unknown => {
  const { Serial_Number__c: serial, Identity_Status__c: status, Event_Count__c: events } = memory.query(`SELECT Serial_Number__c, Identity_Status__c, Event_Count__c FROM Product_Twin__c WHERE Id = '${twinId}'`)[0]!;
  return [serial, status, events, (memory.aura('admin', 'LedgerVerificationController', 'startFullCheck', { twinId }) as { status: string }).status];
};

test('an item gets one serial, however many give it one at once', () => {
  const twinId = waiting();
  let rival = 'not told';
  const { value } = withRace(memory.org, { afterRead: 'Product_Twin__c', compete: () => { rival = give(twinId, 'FIRST'); } }, () => give(twinId, 'SECOND'));
  expect([rival, value]).toEqual(['', 'This item does not wait for a serial number. Its identity is: Serialised']);
  expect(item(twinId)).toEqual(['FIRST', 'Serialised', 2, 'Verified']);
});

test('a serial goes to one item, however late the other one comes', () => {
  const [mine, theirs] = [waiting(), waiting()];
  let rival = 'not told';
  const { value } = withRace(memory.org, { afterRead: 'Product_Twin__c', nth: 4, compete: () => { rival = give(theirs, 'SAME'); } }, () => give(mine, 'SAME'));
  expect([rival, value]).toEqual(['', 'Another item has this serial number already: SAME']);
  expect([item(theirs), item(mine)]).toEqual([['SAME', 'Serialised', 2, 'Verified'], [null, 'Awaiting Serial', 1, 'Verified']]);
});

test('an event that is recorded meanwhile names the serial that the item has then', () => {
  const twinId = waiting();
  const sold = `waiting:${order - 1}`;
  const back = { type: 'Returned', sourceSystem: 'shopify:races', sourceEventId: `${sold}:back`, occurredAt: '2026-03-05T10:00:00Z', soldSourceEventId: sold, item: {} };
  const { value } = withRace(memory.org, { afterRead: 'Product_Twin__c', compete: () => { give(twinId, 'MEANWHILE'); } }, () => memory.post(back).map(({ outcome }) => outcome));
  expect([value, item(twinId)]).toEqual([['appended'], ['MEANWHILE', 'Serialised', 3, 'Verified']]);
  const [last] = memory.query(`SELECT Canonical__c FROM Lifecycle_Event__c WHERE Product_Twin__c = '${twinId}' AND Sequence__c = 3`);
  expect(JSON.parse(String(last!.Canonical__c))).toMatchObject({ content: { type: 'Returned' }, identity: { serial: 'MEANWHILE' } });
});
