import { lockReport, withRace } from '../../local-org/race/index.ts';
import { MemoryOrg } from '../memory-org.ts';

/** Repairs of one item by several at once: one wins, and everybody else gets a clear answer. */
let memory: MemoryOrg;
let reno: string;
beforeAll(() => {
  memory = new MemoryOrg();
  memory.apex('admin', "insert new Product2(Name = 'Oyster 39', ProductCode = 'W-39', Family = 'watch', Brand_Code__c = 'MAISON', Warranty_Months__c = 240, IsActive = true);");
  memory.apex(
    'admin',
    `Id profileId = [SELECT Id FROM Profile WHERE Name = 'Minimum Access - API Only Integrations'].Id;
     User reno = new User(Username = 'reno@loop.example', LastName = 'Reno', Alias = 'reno', CommunityNickname = 'reno', Email = 'reno@loop.example', ProfileId = profileId, TimeZoneSidKey = 'America/Los_Angeles',
       LocaleSidKey = 'en_US', LanguageLocaleKey = 'en_US', EmailEncodingKey = 'UTF-8', Repair_Center_Code__c = 'Reno');
     insert reno;
     insert new PermissionSetAssignment(AssigneeId = reno.Id, PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Loop_Repair_Center'].Id);`,
  );
  reno = memory.query("SELECT Id FROM User WHERE Username = 'reno@loop.example'")[0]!.Id as string;
}, 120_000);
afterAll(() => memory.close());

let number = 0;
let serial: string;
beforeEach(() => { serial = `R${number++}`; });

const twinId = (): string => memory.query(`SELECT Id FROM Product_Twin__c WHERE Serial_Number__c = '${serial}'`)[0]!.Id as string;
const repairs = (): Record<string, unknown>[] => memory.query(`SELECT Id, Name, Status__c, Center_Code__c FROM Repair__c WHERE Product_Twin__r.Serial_Number__c = '${serial}'`);
const recordedTypes = (): unknown[] => memory.query(`SELECT Event_Type__c FROM Lifecycle_Event__c WHERE Product_Twin__r.Serial_Number__c = '${serial}' ORDER BY Sequence__c`).map((row) => row.Event_Type__c);
const lyon = (): string => memory.org.persona('repair-centre')!.userId;

function sell(): string {
  const [result] = memory.post({
    type: 'Sold', sourceSystem: 'shopify:repairs', sourceEventId: serial, occurredAt: '2026-03-01T10:00:00Z', channel: 'Online', brandCode: 'MAISON', price: { amountMinor: '129900', currency: 'EUR' },
    item: { serial, sku: 'W-39', name: 'Oyster 39' }, customer: { email: `${serial}@example.com`.toLowerCase(), firstName: 'Ada', lastName: `Buyer ${serial}`, consented: true },
  });
  expect(result?.outcome).toBe('created');
  return twinId();
}

let keys = 0;
/** Begins a repair as an agent; the status, or the sentence that refused it. */
function start(itemId: string): string {
  const clientKey = `00000000-0000-4000-8000-${String(keys++).padStart(12, '0')}`;
  return told(() => memory.aura('agent', 'RepairConsoleController', 'start', { twinId: itemId, clientKey, faultCodes: ['Movement'] }));
}

function told(step: () => unknown): string {
  try {
    return step() as string;
  } catch (refused) {
    return (refused as Error).message;
  }
}

const rmaNumber = (): string => repairs()[0]!.Name as string;

/** What a center is told when it opens the parcel: `outcome`, and the rule that was broken. */
function receive(userId: string, messageId: string, rma = rmaNumber()): string {
  return told(() => {
    const uri = '/loop/v1/repairs';
    const body = new TextEncoder().encode(JSON.stringify({ messages: [{ messageId, rma, step: 'receive', serial }] }));
    const reply = memory.org.transaction(userId, () =>
      memory.org.apex.restHandler(uri, 'POST')!.invoke({ requestUri: uri, resourcePath: `/services/apexrest${uri}`, httpMethod: 'POST', headers: {}, params: {}, remoteAddress: '127.0.0.1', body }));
    const text = reply.body instanceof Uint8Array ? new TextDecoder().decode(reply.body) : String(reply.body);
    const { results, error } = JSON.parse(text) as { results?: { outcome: string; errors: { rule: string }[] }[]; error?: { message: string } };
    return error?.message ?? [results![0]!.outcome, ...results![0]!.errors.map(({ rule }) => rule)].join(' ');
  });
}

test('of two repairs that are asked for at once, one begins and the other is told of it', () => {
  const itemId = sell();
  let theirs = '';
  const { value } = withRace(memory.org, { afterRead: 'User', compete: () => { theirs = start(itemId); } }, () => start(itemId));
  expect([theirs, value]).toEqual(['Approved', `A repair of this item is under way already: ${repairs()[0]!.Name as string}`]);
  expect([repairs().length, recordedTypes()]).toEqual([1, ['Sold', 'Repair Requested', 'Repair Authorised']]);
});

test('of two centers that open a parcel at once, one has the repair and the other is told so', () => {
  start(sell());
  const [rma, center] = [rmaNumber(), lyon()];
  let theirs = '';
  const { value } = withRace(memory.org, { afterRead: 'Repair_Message__c', compete: () => { theirs = receive(reno, 'reno-1', rma); } }, () => receive(center, 'lyon-1', rma));
  expect([theirs, value]).toEqual(['done', 'refused otherCenter']);
  expect(repairs()).toMatchObject([{ Status__c: 'Received', Center_Code__c: 'Reno' }]);
  expect(recordedTypes().filter((type) => type === 'Repair Received')).toHaveLength(1);
});

test('a message that comes twice at the same moment is carried out once', () => {
  start(sell());
  const [rma, center] = [rmaNumber(), lyon()];
  let theirs = '';
  const { value } = withRace(memory.org, { afterRead: 'Repair_Message__c', compete: () => { theirs = receive(center, 'twice', rma); } }, () => receive(center, 'twice', rma));
  expect([theirs, value]).toEqual(['done', 'unchanged']);
  expect(recordedTypes().filter((type) => type === 'Repair Received')).toHaveLength(1);
});

test('one who comes while the repair is locked is told to try again', () => {
  start(sell());
  const [rma, center] = [rmaNumber(), lyon()];
  let theirs = '';
  const { competitor } = withRace(memory.org, { afterRead: 'Repair__c', nth: 2, whenLocked: 'fails', compete: () => { theirs = receive(reno, 'busy', rma); } }, () => receive(center, 'first', rma));
  expect([competitor, theirs]).toEqual(['failed', 'Somebody else is working on this item. Try again.']);
  expect(repairs()).toMatchObject([{ Status__c: 'Received', Center_Code__c: 'Lyon' }]);
});

describe('every step locks what it changes', () => {
  const GUARDED = ['Product_Twin__c', 'Repair__c', 'Case'];
  const steps: Readonly<Record<string, (repairId: string) => unknown>> = {
    'a receipt': () => receive(lyon(), `locks-${serial}`),
    'a cancellation': (repairId) => memory.aura('agent', 'RepairConsoleController', 'take', { repairId, action: 'cancel', reason: 'Other' }),
  };

  test.each(Object.keys(steps))('%s', (name) => {
    start(sell());
    const repairId = repairs()[0]!.Id as string;
    const report = lockReport(memory.org, () => steps[name]!(repairId));
    expect(report.of(...GUARDED)).not.toEqual([]);
    expect(report.unlocked(...GUARDED)).toEqual([]);
  });
});
