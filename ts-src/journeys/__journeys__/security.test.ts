import path from 'node:path';
import { apexDoors, type Door } from '../apex-doors.ts';
import { EXPECTATIONS } from '../door-expectations.ts';
import { MemoryOrg } from '../memory-org.ts';

/** Every persona knocks at every door of the package with the records of somebody else. What may happen stands in one table. */
const packageDir = path.resolve(import.meta.dirname, '../../../force-app/main');
const doors = apexDoors(packageDir);
const SERIAL = 'VICTIM-1';
const KEY = `01/09506000134352/21/${SERIAL}`;
/** Of the owner of the item; no argument below holds any of it, so that no answer can merely repeat it. */
const SECRETS = ['Vesper', 'Quillfeather', 'vesper.quill', '611223344'];
/** Staff works with orders; who comes from outside learns nothing of somebody else's. */
const ORDER = 'ORDER-7713';
const OUTSIDE = new Set(['customer', 'guest']);
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

let world: MemoryOrg;
/** Ids of what belongs to somebody else, by object. */
const ids = new Map<string, string>();
let passportId = '';

beforeAll(() => {
  world = new MemoryOrg();
  const { outcome } = world.post({
    type: 'Sold', sourceSystem: 'shop', sourceEventId: 'victim:1', occurredAt: '2026-01-31T10:00:00Z', timeZoneOffset: '+00:00', orderNumber: 'ORDER-7713', channel: 'Store', brandCode: 'maison',
    place: { storeCode: 'PAR-01', gln: null, country: 'FR' }, item: { gtin: '09506000134352', serial: SERIAL, sku: 'W-39', name: 'Oyster 39', attributes: {} }, price: { amountMinor: '129900', currency: 'EUR' },
    customer: { externalId: 'V-1', email: 'vesper.quill@example.com', firstName: 'Vesper', lastName: 'Quillfeather', phone: '+33611223344', consented: true },
  })[0]!;
  expect(outcome).toBe('created');
  for (const object of ['Product_Twin__c', 'Contact', 'Lifecycle_Event__c']) remember(object);
  const twinId = ids.get('Product_Twin__c')!;
  passportId = String(world.query('SELECT Passport_Id__c FROM Product_Twin__c')[0]!['Passport_Id__c']);
  world.aura('agent', 'OwnershipTransferController', 'start', { twinId, ownerId: ids.get('Contact'), kind: 'Gift' });
  world.aura('associate', 'ItemInspectionController', 'start', { itemKey: passportId, category: 'watch' });
  world.aura('associate', 'TradeInDeskController', 'saveDraft', { draft: { clientKey: '11111111-1111-4111-8111-111111111111', twinId, category: 'watch', storeCode: 'PAR-01', customerEmail: 'vesper.quill@example.com', payoutKind: 'Cash', currencyCode: 'EUR', answersJson: '{}' } });
  world.aura('agent', 'RepairConsoleController', 'start', { twinId, clientKey: '22222222-2222-4222-8222-222222222222', faultCodes: ['Movement'] });
  for (const object of ['Ownership_Transfer__c', 'Authenticity_Check__c', 'Trade_In__c', 'Repair__c']) remember(object);
}, 120_000);
afterAll(() => world.close());

function remember(object: string): void {
  const row = world.query(`SELECT Id FROM ${object} ORDER BY CreatedDate DESC LIMIT 1`)[0];
  if (row === undefined) throw new Error(`The world of this test has no ${object}.`);
  ids.set(object, String(row['Id']));
}

/** By the name of a parameter: the record of somebody else that it may mean. */
const RECORDS: readonly (readonly [RegExp, string])[] = [
  [/^(twin|item|record)Id$/i, 'Product_Twin__c'], [/^(contact|owner|person|receiver|actor)Id$/i, 'Contact'], [/^transferId$/i, 'Ownership_Transfer__c'], [/^tradeInId$/i, 'Trade_In__c'],
  [/^checkId$/i, 'Authenticity_Check__c'], [/^repairId$/i, 'Repair__c'], [/^eventIds?$/i, 'Lifecycle_Event__c'],
];

function argument(type: string, name: string): unknown {
  const list = /^List<(.+)>$/i.exec(type)?.[1];
  if (list !== undefined) return [argument(list, name)];
  const record = RECORDS.find(([pattern]) => pattern.test(name));
  if (record) return ids.get(record[1]);
  if (/^Id$/i.test(type)) return ids.get('Product_Twin__c');
  if (/^(Integer|Long|Decimal|Double)$/i.test(type)) return 1;
  if (/^Boolean$/i.test(type)) return true;
  if (!/^String$/i.test(type)) return { twinId: ids.get('Product_Twin__c'), clientKey: '11111111-1111-4111-8111-111111111111', size: 50 };
  if (/key$/i.test(name)) return /client/i.test(name) ? '11111111-1111-4111-8111-111111111111' : passportId;
  if (/passport/i.test(name)) return passportId;
  if (/json$/i.test(name)) return '{}';
  if (/base64|signature/i.test(name)) return PNG;
  if (/code$|text|term|serial/i.test(name)) return SERIAL;
  if (/email/i.test(name)) return 'stranger@example.com';
  return 'Stolen';
}

interface Answer {
  readonly isOpen: boolean;
  readonly text: string;
}

/** One call as the persona, undone afterwards. */
function knock(persona: string, door: Door): Answer {
  const user = world.org.persona(persona);
  if (user === undefined) throw new Error(`There is no persona ${persona}.`);
  let answer: Answer = { isOpen: false, text: '' };
  const undo = new Error('undone');
  try {
    world.org.transaction(user.userId, ({ user: { permissions } }) => {
      if (permissions.apexClass(door.className)) answer = { isOpen: true, text: call(door) };
      throw undo;
    });
  } catch (error) {
    if (error !== undo) throw error;
  }
  return answer;
}

function call(door: Door): string {
  try {
    if (door.kind === 'Http') return rest(door);
    if (door.kind === 'AuraEnabled') return JSON.stringify(world.org.apex.callAura(door.className, door.method, Object.fromEntries(door.parameters.map(({ type, name }) => [name, argument(type, name)]))).value ?? null);
    const { inputs } = world.org.apex.invocables.find(({ className }) => className === door.className)!;
    return JSON.stringify(world.org.apex.callInvocable(door.className, [Object.fromEntries(inputs.map(({ name, type }) => [name, argument(type, name)]))]));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function rest({ urlMapping, verb }: Door): string {
  const keys = /\*$/.test(urlMapping) ? [KEY, passportId, ids.get('Product_Twin__c')!] : [''];
  return keys.map((key) => {
    const uri = urlMapping.replace(/\*$/, key);
    const handler = world.org.apex.restHandler(uri, verb)!;
    const body = new TextEncoder().encode(JSON.stringify({ code: SERIAL, events: [], passportIds: [passportId] }));
    const reply = handler.invoke({ requestUri: uri, resourcePath: `/services/apexrest${uri}`, httpMethod: verb, headers: { Accept: 'application/json' }, params: {}, remoteAddress: '127.0.0.1', body: verb === 'GET' ? new Uint8Array() : body });
    return reply.body instanceof Uint8Array ? new TextDecoder().decode(reply.body) : String(reply.body);
  }).join('\n');
}

test('every door opens to whom the table says, and tells of people to nobody else', () => {
  const personas = world.org.personas;
  const expected = new Map(EXPECTATIONS.map(([door, opensTo, tellsPeopleTo]) => [door, { opensTo, tellsPeopleTo }]));
  const faults: string[] = [];
  for (const door of doors) {
    const answers = personas.map((persona) => ({ persona, ...knock(persona, door) }));
    const opensTo = answers.filter(({ isOpen }) => isOpen).map(({ persona }) => persona).join(' ');
    const tells = answers.filter(({ persona, text }) => SECRETS.some((secret) => text.includes(secret)) || (OUTSIDE.has(persona) && text.includes(ORDER)));
    const tellsPeopleTo = tells.map(({ persona }) => persona).join(' ');
    const line = `  ['${door.name}', '${opensTo}', '${tellsPeopleTo}'],`;
    const known = expected.get(door.name);
    if (known === undefined) faults.push(`${door.name} is a new door. Think about who may use it and whom it may tell of people, then add to ts-src/journeys/door-expectations.ts:\n${line}`);
    else if (known.opensTo !== opensTo || known.tellsPeopleTo !== tellsPeopleTo) faults.push(`${door.name} is not as the table says. It does:\n${line}\nThe table says:\n  ['${door.name}', '${known.opensTo}', '${known.tellsPeopleTo}'],`);
  }
  for (const door of expected.keys()) if (!doors.some(({ name }) => name === door)) faults.push(`${door} stands in the table and is no door any more.`);
  expect(faults.join('\n')).toBe('');
}, 240_000);

test('the finder finds the doors of all three kinds', () => {
  expect(new Set(doors.map(({ kind }) => kind))).toEqual(new Set(['AuraEnabled', 'InvocableMethod', 'Http']));
  expect(doors.map(({ name }) => name)).toEqual(expect.arrayContaining(['TwinController.getTwin', 'DigitalLinkResource.resolve', 'RecordItemEventsAction.record']));
});
