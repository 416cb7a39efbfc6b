import { lockReport, withRace } from '../../local-org/race/index.ts';
import { MemoryOrg } from '../memory-org.ts';

/** Items that pass from owner to owner while others do the same: one wins, and everybody else gets a clear answer. */
let memory: MemoryOrg;
beforeAll(() => { memory = new MemoryOrg(); }, 120_000);
afterAll(() => memory.close());

let number = 0;
let serial: string;
beforeEach(() => { serial = `O${number++}`; });

/** This test's item is sold to the person with the address. */
function sell(email: string): void {
  const [result] = memory.post({
    type: 'Sold', sourceSystem: 'shopify:races', sourceEventId: serial, occurredAt: '2026-03-01T10:00:00Z', channel: 'Online', brandCode: 'MAISON', price: { amountMinor: '129900', currency: 'EUR' },
    item: { serial, sku: 'W-39', name: 'Oyster 39' }, customer: { email, firstName: 'Ada', lastName: `Buyer ${serial}`, consented: true },
  });
  expect(result?.outcome).toBe('created');
}

const twin = (): Record<string, unknown> => memory.query(`SELECT Id, Owner_Contact__c FROM Product_Twin__c WHERE Serial_Number__c = '${serial}'`)[0]!;
const recordedTypes = (): unknown[] => memory.query(`SELECT Event_Type__c FROM Lifecycle_Event__c WHERE Product_Twin__r.Serial_Number__c = '${serial}' ORDER BY Sequence__c`).map((row) => row.Event_Type__c);
const verdict = (): unknown => (memory.aura('admin', 'LedgerVerificationController', 'startFullCheck', { twinId: twin().Id }) as { status: string }).status;

interface Offer {
  readonly transferId: string;
  readonly code: string;
  readonly undoCode: string;
}
interface Answer {
  readonly isDone: boolean;
  readonly rule: string | null;
  readonly message: string | null;
  readonly status: string | null;
}

const ownership = (method: string, args: Readonly<Record<string, unknown>>): unknown => memory.aura('agent', 'OwnershipTransferController', method, args);
const owner = (): string => twin().Owner_Contact__c as string;
const startTransfer = (twinId = twin().Id, ownerId = owner()): Offer => ownership('start', { twinId, ownerId, kind: 'Gift' }) as Offer;

/** This test's item, sold and offered to whoever has the code. */
function offered(): Offer {
  sell(`${serial}@example.com`.toLowerCase());
  return startTransfer();
}

/** A contact whom the agents know. */
function known(firstName: string): string {
  memory.apex('admin', `Account account = new Account(Name = '${firstName} ${serial}'); insert account; insert new Contact(AccountId = account.Id, FirstName = '${firstName}', LastName = '${serial}');`);
  return memory.query(`SELECT Id FROM Contact WHERE FirstName = '${firstName}' AND LastName = '${serial}'`)[0]!.Id as string;
}

/** A code with the same handle that is wrong. */
const wrong = (code: string): string => `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`;

/** What whoever has a code is answered: the status, or the rule that was broken. */
function answered(method: string, args: Readonly<Record<string, unknown>>): string {
  try {
    const { status, rule } = ownership(method, args) as Answer;
    return status ?? rule!;
  } catch (refused) {
    return (refused as Error).message;
  }
}

/** The sentence by which something is refused. */
function refusal(step: () => unknown): string {
  try {
    step();
    return 'was not refused';
  } catch (refused) {
    return (refused as Error).message;
  }
}

describe('passing an item on', () => {
  const acceptance = (offer: Offer, receiverId: string): string => answered('accept', { code: offer.code, receiverId });

  test('of two who accept with one code, one wins and the other is told that it was used', () => {
    const offer = offered();
    const [mary, jane] = [known('Mary'), known('Jane')];
    let theirs = '';
    const { value, competitor } = withRace(memory.org, { afterRead: 'Ownership_Transfer__c', compete: () => { theirs = acceptance(offer, jane); } }, () => acceptance(offer, mary));
    expect([competitor, theirs, value]).toEqual(['first', 'Accepted', 'used']);
    expect([owner(), recordedTypes(), verdict()]).toEqual([jane, ['Sold', 'Ownership Transferred'], 'Verified']);
    expect(memory.query(`SELECT Contact__c FROM Twin_Party__c WHERE Product_Twin__c = '${twin().Id as string}' AND To__c = NULL`)).toMatchObject([{ Contact__c: jane }]);
  });

  test.each(['Product_Twin__c', 'Ownership_Transfer__c'])('one who comes while %s is locked is told to try again', (object) => {
    const offer = offered();
    const [mary, jane] = [known('Mary'), known('Jane')];
    let theirs = '';
    const { value, competitor } = withRace(memory.org, { afterRead: object, nth: 2, whenLocked: 'fails', compete: () => { theirs = acceptance(offer, jane); } }, () => acceptance(offer, mary));
    expect([competitor, value, theirs]).toEqual(['failed', 'Accepted', 'Somebody else is working on this item. Try again.']);
    expect(owner()).toBe(mary);
  });

  test('an offer that is cancelled while somebody accepts passes nothing', () => {
    const offer = offered();
    const [mary, giver] = [known('Mary'), owner()];
    const { value } = withRace(memory.org, { afterRead: 'Ownership_Transfer__c', compete: () => ownership('cancel', { transferId: offer.transferId, ownerId: giver }) }, () => acceptance(offer, mary));
    expect([value, owner(), recordedTypes()]).toEqual(['closed', giver, ['Sold']]);
  });

  test('an item that is reported stolen while somebody accepts stays where it is', () => {
    const offer = offered();
    const [mary, giver, twinId] = [known('Mary'), owner(), twin().Id];
    const { value } = withRace(memory.org, { afterRead: 'Ownership_Transfer__c', compete: () => memory.aura('agent', 'TradeInConsoleController', 'recordHold', { twinId, eventType: 'Reported Stolen' }) }, () => acceptance(offer, mary));
    expect([value, owner()]).toEqual(['held', giver]);
  });

  test('of two offers of one item only one is made', () => {
    sell(`${serial}@example.com`.toLowerCase());
    const { Id: twinId, Owner_Contact__c: ownerId } = twin();
    const start = (): Offer => startTransfer(twinId, ownerId as string);
    const { value } = withRace(memory.org, { afterRead: 'Contact', compete: start }, () => refusal(start));
    expect(value).toBe('This item is offered to somebody already: cancel that transfer first.');
    expect(memory.query(`SELECT Status__c FROM Ownership_Transfer__c WHERE Product_Twin__c = '${twin().Id as string}'`)).toMatchObject([{ Status__c: 'Offered' }]);
  });

  test('wrong codes that are tried at once are all counted', () => {
    const offer = offered();
    const look = (): string => answered('preview', { code: wrong(offer.code) });
    const { value } = withRace(memory.org, { afterRead: 'Ownership_Transfer__c', compete: look }, look);
    expect(value).toBe('code');
    expect(memory.query(`SELECT Attempts__c FROM Ownership_Transfer__c WHERE Id = '${offer.transferId}'`)).toMatchObject([{ Attempts__c: 2 }]);
    expect(memory.query(`SELECT Count__c FROM Transfer_Attempt__c WHERE Product_Twin__c = '${twin().Id as string}'`)).toMatchObject([{ Count__c: 2 }]);
  });

  test('of two who undo at once, the second changes nothing', () => {
    const offer = offered();
    const giver = owner();
    acceptance(offer, known('Mary'));
    const undo = (): string => answered('undo', { undoCode: offer.undoCode });
    const { value } = withRace(memory.org, { afterRead: 'Ownership_Transfer__c', compete: undo }, undo);
    expect([value, owner(), recordedTypes()]).toEqual(['Undone', giver, ['Sold', 'Ownership Transferred', 'Ownership Transfer Undone']]);
  });

  test('a customer of the portal gives in their own name, and is told nothing of items of others', () => {
    sell('emma.johnson@example.com');
    const [twinId, emma] = [twin().Id, owner()];
    const asCustomer = (method: string, args: Readonly<Record<string, unknown>>): unknown => memory.aura('customer', 'OwnershipTransferController', method, args);
    const offer = asCustomer('start', { twinId, ownerId: null, kind: 'Gift' }) as Offer;
    expect(asCustomer('preview', { code: offer.code })).toMatchObject({ isDone: true, item: { serial } });
    expect(asCustomer('accept', { code: offer.code, receiverId: known('Mary') })).toMatchObject({ isDone: false, rule: 'self' });
    expect(acceptance(offer, known('Jane'))).toBe('Accepted');
    expect(() => asCustomer('start', { twinId, ownerId: owner(), kind: 'Gift' })).toThrow('This item or transfer is not known to you.');
    expect(asCustomer('undo', { undoCode: offer.undoCode })).toMatchObject({ isDone: true, status: 'Undone' });
    expect(owner()).toBe(emma);
    expect(asCustomer('reportMissing', { twinId, actorId: null })).toBe('Stolen');
  });
});

describe('every change of ownership locks the items and transfers that it changes', () => {
  const GUARDED = ['Product_Twin__c', 'Ownership_Transfer__c'];
  const transfers: Readonly<Record<string, (offer: Offer, receiverId: string) => unknown>> = {
    'an offer of an item': (offer) => (ownership('cancel', { transferId: offer.transferId, ownerId: owner() }), startTransfer()),
    'a wrong code': (offer) => answered('accept', { code: wrong(offer.code) }),
    'an accepted item': (offer, receiverId) => answered('accept', { code: offer.code, receiverId }),
    'a declined item': (offer) => answered('decline', { code: offer.code }),
    'an undone transfer': (offer, receiverId) => [answered('accept', { code: offer.code, receiverId }), answered('undo', { undoCode: offer.undoCode })],
    'an item that the brand reclaims': () => memory.aura('admin', 'OwnershipTransferController', 'reclaim', { twinId: twin().Id, reason: 'Fraud' }),
    'a joint owner': (_, personId) => ownership('addJointOwner', { twinId: twin().Id, ownerId: owner(), personId }),
  };

  test.each(Object.keys(transfers))('%s', (name) => {
    const offer = offered();
    const receiver = known('Mary');
    const report = lockReport(memory.org, () => transfers[name]!(offer, receiver));
    expect(report.of(...GUARDED)).not.toEqual([]);
    expect(report.unlocked(...GUARDED)).toEqual([]);
  });
});
