import { keyOf, type Company } from '../company.ts';
import { PICTURE } from '../picture.ts';
import { NOTHING, walk, type Beat, type Chapter, type Stop, type Tale } from '../tale.ts';

interface Handover {
  readonly serial: string;
  readonly kind: 'Recycle' | 'Donate';
  readonly partner: 'Ring_Metals' | 'Fibre_Works' | 'Open_Hands';
  readonly way: 'Store' | 'Parcel';
  /** Data is removed, with a picture that proves it. */
  readonly wipe?: true;
  readonly inPortal?: true;
  readonly until: 'Requested' | 'Handed Over' | 'Recycled' | 'Donated';
}

const HANDOVERS: readonly Handover[] = [
  { serial: 'NDL691910514', kind: 'Recycle', partner: 'Ring_Metals', way: 'Store', wipe: true, until: 'Recycled' },
  { serial: 'NDL406929679', kind: 'Recycle', partner: 'Ring_Metals', way: 'Store', wipe: true, until: 'Recycled' },
  { serial: 'K72871959', kind: 'Donate', partner: 'Open_Hands', way: 'Parcel', until: 'Donated' },
  { serial: 'NDL588950165', kind: 'Recycle', partner: 'Ring_Metals', way: 'Store', until: 'Handed Over' },
  { serial: 'NDL452970843', kind: 'Recycle', partner: 'Ring_Metals', way: 'Parcel', inPortal: true, until: 'Requested' },
];

interface HandoverView {
  readonly handoverId: string;
  readonly status: string;
  readonly dropOffCode: string | null;
}

function* handOver(company: Company, { serial, kind, partner, way, wipe, inPortal, until }: Handover): Generator<Beat, void> {
  const { twinId, passportId } = company.item(serial);
  const view = (): HandoverView | null => company.page<{ handover: HandoverView | null }>('agent', 'EndOfLifeController.getState', { twinId }).handover;
  const store = (step: string, args: Readonly<Record<string, unknown>>): void => void company.page('associate', `EndOfLifeController.${step}`, { handoverId: view()!.handoverId, ...args });
  const asked = { clientKey: keyOf(`hand-over ${serial}`), kind, way, partner };
  const stops: readonly Stop[] = [
    [NOTHING, () => void (inPortal ? company.page('customer', 'PortalEndOfLifeController.start', { passportId, ...asked }) : company.page('agent', 'EndOfLifeController.start', { twinId, ...asked }))],
    ['Requested', () => store('takeIn', { storeCode: 'AUR-PAR-VENDOME', dropOffCode: view()!.dropOffCode })],
    ['Handed Over', () => {
      if (wipe && !isWiped(company, twinId)) store('wipe', { method: 'Factory_Reset', pictureName: 'wiped.png', picture: PICTURE });
      store('take', { step: 'finish' });
    }],
  ];
  const place = stops.findIndex(([status]) => status === until);
  yield* walk(() => view()?.status ?? NOTHING, place < 0 ? stops : stops.slice(0, place), until);
}

function isWiped(company: Company, twinId: string): boolean {
  return company.page<{ handover: { wipedAt: string | null } }>('agent', 'EndOfLifeController.getState', { twinId }).handover.wipedAt !== null;
}

export const endOfLife: Chapter = {
  title: 'recycling and donations',
  tales: HANDOVERS.map((tale): Tale => ({ title: `hand-over of ${tale.serial}`, play: (company) => handOver(company, tale) })),
};
