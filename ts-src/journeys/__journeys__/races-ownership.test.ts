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

/** In a week. */
const until = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);

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
    const { value } = withRace(memory.org, { afterRead: 'Ownership_Transfer__c', compete: () => ownership('reportMissing', { twinId, actorId: giver }) }, () => acceptance(offer, mary));
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

  describe('an item that its owner lends', () => {
    let [twinId, ownerId] = ['', ''];
    const lending = (method: string): unknown => memory.aura('agent', 'ItemLendingController', method, { twinId, ownerId, ...(method === 'lend' ? { until } : {}) });
    const lend = (): unknown => lending('lend');
    const offer = (): Offer => startTransfer(twinId, ownerId);
    beforeEach(() => {
      sell(`${serial}@example.com`.toLowerCase());
      [twinId, ownerId] = [twin().Id as string, owner()];
    });

    test('is lent once, however many lend it at once', () => {
      const { value } = withRace(memory.org, { afterRead: 'Contact', compete: lend }, () => refusal(lend));
      expect(value).toMatch(/^This item is lent until /);
      expect([recordedTypes(), verdict()]).toEqual([['Sold', 'Lent'], 'Verified']);
    });

    test('is not given away by whoever is later', () => {
      const { value } = withRace(memory.org, { afterRead: 'Contact', compete: lend }, () => refusal(offer));
      expect(value).toMatch(/^This item is lent until /);
      expect(memory.query(`SELECT Id FROM Ownership_Transfer__c WHERE Product_Twin__c = '${twinId}'`)).toEqual([]);
    });

    test('is not lent by whoever comes after the one who offers it', () => {
      const { value } = withRace(memory.org, { afterRead: 'Contact', compete: offer }, () => refusal(lend));
      expect([value, recordedTypes()]).toEqual(['This item is offered to somebody already: cancel that transfer first.', ['Sold']]);
    });

    test('comes back once, however many say so at once', () => {
      lend();
      const finish = (): unknown => lending('finish');
      const { value } = withRace(memory.org, { afterRead: 'Contact', compete: finish }, () => refusal(finish));
      expect([value, recordedTypes(), verdict()]).toEqual(['This item is not lent.', ['Sold', 'Lent', 'Lending Ended'], 'Verified']);
    });
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
    'a lent item that is back': (offer) => {
      const named = { twinId: twin().Id, ownerId: owner() };
      ownership('cancel', { transferId: offer.transferId, ownerId: named.ownerId });
      memory.aura('agent', 'ItemLendingController', 'lend', { ...named, until });
      memory.aura('agent', 'ItemLendingController', 'finish', named);
    },
  };

  test.each(Object.keys(transfers))('%s', (name) => {
    const offer = offered();
    const receiver = known('Mary');
    const report = lockReport(memory.org, () => transfers[name]!(offer, receiver));
    expect(report.of(...GUARDED)).not.toEqual([]);
    expect(report.unlocked(...GUARDED)).toEqual([]);
  });
});

describe('becoming the owner of an item that nobody owns', () => {
  /** This test's item, sold over the counter. */
  function sellToNobody(): string {
    const [result] = memory.post({ type: 'Sold', sourceSystem: 'shopify:races', sourceEventId: serial, occurredAt: '2026-03-01T10:00:00Z', channel: 'Online', brandCode: 'MAISON', price: { amountMinor: '129900', currency: 'EUR' }, item: { serial, sku: 'W-39', name: 'Oyster 39' } });
    expect(result?.outcome).toBe('created');
    return memory.query(`SELECT Passport_Id__c FROM Product_Twin__c WHERE Serial_Number__c = '${serial}'`)[0]!.Passport_Id__c as string;
  }
  const boxCode = (passportId: string): string => memory.apex('integration', `System.debug(ClaimCodeService.issue(new List<String>{ '${passportId}' })[0].code);`)[0]!;
  /** `done`, or the rule that was broken. */
  const claim = (code: string, personId: string): string => memory.apex('agent', `TransferResult result = ClaimService.claim('${code}', '${personId}'); System.debug(result.isDone() ? 'done' : result.errors[0].rule);`)[0]!;
  const registered = (): unknown => [owner(), recordedTypes(), verdict()];

  test('of two who use one claim code, one wins and the other is told that it was used', () => {
    const code = boxCode(sellToNobody());
    const [mary, jane] = [known('Mary'), known('Jane')];
    let theirs = '';
    const { value, competitor } = withRace(memory.org, { afterRead: 'Claim_Code__c', compete: () => { theirs = claim(code, jane); } }, () => claim(code, mary));
    expect([competitor, theirs, value]).toEqual(['first', 'done', 'used']);
    expect(registered()).toEqual([jane, ['Sold', 'Registered'], 'Verified']);
  });

  test('wrong claim codes that are tried at once are all counted', () => {
    const code = boxCode(sellToNobody());
    const [mary, jane] = [known('Mary'), known('Jane')];
    const { value } = withRace(memory.org, { afterRead: 'Claim_Code__c', compete: () => claim(wrong(code), jane) }, () => claim(wrong(code), mary));
    expect(value).toBe('code');
    expect(memory.query(`SELECT Attempts__c FROM Claim_Code__c WHERE Product_Twin__c = '${twin().Id as string}'`)).toMatchObject([{ Attempts__c: 2 }]);
  });

  /** A request with a proof of purchase, as if the person had sent it. */
  function requested(personId: string): string {
    const key = `request-${serial}-${number++}`;
    memory.apex('admin', `insert as system new Registration_Request__c(Request_Key__c = '${key}', Contact__c = '${personId}', Product_Twin__c = '${twin().Id as string}', Item_Code__c = '${serial}', Status__c = 'Pending', Submitted_At__c = System.now());`);
    return memory.query(`SELECT Id FROM Registration_Request__c WHERE Request_Key__c = '${key}'`)[0]!.Id as string;
  }
  const review = (persona: string, method: string, args: Readonly<Record<string, unknown>>): unknown => memory.aura(persona, 'RegistrationReviewController', method, args);
  const decisions = (): unknown[] => memory.query(`SELECT Status__c FROM Registration_Request__c WHERE Product_Twin__r.Serial_Number__c = '${serial}' ORDER BY Request_Key__c`).map((row) => row.Status__c);

  test.each([['Product_Twin__c', 'refuse'], ['Product_Twin__c', 'accept'], ['Registration_Request__c', 'accept'], ['Registration_Request__c', 'refuse']])('of two agents who decide one request at once, after reading %s and when the other means to %s, one decides', (afterRead, other) => {
    sellToNobody();
    const [mary, twinId] = [known('Mary'), twin().Id];
    const requestId = requested(mary);
    const compete = (): unknown => review('admin', other, other === 'accept' ? { requestId, twinId } : { requestId, reason: 'Ownership Unclear' });
    const { value, competitor } = withRace(memory.org, { afterRead, compete }, () => refusal(() => review('agent', 'accept', { requestId, twinId })));
    expect([competitor, value]).toEqual(['first', expect.stringMatching(/^(This request was decided already\.|This item is registered to them already\.)/)]);
    expect([decisions(), owner() ?? null, recordedTypes()]).toEqual(other === 'accept' ? [['Accepted'], mary, ['Sold', 'Registered']] : [['Refused'], null, ['Sold']]);
  });

  test('of two requests for one item that are accepted at once, the second is told that somebody owns it', () => {
    sellToNobody();
    const [mary, jane, twinId] = [known('Mary'), known('Jane'), twin().Id];
    const [first, second] = [requested(mary), requested(jane)];
    const { value } = withRace(memory.org, { afterRead: 'Registration_Request__c', compete: () => review('admin', 'accept', { requestId: second, twinId }) }, () => refusal(() => review('agent', 'accept', { requestId: first, twinId })));
    expect([value, owner(), decisions()]).toEqual(['Somebody else owns this item. Reclaim it first, or refuse the request.', jane, ['Pending', 'Accepted']]);
  });

  /** An e-mail code, from the mail. */
  function proofOf(email: string, code: string): Readonly<Record<string, unknown>> {
    const { confirmationKey } = memory.aura('guest', 'GuestOwnershipController', 'sendAcceptCode', { code, email }) as { confirmationKey: string };
    memory.org.runJobs();
    const mail = memory.org.emails.at(-1)!;
    expect(mail.to).toEqual([email]);
    return { confirmationKey, email, emailCode: /\d{6}/.exec(mail.body)![0], firstName: 'Eve', lastName: email, consented: true };
  }
  function acceptByMail(code: string, proof: Readonly<Record<string, unknown>>): string {
    const { isDone, rule } = memory.aura('guest', 'GuestOwnershipController', 'accept', { code, proof }) as Answer;
    return isDone ? 'done' : rule!;
  }
  const ownerEmail = (): unknown => (memory.query(`SELECT Owner_Contact__r.Email FROM Product_Twin__c WHERE Serial_Number__c = '${serial}'`)[0]!.Owner_Contact__r as { Email: string }).Email;
  const kept = (email: string): number => memory.query(`SELECT Id FROM Contact WHERE Email = '${email}'`).length;

  test.each([['Email_Confirmation__c', 'first'], ['Ownership_Transfer__c', 'first'], ['Contact', 'waited']])('of two without an account who accept at once, after reading %s, one wins; nothing is kept of the other, who is told', (afterRead, order) => {
    const { code } = offered();
    const [eve, zoe] = [`eve-${serial}@example.com`.toLowerCase(), `zoe-${serial}@example.com`.toLowerCase()];
    const [evesProof, zoesProof] = [proofOf(eve, code), proofOf(zoe, code)];
    let theirs = '';
    const { value, competitor } = withRace(memory.org, { afterRead, compete: () => { theirs = acceptByMail(code, zoesProof); } }, () => acceptByMail(code, evesProof));
    const [winner, loser] = order === 'first' ? [zoe, eve] : [eve, zoe];
    expect([competitor, theirs, value]).toEqual([order, ...(order === 'first' ? ['done', 'used'] : ['used', 'done'])]);
    expect([ownerEmail(), kept(winner), kept(loser), verdict()]).toEqual([winner, 1, 0, 'Verified']);
  });

  test('one e-mail code that is sent twice at once works once', () => {
    const { code } = offered();
    const eve = `eve-${serial}@example.com`.toLowerCase();
    const proof = proofOf(eve, code);
    let theirs = '';
    const { value } = withRace(memory.org, { afterRead: 'Email_Confirmation__c', compete: () => { theirs = acceptByMail(code, proof); } }, () => acceptByMail(code, proof));
    expect([theirs, value]).toEqual(['emailCode', 'done']);
    expect([ownerEmail(), kept(eve), recordedTypes()]).toEqual([eve, 1, ['Sold', 'Ownership Transferred']]);
  });

  test.each([
    ['a claim code', () => claim(boxCode(sellToNobody()), known('Mary'))],
    ['a wrong claim code', () => claim(wrong(boxCode(sellToNobody())), known('Mary'))],
    ['an accepted request', () => { sellToNobody(); return review('agent', 'accept', { requestId: requested(known('Mary')), twinId: twin().Id }); }],
    ['a refused request', () => { sellToNobody(); return review('agent', 'refuse', { requestId: requested(known('Mary')), reason: 'Ownership Unclear' }); }],
    ['an e-mail code', () => { const { code } = offered(); return acceptByMail(code, proofOf(`eve-${serial}@example.com`.toLowerCase(), code)); }],
  ])('%s changes only what it has locked', (_, step) => {
    const guarded = ['Product_Twin__c', 'Ownership_Transfer__c', 'Claim_Code__c', 'Registration_Request__c', 'Email_Confirmation__c'];
    const report = lockReport(memory.org, step);
    expect(report.of(...guarded)).not.toEqual([]);
    expect(report.unlocked(...guarded)).toEqual([]);
  });
});
