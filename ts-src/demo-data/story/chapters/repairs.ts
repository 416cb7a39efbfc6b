import { keyOf, type Company } from '../company.ts';
import { PICTURE } from '../picture.ts';
import { NOTHING, walk, type Beat, type Chapter, type Stop, type Tale } from '../tale.ts';

interface Repair {
  readonly serial: string;
  readonly fault: string;
  readonly part: string;
  readonly until: 'Approved' | 'Wrong Item' | 'Received' | 'Diagnosed' | 'Quoted' | 'Quote Approved' | 'Repaired' | 'Returned' | 'Returned Unrepaired' | 'Cancelled';
  /** What the customer pays where no warranty does, in minor units and currency; told in every year, so that each repair that goes so far has one. */
  readonly quote?: readonly [amountMinor: string, currency: string];
  /** Asked for, answered and looked at in the portal; else on the phone, by an agent. */
  readonly inPortal?: true;
}

/** Covered by the warranty and not, from asked for to back home. What the customer sees of three is in Emma's portal. */
const REPAIRS: readonly Repair[] = [
  { serial: 'NDL107333932', fault: 'Battery', part: 'Battery', quote: ['7900', 'USD'], until: 'Returned', inPortal: true },
  { serial: 'M1786539', fault: 'Wear', part: 'Clasp', quote: ['24000', 'GBP'], until: 'Quoted', inPortal: true },
  { serial: 'NDL469593507', fault: 'Sound', part: 'Speaker', until: 'Received', inPortal: true },
  { serial: 'M9475299', fault: 'Movement', part: 'Movement_Service', quote: ['65000', 'EUR'], until: 'Returned' },
  { serial: 'K85882671', fault: 'Stitching', part: 'Thread', quote: ['2900', 'EUR'], until: 'Returned' },
  { serial: 'H42758343', fault: 'Wear', part: 'Lining', quote: ['18500', 'EUR'], until: 'Returned' },
  { serial: 'H63716081', fault: 'Fastener', part: 'Clasp', quote: ['14500', 'EUR'], until: 'Repaired' },
  { serial: 'H35921589', fault: 'Stitching', part: 'Thread', until: 'Diagnosed' },
  { serial: 'M3950642', fault: 'Crystal', part: 'Crystal', quote: ['32000', 'GBP'], until: 'Quote Approved' },
  { serial: 'NDL380025906', fault: 'Screen_Cracked', part: 'Display', quote: ['21900', 'EUR'], until: 'Returned Unrepaired' },
  { serial: 'NDL231556287', fault: 'Sound', part: 'Speaker', until: 'Wrong Item' },
  { serial: 'NDL675025349', fault: 'Display', part: 'Display', until: 'Approved' },
  { serial: 'NDL684415760', fault: 'Liquid_Damage', part: 'Mainboard', until: 'Cancelled' },
];

const COVERED = ['In Warranty', 'In Repair Warranty'];

interface RepairView {
  readonly id: string;
  readonly name: string;
  readonly status: string;
}

function* repair(company: Company, tale: Repair): Generator<Beat, void> {
  const { serial, fault, part, quote, until, inPortal } = tale;
  const { twinId, passportId } = company.item(serial);
  const newest = (): RepairView | undefined => company.page<RepairView[]>('agent', 'RepairConsoleController.getRepairs', { recordId: twinId })[0];
  const take = (action: string): unknown =>
    inPortal === undefined
      ? company.page('agent', 'RepairConsoleController.take', { repairId: newest()!.id, action, reason: 'Customer' })
      : company.page('customer', 'RepairPortalController.take', { repairId: newest()!.id, action });
  const report = (step: string, more: Readonly<Record<string, unknown>> = {}) => (): void => centerReports(company, { messageId: `${serial}-${step}`, rma: newest()!.name, step, ...more });
  const ask = (): void => {
    const clientKey = keyOf(`repair ${serial}`);
    if (inPortal === undefined) company.page('agent', 'RepairConsoleController.start', { twinId, clientKey, faultCodes: [fault] });
    else company.page('customer', 'RepairPortalController.start', { passportId, clientKey, faultCodes: [fault], photos: [PICTURE] });
  };
  const work: Stop = [until === 'Returned Unrepaired' ? 'Quote Declined' : 'Repaired', report('return', { trackingNumber: `LY-${serial.slice(-6)}-FR` })];
  const repaired = report('repair', { parts: [part] });
  const quoted = quote === undefined ? repaired : report('quote', { amountMinor: quote[0], currency: quote[1] });
  const isCovered = (): boolean => COVERED.includes(company.rows<{ Coverage__c: string }>(`SELECT Coverage__c FROM Repair__c WHERE Id = '${newest()!.id}'`)[0]!.Coverage__c);
  const decided: readonly Stop[] = [
    ['Diagnosed', () => void (isCovered() ? repaired() : quoted())],
    ['Quoted', () => take(until === 'Returned Unrepaired' ? 'declineQuote' : 'approveQuote')],
    ...(until === 'Returned Unrepaired' ? [] : [['Quote Approved', repaired] satisfies Stop]),
  ];
  const arrival = until === 'Wrong Item' ? report('receive', { serial: 'NDL000000000' }) : until === 'Cancelled' ? () => void take('cancel') : report('receive', { serial });
  const stops: readonly Stop[] = [
    [NOTHING, ask],
    ['Approved', arrival],
    ['Received', report('diagnose', { faults: [fault], parts: [part], photos: [PICTURE] })],
    ...decided,
    work,
  ];
  yield* walk(() => newest()?.status ?? NOTHING, cut(stops, until), until);
}

/** Without what lies behind the end. */
function cut(stops: readonly Stop[], end: string): readonly Stop[] {
  const place = stops.findIndex(([status]) => status === end);
  if (place >= 0) return stops.slice(0, place);
  return end === 'Wrong Item' || end === 'Cancelled' ? stops.slice(0, 2) : stops;
}

interface CenterAnswer {
  readonly results: readonly { readonly outcome: string; readonly errors: readonly { readonly message: string }[] }[];
}

function centerReports(company: Company, message: Readonly<Record<string, unknown>>): void {
  const [answer] = company.post<CenterAnswer>('repair-centre', 'repairs', { messages: [message] }).results;
  if (answer!.outcome !== 'done') throw new Error(`${String(message.step)}: ${answer!.errors[0]?.message ?? answer!.outcome}`);
}

export const repairs: Chapter = {
  title: 'repairs',
  tales: REPAIRS.map((tale): Tale => ({ title: `repair of ${tale.serial}`, play: (company) => repair(company, tale) })),
};
