import { lockReport, withRace } from '../../local-org/race/index.ts';
import { MemoryOrg } from '../memory-org.ts';

/** One item, several who want it at the same moment: it is received once and sold once, and everybody else is told. */
let memory: MemoryOrg;
beforeAll(() => { memory = new MemoryOrg(); }, 120_000);
afterAll(() => memory.close());

let number = 0;
let serial: string;
beforeEach(() => { serial = `P${number++}`; });

const twinId = (): string => memory.query(`SELECT Id FROM Product_Twin__c WHERE Serial_Number__c = '${serial}'`)[0]!.Id as string;
const listing = (): Record<string, unknown> => memory.query(`SELECT Id, Status__c, Order_Number__c FROM Resale_Listing__c WHERE Product_Twin__r.Serial_Number__c = '${serial}'`)[0]!;
const orders = (): Record<string, unknown>[] => memory.query(`SELECT Id, Status__c FROM Refurbishment_Order__c WHERE Product_Twin__r.Serial_Number__c = '${serial}'`);
const recordedTypes = (): unknown[] => memory.query(`SELECT Event_Type__c FROM Lifecycle_Event__c WHERE Product_Twin__r.Serial_Number__c = '${serial}' ORDER BY Sequence__c`).map((row) => row.Event_Type__c);

const ownerEmail = (): unknown => (memory.query(`SELECT Owner_Contact__r.Email FROM Product_Twin__c WHERE Serial_Number__c = '${serial}'`)[0]!.Owner_Contact__r as { Email: string }).Email;

function sale(id: string, occurredAt = '2026-03-01T10:00:00Z') {
  const email = `${serial}-${id}@example.com`.toLowerCase();
  return {
    type: 'Sold', sourceSystem: 'shopify:resale', sourceEventId: `${serial}:${id}`, occurredAt, channel: 'Store', place: { storeCode: 'PAR-01' }, orderNumber: `#${serial}-${id}`, brandCode: 'MAISON', price: { amountMinor: '129900', currency: 'EUR' },
    item: { serial, sku: 'W-39', name: 'Oyster 39' }, customer: { email, firstName: 'Ada', lastName: `Buyer ${id}`, consented: true },
  };
}

/** The item belongs to the brand. */
function tradedIn(): string {
  expect(memory.post(sale('1'))[0]?.outcome).toBe('created');
  const id = twinId();
  for (const type of ['Trade-In Received', 'Trade-In Completed']) {
    memory.apex('admin', `
      LedgerAppend.Request event = new LedgerAppend.Request(LedgerAppend.lock(new Set<Id>{ '${id}' }).get('${id}'), '${type}', '${serial} ${type}');
      event.actorRole = 'Manager';
      LedgerAppend.append(new List<LedgerAppend.Request>{ event });
      Assert.isNull(event.error);`);
  }
  return id;
}

const receive = (id: string): string => told(() => (memory.aura('warehouse', 'WarehouseController', 'receive', { twinId: id, warehouseCode: 'WH-1' }) as { status: string }).status);

/** Received, and the only kind of item that this org knows. */
function received(): string {
  expect(receive(tradedIn())).toBe('Received');
  const orderId = orders()[0]!.Id as string;
  memory.apex('admin', `update as system new Refurbishment_Order__c(Id = '${orderId}', Category__c = 'watch');`);
  return orderId;
}

const grade = (orderId: string): unknown => memory.aura('warehouse', 'WarehouseController', 'grade', { orderId, answersJson: '{"works":true,"clean":true,"complete":true,"polish":true,"timing":true}' });
const route = (orderId: string): unknown => memory.aura('warehouse', 'WarehouseController', 'route', { orderId, route: 'Resell', reason: null });
const publish = (orderId: string): unknown => memory.aura('manager', 'WarehouseController', 'publish', { orderId, priceMinor: 89900, warrantyMonths: 12, storeCode: 'PAR-01', channels: ['Store', 'Web_Shop'] });

function listed(): string {
  const orderId = received();
  grade(orderId);
  route(orderId);
  publish(orderId);
  return orderId;
}

/** A store sells it: the number of the order, or why not. */
const sell = (listingId: unknown, email: string | null = `${serial}-store@example.com`.toLowerCase()): string => told(() => memory.aura('associate', 'PreOwnedController', 'sell', { listingId, storeCode: 'PAR-01', buyer: { email, lastName: 'Store', consented: true, anonymous: email === null } }) as string);
/** The web shop tells that it sold it. */
const shop = (): string => memory.post(sale('2', new Date().toISOString())).map(({ outcome, errors }) => [outcome, ...errors.map(({ rule }) => rule)].join(' ')).join();

function told(step: () => string): string {
  try {
    return step();
  } catch (refused) {
    return (refused as Error).message;
  }
}

test('of two who receive an item at once, one has the order and the other is told of it', () => {
  const id = tradedIn();
  let theirs = '';
  const { value } = withRace(memory.org, { afterRead: 'Product_Twin__c', compete: () => { theirs = receive(id); } }, () => receive(id));
  expect([theirs, value]).toEqual(['Received', 'This item was received already and is in the warehouse.']);
  expect([orders().length, recordedTypes().at(-1)]).toEqual([1, 'Received at Warehouse']);
});

test('of two stores that sell a listing at once, one sells and the other is told that it is sold', () => {
  listed();
  const { Id } = listing();
  let theirs = '';
  const { value } = withRace(memory.org, { afterRead: 'Resale_Listing__c', compete: () => { theirs = sell(Id); } }, () => sell(Id));
  expect(theirs).toMatch(/^PO-\d+$/);
  expect(value).toBe(`${theirs} was sold already, a moment ago or before. It cannot be sold twice.`);
  expect([listing(), orders()]).toMatchObject([{ Status__c: 'Sold' }, [{ Status__c: 'Sold' }]]);
  expect(recordedTypes().filter((type) => type === 'Sold')).toHaveLength(2);
});

test('a shop that a store forestalls has a conflict, and its buyer owns nothing', () => {
  listed();
  const { Id } = listing();
  let theirs = '';
  const { value, competitor } = withRace(memory.org, { afterRead: 'Product_Twin__c', compete: () => { theirs = sell(Id); } }, shop);
  expect([competitor, value]).toEqual(['first', 'conflict stage']);
  expect(theirs).toMatch(/^PO-\d+$/);
  expect(ownerEmail()).toBe(`${serial}-store@example.com`.toLowerCase());
});

test('a shop that comes while a store sells to somebody unknown waits, and has a conflict', () => {
  listed();
  const { Id } = listing();
  const { value, competitor } = withRace(memory.org, { afterRead: 'Resale_Listing__c', nth: 2, compete: shop }, () => sell(Id, null));
  expect([competitor, value]).toEqual(['waited', expect.stringMatching(/^PO-\d+$/)]);
  expect(shop()).toBe('conflict stage');
  expect(listing()).toMatchObject({ Status__c: 'Sold' });
});

describe('every step locks the item, the order and the listing that it changes', () => {
  const GUARDED = ['Product_Twin__c', 'Refurbishment_Order__c', 'Resale_Listing__c'];
  const steps: Readonly<Record<string, readonly [before: () => string, step: (orderId: string) => unknown]>> = {
    grading: [received, grade],
    routing: [() => { const orderId = received(); grade(orderId); return orderId; }, route],
    listing: [() => { const orderId = received(); grade(orderId); route(orderId); return orderId; }, publish],
    withdrawing: [listed, (orderId) => memory.aura('manager', 'WarehouseController', 'withdraw', { orderId })],
    'a sale in a store': [listed, () => sell(listing().Id)],
    'a sale of the web shop': [listed, shop],
    'a lock': [listed, () => memory.aura('agent', 'ItemHoldController', 'lock', { twinId: twinId() })],
  };

  test.each(Object.keys(steps))('%s', (name) => {
    const [before, step] = steps[name]!;
    const orderId = before();
    const report = lockReport(memory.org, () => step(orderId));
    expect(report.of(...GUARDED)).not.toEqual([]);
    expect(report.unlocked(...GUARDED)).toEqual([]);
  });
});
