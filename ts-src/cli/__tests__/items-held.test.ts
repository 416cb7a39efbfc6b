import type { Connection } from 'jsforce';
import { itemsHeldBy } from '../epcis/items-held.ts';

const passport = (index: number): string => `6f9e0000-0000-4000-8000-${String(index).padStart(12, '0')}`;
const event = (Sequence__c: number) => ({
  Product_Twin__c: 'a01000000000001AAA', Sequence__c, Event_Type__c: 'Sold', Occurred_At__c: '2026-11-22T10:00:00.000+0000', Recorded_At__c: '2026-11-22T10:00:01.000+0000', Canonical__c: '{}', Hash__c: 'h', Previous_Hash__c: null, Content_Hash__c: 'c',
});

/** An org with one item that has so many events. */
function orgWith(events: number) {
  const asked: string[] = [];
  const query = (soql: string, { maxFetch }: { maxFetch: number }) => {
    asked.push(soql);
    const records = soql.includes('FROM Lifecycle_Event__c') ? Array.from({ length: events }, (_, index) => event(index + 1))
      : soql.includes(passport(1)) ? [{ Id: 'a01000000000001AAA', Passport_Id__c: passport(1), Business_Key__c: "brand/LUNE/21/It's", GTIN__c: null, IMEI__c: null, Serial_Number__c: "It's", Event_Count__c: events, Head_Hash__c: 'h' }] : [];
    return Promise.resolve({ records: records.slice(0, maxFetch) });
  };
  return { asked, held: itemsHeldBy({ query } as unknown as Connection) };
}

test('a history comes whole, however long it is', async () => {
  const { held } = orgWith(60_000);
  const [item] = await held([passport(1)]);
  expect([item!.events.length, item!.events.at(-1)]).toMatchObject([60_000, { sequence: 60_000, occurredAt: '2026-11-22T10:00:00Z' }]);
});

test('many names take few questions that fit an address; those of the question before are not asked again', async () => {
  const { asked, held } = orgWith(1);
  const names = [...Array.from({ length: 100 }, (_, index) => passport(index)), ...Array.from({ length: 100 }, (_, index) => `01/09506000134352/21/${encodeURIComponent(`'%/"`.repeat(5))}${index}`)];
  expect(await held(names)).toHaveLength(1);
  expect(asked).toHaveLength(5);
  expect(Math.max(...asked.map((soql) => encodeURIComponent(soql).length))).toBeLessThan(16_000);
  expect(await held(names)).toHaveLength(1);
  expect(asked).toHaveLength(5);
  await held([passport(1), passport(200)]);
  expect(asked.at(-1)).not.toContain(passport(1));
});

test('an org that refuses is told in one sentence', async () => {
  const query = () => Promise.reject(Object.assign(new Error("No such column 'Canonical__c'."), { errorCode: 'INVALID_FIELD' }));
  await expect(itemsHeldBy({ query } as unknown as Connection)([passport(1)])).rejects.toThrow(/^the org does not tell which events it holds: No such column 'Canonical__c'$/);
});
