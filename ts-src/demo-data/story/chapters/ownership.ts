import { keyOf, type Company } from '../company.ts';
import { PICTURE } from '../picture.ts';
import { once, type Beat, type Chapter, type Tale } from '../tale.ts';

/** Sold over the counter to nobody in particular: the times are those of the tills. */
const COUNTER_SALES = [
  { serial: 'H90011801', sku: 'AUR-HB-PETITE', gtin: '09520000000042', brandCode: 'AUR', price: '125000', at: '2026-02-14T11:20:00Z', store: 'AUR-PAR-VENDOME', country: 'FR' },
  { serial: 'M9001802', sku: 'AUR-WA-PLONGEE', gtin: '09520000000073', brandCode: 'AUR', price: '780000', at: '2026-04-03T15:05:00Z', store: 'AUR-PAR-VENDOME', country: 'FR' },
  { serial: 'H90011803', sku: 'AUR-HB-RIVE', gtin: '09520000000035', brandCode: 'AUR', price: '189000', at: '2026-05-22T09:45:00Z', store: 'AUR-PAR-VENDOME', country: 'FR' },
  { serial: 'H90011804', sku: 'AUR-HB-LUNE-NOIR', gtin: '09520000000011', brandCode: 'AUR', price: '245000', at: '2026-07-08T16:30:00Z', store: 'AUR-PAR-VENDOME', country: 'FR' },
] as const;

/** Emma's requests with a receipt: what the agent said of them, or that they wait. */
const REGISTRATIONS = [
  { serial: 'M9001802', name: 'Plongée 300 diver', purchasedOn: '2026-04-03', answer: 'accepts' },
  { serial: 'H77777777', name: 'Lune shoulder bag', purchasedOn: '2025-12-20', answer: 'refuses' },
  { serial: 'H90011803', name: 'Rive tote', purchasedOn: '2026-05-22', answer: null },
  { serial: 'H90011804', name: 'Lune shoulder bag, black', purchasedOn: '2026-07-08', answer: null },
] as const;

const EMMA = 'emma.johnson@example.com';

function* counterSales(company: Company): Generator<Beat, void> {
  const isKnown = (): boolean => company.rows(`SELECT Id FROM Product_Twin__c WHERE Serial_Number__c IN ('${COUNTER_SALES.map(({ serial }) => serial).join("','")}')`).length === COUNTER_SALES.length;
  yield* once(isKnown, () => {
    const events = COUNTER_SALES.map(({ serial, sku, gtin, brandCode, price, at, store, country }) => ({
      type: 'Sold', sourceSystem: 'aurelle-boutiques', sourceEventId: `aurelle-boutiques:counter:${serial}`, occurredAt: at, channel: 'Store', place: { storeCode: store, country }, brandCode,
      price: { amountMinor: price, currency: 'EUR' }, item: { serial, sku, gtin },
    }));
    for (const { outcome, errors } of company.post<{ results: readonly { outcome: string; errors: readonly { message: string }[] }[] }>('integration', 'events', { events }).results) {
      if (outcome !== 'created' && outcome !== 'unchanged') throw new Error(errors[0]?.message ?? outcome);
    }
  });
}

/** The card in the box: Emma types its code. */
function* claim(company: Company): Generator<Beat, void> {
  const { passportId, twinId } = company.item('H90011801');
  const isOwned = (): boolean => ownerOf(company, twinId) === EMMA;
  yield* once(isOwned, () => {
    const [issued] = company.post<{ results: readonly { code: string }[] }>('integration', 'claim-codes', { items: [passportId] }).results;
    const answer = company.page<{ isDone: boolean; message: string }>('customer', 'PortalRegistrationController.claim', { code: issued!.code });
    if (!answer.isDone) throw new Error(answer.message);
  });
}

function* register(company: Company, { serial, name, purchasedOn, answer }: (typeof REGISTRATIONS)[number]): Generator<Beat, void> {
  const requestKey = keyOf(`registration ${serial}`);
  const request = (): { Id: string; Status__c: string } | undefined => company.rows<{ Id: string; Status__c: string }>(`SELECT Status__c FROM Registration_Request__c WHERE Request_Key__c = '${requestKey}'`)[0];
  yield* once(() => request() !== undefined, () => {
    company.page('customer', 'PortalRegistrationController.submit', { facts: { requestKey, itemCode: serial, itemName: name, shop: 'Aurelle, place Vendôme', purchasedOn, fileName: 'receipt.png', base64: PICTURE } });
  });
  if (answer === null) return;
  yield* once(() => request()!.Status__c !== 'Pending', () => {
    const requestId = request()!.Id;
    if (answer === 'accepts') company.page('agent', 'RegistrationReviewController.accept', { requestId, twinId: company.item(serial).twinId });
    else company.page('agent', 'RegistrationReviewController.refuse', { requestId, reason: company.page<{ value: string }[]>('agent', 'RegistrationReviewController.getReasons')[0]!.value });
  });
}

/** Lena gives her bag to Emma: the agent makes the code, Emma accepts it. Where a code was lost, a new one is made. */
function* gift(company: Company): Generator<Beat, void> {
  const { twinId, ownerId } = company.item('H10009687');
  yield* once(() => ownerOf(company, twinId) === EMMA, () => {
    for (const { transferId, status } of company.page<{ transferId: string; status: string }[]>('agent', 'OwnershipTransferController.getTransfers', { twinId })) {
      if (status === 'Offered') company.page('agent', 'OwnershipTransferController.cancel', { transferId, ownerId });
    }
    const { code } = company.page<{ code: string }>('agent', 'OwnershipTransferController.start', { twinId, ownerId, kind: 'Gift' });
    const answer = company.page<{ isDone: boolean; message: string }>('customer', 'OwnershipTransferController.accept', { code, receiverId: null });
    if (!answer.isDone) throw new Error(answer.message);
  });
}

/** Emma has offered a pair of jeans; nobody has taken them yet. */
function* offered(company: Company): Generator<Beat, void> {
  const { passportId, twinId } = company.item('K92146079');
  const transfers = (): unknown[] => company.page<unknown[]>('agent', 'OwnershipTransferController.getTransfers', { twinId });
  yield* once(() => transfers().length > 0, () => void company.page('customer', 'PortalOwnershipController.start', { passportId, kind: 'Gift' }));
}

/** A certificate of the watch, shared for its insurer. */
function* certificate(company: Company): Generator<Beat, void> {
  const { passportId } = company.item('M4540238');
  interface Certificate { readonly id: string; readonly certificateId: string; readonly isShared?: boolean }
  const issued = (): readonly Certificate[] => company.page<{ items: { passportId: string; certificates: Certificate[] }[] }>('customer', 'PortalCertificatesController.getOverview').items.find((each) => each.passportId === passportId)!.certificates;
  yield* once(() => issued().length > 0, () => void company.page('customer', 'PortalCertificatesController.issue', { passportId, kind: 'Ownership', namesHolder: true }));
}

/** Emma lends the bag that she claimed; its borrower has a link that proves it for two weeks. */
function* lending(company: Company): Generator<Beat, void> {
  const { passportId } = company.item('H90011801');
  const canLend = (): boolean => company.page<{ actions: { open: string[] } }>('customer', 'PortalItemsController.getItem', { passportId }).actions.open.includes('lend');
  const { usualDay: until } = company.page<{ usualDay: string }>('customer', 'PortalLendingController.getState', { passportId });
  yield* once(() => !canLend(), () => void company.page('customer', 'PortalLendingController.lend', { passportId, until }));
}

function ownerOf(company: Company, twinId: string): string | undefined {
  return company.rows<{ Owner_Contact__r?: { Email: string } }>(`SELECT Owner_Contact__r.Email FROM Product_Twin__c WHERE Id = '${twinId}'`)[0]?.Owner_Contact__r?.Email;
}

const tale = (title: string, play: (company: Company) => Generator<Beat, void>): Tale => ({ title, play });

export const ownership: Chapter = {
  title: 'owners',
  tales: [
    tale('sales over the counter', counterSales),
    tale('claim of H90011801', claim),
    ...REGISTRATIONS.map((each) => tale(`registration of ${each.serial}`, (company) => register(company, each))),
    tale('gift of H10009687', gift),
    tale('offer of K92146079', offered),
    tale('certificate of M4540238', certificate),
    tale('lending of H90011801', lending),
  ],
};
