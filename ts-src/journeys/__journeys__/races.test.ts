import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lockReport, requireLocks, withRace } from '../../local-org/race/index.ts';
import type { Competitor, Race } from '../../local-org/race/index.ts';
import { MemoryOrg } from '../memory-org.ts';
import type { ItemEvent } from '../memory-org.ts';

/** Two requests at the same moment: nothing is lost, nothing is doubled, every chain stays whole. */
let memory: MemoryOrg;
const copies = mkdtempSync(path.join(tmpdir(), 'races-'));
beforeAll(() => { memory = new MemoryOrg(); }, 120_000);
afterAll(() => {
  memory.close();
  rmSync(copies, { recursive: true, force: true });
});

let number = 0;
let serial: string;
beforeEach(() => { serial = `R${number++}`; });

/** A sale of this test's item. */
function sale(id: string, changes: ItemEvent = {}): ItemEvent {
  return {
    type: 'Sold', sourceSystem: 'shopify:races', sourceEventId: `${serial}:${id}`, occurredAt: '2026-03-01T10:00:00Z', orderNumber: `#${serial}`, channel: 'Store', place: { storeCode: 'PAR-01' }, brandCode: 'MAISON',
    item: { serial, sku: 'W-39', name: 'Oyster 39' }, price: { amountMinor: '129900', currency: 'EUR' }, ...changes,
  };
}

const returned = (id: string, of: string, occurredAt = '2026-03-05T10:00:00Z'): ItemEvent => ({ type: 'Returned', sourceSystem: 'shopify:races', sourceEventId: `${serial}:${id}`, occurredAt, item: { serial }, soldSourceEventId: `${serial}:${of}` });

/** Sold again, after a return. */
const resale = (changes: ItemEvent = {}): ItemEvent => sale('3', { occurredAt: '2026-03-09T10:00:00Z', ...changes });

const customer = (externalId: string): ItemEvent => ({ externalId: `${serial}-${externalId}`, email: `${serial}-${externalId}@example.com`.toLowerCase(), firstName: 'Ada', lastName: `Buyer ${serial}`, consented: true });

interface Outcome {
  readonly competitor: Competitor;
  readonly outer: readonly string[];
  readonly rival: readonly string[];
}

/** What becomes of each event, with the rules it broke; the status where the call is refused. */
function post(events: readonly ItemEvent[]): readonly string[] {
  const results = memory.post(...events);
  return memory.status === 200 ? results.map(({ outcome, errors }) => [outcome, ...errors.map(({ rule }) => rule)].join(' ')) : [String(memory.status)];
}

/** Both post; the rival comes in after the read that the race names. */
function race(race: Omit<Race, 'compete'>, outer: readonly ItemEvent[], rival: readonly ItemEvent[]): Outcome {
  let theirs: readonly string[] = [];
  const { value, competitor } = withRace(memory.org, { ...race, compete: () => { theirs = post(rival); } }, () => post(outer));
  return { competitor, outer: value, rival: theirs };
}

const twins = (): Record<string, unknown>[] => memory.query(`SELECT Id, Event_Count__c, Stage__c, Owner_Contact__c FROM Product_Twin__c WHERE Serial_Number__c LIKE '${serial}%'`);
const events = (): unknown[] => memory.query(`SELECT Sequence__c, Source_Event_Id__c FROM Lifecycle_Event__c WHERE Source_Event_Id__c LIKE '${serial}:%' ORDER BY Product_Twin__c, Sequence__c`).map((row) => `${row.Sequence__c as number} ${(row.Source_Event_Id__c as string).split(':')[1]}`);
const verdict = (): unknown => (memory.aura('admin', 'LedgerVerificationController', 'startFullCheck', { twinId: twins()[0]!.Id }) as { status: string }).status;

test('the package compiles', () => expect(memory.org.problems).toEqual([]));

describe('appending to a ledger', () => {
  beforeEach(() => { memory.post(sale('1', { customer: customer('a') })); });

  test('one who comes while the item is locked waits, and appends behind', () => {
    const result = race({ afterRead: 'Product_Twin__c', nth: 2 }, [returned('2', '1')], [resale()]);
    expect(result).toEqual({ competitor: 'waited', outer: ['appended'], rival: ['appended'] });
    expect([events(), verdict()]).toEqual([['1 1', '2 2', '3 3'], 'Verified']);
  });

  test('one who does not wait is told to try again with 503, and then finds the event recorded', () => {
    const again = returned('2', '1');
    expect(race({ afterRead: 'Product_Twin__c', nth: 2, whenLocked: 'fails' }, [again], [again])).toEqual({ competitor: 'failed', outer: ['appended'], rival: ['503'] });
    expect([post([again]), events()]).toEqual([['unchanged'], ['1 1', '2 2']]);
  });

  test('one who was overtaken between its reads and its lock appends to the chain as it is then', () => {
    const result = race({ afterRead: 'Product_Twin__c' }, [resale()], [returned('2', '1')]);
    expect(result).toEqual({ competitor: 'first', outer: ['appended'], rival: ['appended'] });
    expect([events(), verdict()]).toEqual([['1 1', '2 2', '3 3'], 'Verified']);
  });

  test('of two returns the later is a conflict at its stage, kept in quarantine', () => {
    expect(race({ afterRead: 'Product_Twin__c' }, [returned('2', '1')], [returned('x', '1')])).toEqual({ competitor: 'first', outer: ['conflict stage'], rival: ['appended'] });
    expect(memory.query(`SELECT Kind__c FROM Quarantined_Event__c WHERE Source_Event_Id__c = '${serial}:2'`)).toMatchObject([{ Kind__c: 'Stage Rule' }]);
    expect(twins()).toMatchObject([{ Event_Count__c: 2, Stage__c: 'Returned' }]);
  });

  test.each([1, 2])('the same event sent twice is appended once, whoever comes after read %i of the ledger', (nth) => {
    const result = race({ afterRead: 'Lifecycle_Event__c', nth, whenLocked: 'waits' }, [returned('2', '1')], [returned('2', '1')]);
    expect(result).toEqual(nth === 1 ? { competitor: 'first', outer: ['unchanged'], rival: ['appended'] } : { competitor: 'waited', outer: ['appended'], rival: ['unchanged'] });
    expect(events()).toEqual(['1 1', '2 2']);
  });

  test('a sale to a known customer that is recorded meanwhile is no conflict', () => {
    memory.post(returned('2', '1'));
    const again = resale({ customer: customer('a') });
    expect(race({ afterRead: 'Contact' }, [again], [again])).toEqual({ competitor: 'first', outer: ['unchanged'], rival: ['appended'] });
    expect([events(), memory.query(`SELECT Id FROM Quarantined_Event__c WHERE Source_Event_Id__c LIKE '${serial}:%'`)]).toEqual([['1 1', '2 2', '3 3'], []]);
  });

  test('an item that stays locked is answered with 503, and nothing is saved', () => {
    const result = race({ afterRead: 'Product_Twin__c', holds: true }, [returned('2', '1')], [returned('x', '1')]);
    expect(result).toEqual({ competitor: 'held', outer: ['503'], rival: ['appended'] });
    expect(events()).toEqual(['1 1', '2 x']);
  });

  test('a buyer whose contact somebody else is saving is answered with 503 too', () => {
    const [contact] = memory.query(`SELECT Id FROM Contact WHERE External_Customer_Id__c LIKE '%${serial}-a'`);
    memory.post(returned('2', '1'));
    const editor = (): unknown => memory.apex('admin', `update as system new Contact(Id = '${contact!.Id as string}', Title = 'Dr');`);
    const { value, competitor } = withRace(memory.org, { afterRead: 'Contact', holds: true, compete: editor }, () => post([resale({ customer: customer('a') })]));
    expect([competitor, value, events()]).toEqual(['held', ['503'], ['1 1', '2 2']]);
  });
});

describe('taking in a new item', () => {
  test('two requests with the same sale make one item; the loser finds it unchanged', () => {
    expect(race({ afterRead: 'Product_Twin__c' }, [sale('1')], [sale('1')])).toEqual({ competitor: 'first', outer: ['unchanged'], rival: ['created'] });
    expect([twins().length, events()]).toEqual([1, ['1 1']]);
  });

  test('only the item that was taken is found again; the others of the call are made', () => {
    const other = { ...sale('2'), item: { serial: `${serial}B`, sku: 'W-39' } };
    expect(race({ afterRead: 'Product_Twin__c' }, [sale('1'), other], [sale('1')])).toEqual({ competitor: 'first', outer: ['unchanged', 'created'], rival: ['created'] });
    expect(twins()).toHaveLength(2);
  });

  test('two systems that sell the same item: the second is a conflict, not a second item', () => {
    expect(race({ afterRead: 'Product_Twin__c' }, [{ ...sale('1'), sourceSystem: 'square:races' }], [sale('1')])).toEqual({ competitor: 'first', outer: ['conflict stage'], rival: ['created'] });
    expect(twins()).toMatchObject([{ Event_Count__c: 1 }]);
  });
});

describe('creating a customer', () => {
  const people = (): Record<string, unknown>[] => memory.query(`SELECT Id, AccountId FROM Contact WHERE LastName = 'Buyer ${serial}'`);
  const accounts = (): Record<string, unknown>[] => memory.query(`SELECT Id FROM Account WHERE Name = 'Ada Buyer ${serial}'`);
  const second = (): ItemEvent => ({ ...sale('2', { customer: customer('a') }), item: { serial: `${serial}B`, sku: 'W-39' } });

  test('two sales to one customer who is not known yet make one contact with one account', () => {
    expect(race({ afterRead: 'Contact' }, [sale('1', { customer: customer('a') })], [second()])).toEqual({ competitor: 'first', outer: ['created'], rival: ['created'] });
    expect([people().length, accounts().length]).toEqual([1, 1]);
    expect(new Set(twins().map(({ Owner_Contact__c: owner }) => owner))).toEqual(new Set([people()[0]!.Id]));
  });

  test('a sale that was recorded meanwhile leaves no second customer behind, even one who is known by e-mail only', () => {
    memory.post(sale('1'), returned('2', '1'));
    const again = resale({ customer: { ...customer('a'), externalId: null } });
    expect(race({ afterRead: 'Contact' }, [again], [again])).toEqual({ competitor: 'first', outer: ['unchanged'], rival: ['appended'] });
    expect([people().length, accounts().length, events()]).toEqual([1, 1, ['1 1', '2 2', '3 3']]);
  });
});

/** One transparent pixel. */
const SIGNATURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

interface TradeIn {
  readonly tradeInId: string;
  readonly clientKey: string;
  readonly status: string;
  readonly offer: { readonly offerId: string; readonly amountMinor: number };
}

/** This test's item, sold to customer a and quoted for a trade-in by the associate. */
function quoted(): TradeIn {
  memory.post(sale('1', { customer: customer('a') }));
  return quote(savedDraft());
}

function savedDraft(persona = 'associate'): string {
  const draft = { clientKey: randomUUID(), twinId: twins()[0]!.Id, category: 'watch', storeCode: 'PAR-01', customerEmail: `${serial}-a@example.com`, answersJson: '{"condition":"good","working":true}' };
  return (memory.aura(persona, 'TradeInDeskController', 'saveDraft', { draft }) as TradeIn).clientKey;
}

const quote = (clientKey: string, persona = 'associate'): TradeIn => memory.aura(persona, 'TradeInDeskController', 'quote', { clientKey, previewMinor: null }) as TradeIn;
const accept = (tradeIn: TradeIn, persona = 'associate'): TradeIn => memory.aura(persona, 'TradeInDeskController', 'accept', { clientKey: tradeIn.clientKey, offerId: tradeIn.offer.offerId, consent: true, signatureBase64: SIGNATURE }) as TradeIn;
const goodwill = (tradeIn: TradeIn): TradeIn => memory.aura('agent', 'TradeInConsoleController', 'goodwill', { tradeInId: tradeIn.tradeInId, amountMinor: 1000, reasonCode: 'Our_Mistake' }) as TradeIn;
const recordedTypes = (): unknown[] => memory.query(`SELECT Event_Type__c FROM Lifecycle_Event__c WHERE Product_Twin__r.Serial_Number__c = '${serial}' ORDER BY Sequence__c`).map((row) => row.Event_Type__c);

/** What came of a step: its status, or the sentence of its refusal. */
function told(step: () => TradeIn): string {
  try {
    return step().status;
  } catch (refused) {
    return (refused as Error).message;
  }
}

describe('trading in', () => {
  const BUSY = 'Somebody else is working on this item. Try again.';

  test('of two who accept one offer, one wins and the other gets a clear answer', () => {
    const offer = quoted();
    let theirs = '';
    const { value, competitor } = withRace(memory.org, { afterRead: 'Trade_In__c', compete: () => { theirs = told(() => accept(offer, 'agent')); } }, () => told(() => accept(offer)));
    expect([competitor, theirs, value]).toEqual(['first', 'Accepted', 'This is not possible now: the trade-in is at Accepted.']);
    expect([recordedTypes(), verdict()]).toEqual([['Sold', 'Trade-In Quoted', 'Trade-In Accepted'], 'Verified']);
  });

  test('one who comes while the trade-in is locked is told to try again', () => {
    const offer = quoted();
    let theirs = '';
    const { value, competitor } = withRace(memory.org, { afterRead: 'Trade_In__c', nth: 2, whenLocked: 'fails', compete: () => { theirs = told(() => accept(offer, 'agent')); } }, () => told(() => accept(offer)));
    expect([competitor, value, theirs]).toEqual(['failed', 'Accepted', BUSY]);
    expect(recordedTypes()).toEqual(['Sold', 'Trade-In Quoted', 'Trade-In Accepted']);
  });

  test('an offer that was raised while the customer signed is not accepted in its old form', () => {
    const offer = quoted();
    const { value } = withRace(memory.org, { afterRead: 'Trade_In__c', compete: () => goodwill(offer) }, () => told(() => accept(offer)));
    expect(value).toBe('This offer was replaced or closed meanwhile: look at the current one.');
    expect(memory.query(`SELECT Status__c FROM Trade_In_Offer__c WHERE Trade_In__c = '${offer.tradeInId}' ORDER BY Name`)).toMatchObject([{ Status__c: 'Withdrawn' }, { Status__c: 'Locked' }]);
  });

  test('of two trade-ins of one item, only one gets an offer', () => {
    memory.post(sale('1', { customer: customer('a') }));
    const [mine, theirs] = [savedDraft(), savedDraft('agent')];
    const { value } = withRace(memory.org, { afterRead: 'Trade_In__c', compete: () => quote(theirs, 'agent') }, () => told(() => quote(mine)));
    expect(value).toMatch(/^Another trade-in of this item is under way: TI-\d+$/);
    expect(recordedTypes()).toEqual(['Sold', 'Trade-In Quoted']);
  });
});

describe('verification', () => {
  beforeEach(() => { memory.post(sale('1')); });
  const check = (method: string): unknown => (memory.aura('admin', 'LedgerVerificationController', method, { twinId: twins()[0]!.Id }) as { status: string }).status;

  test('a live check that an append comes between is not mistaken for a broken chain', () => {
    const { value, competitor } = withRace(memory.org, { afterRead: 'Product_Twin__c', nth: 3, compete: () => memory.post(returned('2', '1')) }, () => check('checkLive'));
    expect([competitor, value]).toEqual(['first', 'Verified']);
  });

  test('an append waits for a full check', () => {
    const { value, competitor } = withRace(memory.org, { afterRead: 'Lifecycle_Event__c', compete: () => memory.post(returned('2', '1')) }, () => check('startFullCheck'));
    expect([competitor, value, events()]).toEqual(['waited', 'Verified', ['1 1', '2 2']]);
  });
});

describe('every service locks the items, transfers and offers that it changes', () => {
  const GUARDED = ['Product_Twin__c', 'Ownership_Transfer__c', 'Trade_In_Offer__c'];
  const services: Readonly<Record<string, () => unknown>> = {
    'the intake of a sale': () => memory.post(resale({ customer: customer('b') })),
    'the intake of a new item': () => memory.post({ ...sale('9'), item: { serial: `${serial}N`, sku: 'W-39' } }),
    'the intake of a return': () => memory.post(returned('3', '1')),
    'a late event': () => memory.post(returned('3', '1', '2026-03-02T10:00:00Z')),
    'a full check': () => verdict(),
    'a quote for a trade-in': () => quote(savedDraft()),
  };
  const steps: Readonly<Record<string, (offer: TradeIn) => unknown>> = {
    'the acceptance of a trade-in offer': (offer) => accept(offer),
    'a declined trade-in offer': (offer) => memory.aura('associate', 'TradeInDeskController', 'decline', { clientKey: offer.clientKey }),
    'goodwill on a trade-in offer': (offer) => goodwill(offer),
    'a lock': () => memory.aura('agent', 'ItemHoldController', 'lock', { twinId: twins()[0]!.Id }),
  };

  test.each(Object.keys(steps))('%s', (name) => {
    const offer = quoted();
    const report = lockReport(memory.org, () => steps[name]!(offer));
    expect(report.of('Trade_In__c', ...GUARDED)).not.toEqual([]);
    expect(report.unlocked('Trade_In__c', ...GUARDED)).toEqual([]);
  });

  test.each(Object.keys(services))('%s', (name) => {
    memory.post(sale('1', { customer: customer('a') }));
    if (name.includes('sale')) memory.post(returned('2', '1'));
    const report = lockReport(memory.org, services[name]!);
    expect(report.of(...GUARDED)).not.toEqual([]);
    expect(report.unlocked(...GUARDED)).toEqual([]);
  });

  test('a ledger that forgot its lock fails the check, with the lines that wrote', () => {
    const careless = new MemoryOrg(withoutLock());
    try {
      careless.post(sale('1'));
      expect(() => requireLocks(careless.org, GUARDED, () => careless.post(returned('2', '1')))).toThrow(/^Changed without a lock:\nupdate of Product_Twin__c \w{18}\n[^]* {4}Class\.LedgerWriter\.saveTwins: line \d+/);
    } finally {
      careless.close();
    }
  });
});

/** A copy of the package whose ledger reads the items without FOR UPDATE. */
function withoutLock(): string {
  const root = path.resolve(import.meta.dirname, '../../..');
  for (const each of ['sfdx-project.json', 'config', 'force-app']) cpSync(path.join(root, each), path.join(copies, each), { recursive: true });
  const selector = path.join(copies, 'force-app/main/lifecycle/classes/LedgerSelector.cls');
  const text = readFileSync(selector, 'utf8');
  expect(text).toContain('FOR UPDATE\n');
  writeFileSync(selector, text.replace(/^ *FOR UPDATE\n/m, ''));
  return copies;
}
