import type { Company } from '../company.ts';
import { PICTURE } from '../picture.ts';
import { once, type Beat, type Chapter, type Tale } from '../tale.ts';

const STOLEN = 'M8136180';
/** Seen in Paris and a moment later in Tokyo. */
const COPIED = 'H43318949';
const UNTAGGED = '00300002';
const RECALL = 'Charging port of the Nordlys P5';

interface TwinRow {
  readonly Id: string;
  readonly Identity_Status__c: string;
}

interface Inspection {
  readonly checkId: string;
  readonly status: string;
  readonly questions: readonly { readonly code: string; readonly needsPhoto: boolean }[];
}

/** Looked at in the store by the checklist; `doubt`: the code of what was not as it should be. */
const INSPECTIONS = [
  { serial: 'H21396458', doubt: null },
  { serial: 'H18195588', doubt: 'stitching' },
] as const;

function* stolen(company: Company): Generator<Beat, void> {
  const { twinId, ownerId } = company.item(STOLEN);
  const isHeld = (): boolean => company.rows(`SELECT Id FROM Product_Twin__c WHERE Id = '${twinId}' AND Hold__c = 'Stolen'`).length > 0;
  yield* once(isHeld, () => void company.page('agent', 'OwnershipTransferController.reportMissing', { twinId, actorId: ownerId }));
  yield* once(() => isScanned(company, twinId), () => void company.page('associate', 'ItemInspectionController.verify', { text: STOLEN, latitude: null, longitude: null, presenterEmail: null }));
}

function* copied(company: Company): Generator<Beat, void> {
  const { passportId, twinId } = company.item(COPIED);
  yield* once(() => isScanned(company, twinId), () => {
    company.page('guest', 'PassportController.verify', { text: passportId, latitude: 48.87, longitude: 2.33 });
    company.page('guest', 'PassportController.verify', { text: passportId, latitude: 35.66, longitude: 139.7 });
  });
}

function* genuine(company: Company, serial: string): Generator<Beat, void> {
  const { passportId, twinId } = company.item(serial);
  yield* once(() => isScanned(company, twinId), () => void company.page('guest', 'PassportController.verify', { text: passportId, latitude: null, longitude: null }));
}

function* inspect(company: Company, { serial, doubt }: (typeof INSPECTIONS)[number]): Generator<Beat, void> {
  const { passportId } = company.item(serial);
  const isDone = (): boolean => company.page<Inspection[]>('associate', 'ItemInspectionController.getInspections', { itemKey: passportId }).some(({ status }) => status === 'Completed');
  yield* once(isDone, () => {
    const { checkId, questions } = company.page<Inspection>('associate', 'ItemInspectionController.start', { itemKey: passportId, category: null });
    for (const { code, needsPhoto } of questions) {
      if (needsPhoto) company.page('associate', 'ItemInspectionController.addPhoto', { checkId, questionCode: code, fileName: `${code}.png`, base64: PICTURE });
    }
    const answersJson = JSON.stringify(Object.fromEntries(questions.map(({ code }) => [code, code === doubt ? 'wrong' : 'right'])));
    company.page('associate', 'ItemInspectionController.complete', { checkId, answersJson, storeCode: 'AUR-PAR-VENDOME' });
  });
}

/** A record that administrators make: it touches no history. */
function* recall(company: Company): Generator<Beat, void> {
  yield* once(() => company.rows(`SELECT Id FROM Product_Recall__c WHERE Name = '${RECALL}'`).length > 0, () => {
    company.apex('admin', `insert as user new Product_Recall__c(Name = '${RECALL}', GTIN__c = '09520000000080', Serial_From__c = 'NDL560000000', Serial_To__c = 'NDL569999999', Status__c = 'Active',
      Reason__c = 'The charging port may get hot.', Advice__c = 'Do not charge it. Bring it to a store: we replace the port free of charge.');`);
  });
}

/** A marketplace tells of a sale of an item that somebody else owns: kept apart, for a person to look at. */
function* quarantined(company: Company): Generator<Beat, void> {
  const { gtin, sku, brandCode } = company.item('M4425453');
  const sourceEventId = 'atlas-market:order:58113:item:1';
  yield* once(() => company.rows(`SELECT Id FROM Quarantined_Event__c WHERE Source_Event_Id__c = '${sourceEventId}'`).length > 0, () => {
    company.post('integration', 'events', {
      events: [{
        type: 'Sold', sourceSystem: 'atlas-market', sourceEventId, occurredAt: '2026-06-30T18:12:00Z', orderNumber: '58113', channel: 'Online', place: { country: 'IT' }, brandCode,
        price: { amountMinor: '512000', currency: 'EUR' }, item: { gtin, sku, serial: 'M4425453' },
      }],
    });
  });
}

/** Emma's first jeans were sold before the label began to sew in tags: she has one sewn in, and the store gives them its serial. */
function* identified(company: Company): Generator<Beat, void> {
  const [jeans] = company.rows<TwinRow>(`SELECT Identity_Status__c FROM Product_Twin__c WHERE Order_Number__c = '${UNTAGGED}' AND Brand_Code__c = 'KES'`);
  if (jeans === undefined) throw new Error(`No jeans have the order number ${UNTAGGED}.`);
  yield* once(() => jeans.Identity_Status__c !== 'Awaiting Serial', () => void company.page('associate', 'ItemIdentityController.identify', { twinId: jeans.Id, serial: 'K20300002', gtin: null, imei: null }));
}

function isScanned(company: Company, twinId: string): boolean {
  return company.rows(`SELECT Id FROM Scan_Count__c WHERE Product_Twin__c = '${twinId}'`).length > 0;
}

const tale = (title: string, play: (company: Company) => Generator<Beat, void>): Tale => ({ title, play });

export const checks: Chapter = {
  title: 'checks and holds',
  tales: [
    tale(`loss report of ${STOLEN}`, stolen),
    tale(`scans of ${COPIED}`, copied),
    ...['H61320315', 'M4425453', 'NDL684415760'].map((serial) => tale(`scan of ${serial}`, (company) => genuine(company, serial))),
    ...INSPECTIONS.map((each) => tale(`inspection of ${each.serial}`, (company) => inspect(company, each))),
    tale(`serial of the jeans of order ${UNTAGGED}`, identified),
    tale('recall', recall),
    tale('message in quarantine', quarantined),
  ],
};
