import { keyOf, type Company } from '../company.ts';
import { PICTURE } from '../picture.ts';
import { NOTHING, walk, type Beat, type Chapter, type Stop, type Tale } from '../tale.ts';

interface TradeIn {
  readonly serial: string;
  readonly email: string;
  readonly condition?: 'likeNew' | 'good' | 'fair' | 'worn';
  readonly battery?: number;
  readonly payout?: 'Cash' | 'Credit';
  readonly store?: string;
  /** Above the limit of the desk: a manager looks at the offer, and approves it or not. */
  readonly manager?: 'approves' | 'refuses';
  /** Between the offer and the hand-over its owner misses it: somebody else is at the desk, and a manager upholds the suspicion. */
  readonly missed?: true;
  /** The inspector finds less than was told, and the owner takes the lower offer. */
  readonly found?: 'fair' | 'worn';
  readonly until: 'Quoted' | 'Awaiting Approval' | 'Declined' | 'Accepted' | 'Completed' | 'Refused' | 'Upheld';
}

/** Those that are completed go on in the warehouse: see resale.ts. */
const TRADE_INS: readonly TradeIn[] = [
  { serial: 'NDL790668752', email: 'luca.greco@example.com', condition: 'likeNew', battery: 97, until: 'Completed' },
  { serial: 'NDL699959073', email: 'astrid.berg@example.com', battery: 92, payout: 'Credit', until: 'Completed' },
  { serial: 'NDL980558538', email: 'hugo.moreau@example.com', battery: 90, found: 'fair', until: 'Completed' },
  { serial: 'NDL686756435', email: 'mei.chen@example.com', battery: 88, until: 'Completed' },
  { serial: 'NDL533800901', email: 'carmen.ruiz@example.com', battery: 86, payout: 'Credit', until: 'Completed' },
  { serial: 'NDL785977057', email: 'carmen.ruiz@example.com', condition: 'worn', battery: 71, until: 'Completed' },
  { serial: 'H68120220', email: 'astrid.berg@example.com', condition: 'likeNew', until: 'Completed' },
  { serial: 'H81922621', email: 'ingrid.lindqvist@example.com', condition: 'fair', payout: 'Credit', until: 'Completed' },
  { serial: 'H25653928', email: 'carmen.ruiz@example.com', until: 'Completed' },
  { serial: 'M9244665', email: 'chiara.ricci@example.com', condition: 'likeNew', manager: 'approves', until: 'Completed' },
  { serial: 'NDL196968297', email: 'emre.yilmaz@example.com', condition: 'fair', battery: 84, until: 'Completed' },
  { serial: 'M4588968', email: 'lena.fischer@example.com', manager: 'approves', until: 'Awaiting Approval' },
  { serial: 'M1299392', email: 'yuki.tanaka@example.com', manager: 'refuses', until: 'Refused' },
  { serial: 'NDL465929779', email: 'isla.morgan@example.com', condition: 'likeNew', battery: 98, store: 'AUR-LON-BOND', until: 'Accepted' },
  { serial: 'NDL924751640', email: 'louis.fontaine@example.com', battery: 91, until: 'Quoted' },
  { serial: 'NDL914449885', email: 'emma.johnson@example.com', battery: 89, payout: 'Credit', until: 'Quoted' },
  { serial: 'NDL101237855', email: 'daan.bakker@example.com', battery: 90, missed: true, until: 'Upheld' },
  { serial: 'NDL418215008', email: 'louis.fontaine@example.com', condition: 'fair', battery: 79, until: 'Declined' },
];

interface TradeInView {
  readonly tradeInId: string;
  readonly clientKey: string;
  readonly status: string;
  readonly offer: { readonly offerId: string } | null;
}

function* tradeIn(company: Company, tale: TradeIn): Generator<Beat, void> {
  const { serial, email, payout = 'Cash', store = 'AUR-PAR-VENDOME', condition = 'good', battery, manager, found, missed, until } = tale;
  const { twinId, ownerId } = company.item(serial);
  const clientKey = keyOf(`trade-in ${serial}`);
  const answers = (grade: string): string => JSON.stringify(battery === undefined ? { condition: grade, working: true, box: grade === 'likeNew' } : { condition: grade, working: true, cracked: false, locked: false, battery });
  const view = (): TradeInView | undefined => company.page<TradeInView[]>('inspector', 'TradeInConsoleController.getTradeIns', { twinId }).find((each) => each.clientKey === clientKey);
  const desk = (step: string, more: Readonly<Record<string, unknown>> = {}): unknown => company.page('associate', `TradeInDeskController.${step}`, { clientKey, ...more });
  const office = (step: string, more: Readonly<Record<string, unknown>> = {}): unknown => company.page('inspector', `TradeInConsoleController.${step}`, { tradeInId: view()!.tradeInId, ...more });
  const agreed = (): Readonly<Record<string, unknown>> => ({ offerId: view()!.offer!.offerId, consent: true, signatureBase64: PICTURE });
  const draft = { clientKey, twinId, category: null, storeCode: store, customerEmail: email, payoutKind: payout, currencyCode: null, answersJson: answers(condition) };
  const stops: Stop[] = [
    [NOTHING, () => void company.page('associate', 'TradeInDeskController.saveDraft', { draft })],
    ['Draft', () => void desk('quote', { previewMinor: null })],
  ];
  if (manager === 'refuses') stops.push(['Awaiting Approval', () => void company.page('manager', 'TradeInApprovalController.refuse', { offerId: waitingOffer(company, view()!.tradeInId), reasonCode: 'Price_Too_High' })]);
  if (manager === 'approves') stops.push(['Awaiting Approval', () => void company.page('manager', 'TradeInApprovalController.approve', { offerId: waitingOffer(company, view()!.tradeInId) })]);
  stops.push(
    ['Quoted', () => {
      if (missed) company.page('agent', 'OwnershipTransferController.reportMissing', { twinId, actorId: ownerId });
      if (until === 'Declined') desk('decline');
      else desk('accept', agreed());
    }],
    ['Accepted', () => void desk('receive')],
    ['Received', () => void office('inspect', { answersJson: answers(found ?? condition) })],
  );
  if (missed) stops.splice(3, 2, ['On Hold', () => void company.page('manager', 'TradeInApprovalController.secondOpinion', { tradeInId: view()!.tradeInId, verdict: 'Upheld', reasonCode: 'Suspicion_Stays' })]);
  else if (found === undefined) stops.push(['Inspected', () => void office('complete')]);
  else {
    const counter = (): void => {
      office('addProof', { questionCode: 'condition', fileName: 'scratch.png', base64: PICTURE });
      office('counterOffer', { reasonCode: 'Worse_Condition', questionCodes: ['condition'] });
    };
    stops.push(['Inspected', counter], ['Counter Offered', () => void company.page('agent', 'TradeInConsoleController.accept', { tradeInId: view()!.tradeInId, ...agreed() })], ['Counter Accepted', () => void office('complete')]);
  }
  const isThere = (soql: string): boolean => company.rows(`${soql} '${twinId}'`).length > 0;
  const status = (): string => {
    // neither is a status: a refused offer leaves the draft as it was before it, an upheld hold stays a hold
    if (until === 'Refused' && isThere("SELECT Id FROM Trade_In_Offer__c WHERE Status__c = 'Withdrawn' AND Trade_In__r.Product_Twin__c =")) return until;
    if (until === 'Upheld' && isThere("SELECT Id FROM Trade_In__c WHERE Review_Verdict__c = 'Upheld' AND Product_Twin__c =")) return until;
    return view()?.status ?? NOTHING;
  };
  yield* walk(status, before(stops, until), until);
}

/** Without what lies behind the end. */
function before(stops: readonly Stop[], end: string): readonly Stop[] {
  const last = { Declined: 'Quoted', Refused: 'Awaiting Approval' }[end];
  const place = stops.findIndex(([status]) => status === (last ?? end));
  return place < 0 ? stops : stops.slice(0, last === undefined ? place : place + 1);
}

function waitingOffer(company: Company, tradeInId: string): string {
  return company.page<{ tradeInId: string; offerId: string }[]>('manager', 'TradeInApprovalController.getQueue').find((each) => each.tradeInId === tradeInId)!.offerId;
}

export const tradeIns: Chapter = {
  title: 'trade-ins',
  tales: TRADE_INS.map((tale): Tale => ({ title: `trade-in of ${tale.serial}`, play: (company) => tradeIn(company, tale) })),
};
