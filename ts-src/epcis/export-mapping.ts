/** What each event of the ledger is in the words of EPCIS and CBV 2.0. */
export interface Meaning {
  readonly bizStep?: string;
  readonly disposition?: string;
  readonly persistentDisposition?: { readonly set?: readonly string[]; readonly unset?: readonly string[] };
  /** What happens to ownership: the party of the event takes the item over, it goes back to the brand, or the party joins or leaves. */
  readonly ownership?: 'taken' | 'given back' | 'joined' | 'left';
}

const step = (bizStep: string, disposition?: string, ownership?: Meaning['ownership']): Meaning => ({
  bizStep, ...(disposition === undefined ? {} : { disposition }), ...(ownership === undefined ? {} : { ownership }),
});

/** CBV has no step of an offer, of lending, and none of handing an item back to its owner: they are `other`. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  Sold: step('retail_selling', 'retail_sold', 'taken'),
  Returned: step('receiving', 'returned', 'given back'),
  Corrected: step('other', 'active'),
  'Trade-In Quoted': step('other', 'active'),
  'Trade-In Accepted': step('other', 'active'),
  'Trade-In Declined': step('other', 'active'),
  'Trade-In Received': step('receiving', 'returned'),
  'Trade-In Inspected': step('inspecting', 'in_progress'),
  'Trade-In Counter Offered': step('other', 'in_progress'),
  'Trade-In Completed': step('accepting', 'returned', 'given back'),
  'Trade-In Stopped': step('other', 'in_progress'),
  'Returned to Customer': step('other', 'active'),
  'Routed to Refurbish': step('repairing', 'unavailable'),
  'Routed to Resell': step('stocking', 'sellable_accessible'),
  'Routed to Recycle': step('collecting'),
  'Handed Over': step('collecting', 'in_progress'),
  'Data Wiped': step('inspecting', 'in_progress'),
  'Given Back': step('other', 'active'),
  Recycled: step('destroying', 'destroyed', 'given back'),
  Donated: step('other', 'active', 'given back'),
  'Repair Requested': step('other', 'active'),
  'Repair Authorised': step('other', 'active'),
  'Repair Cancelled': step('other', 'active'),
  'Repair Received': step('receiving', 'in_progress'),
  'Repair Diagnosed': step('inspecting', 'in_progress'),
  'Repair Quoted': step('other', 'in_progress'),
  'Repair Quote Approved': step('other', 'in_progress'),
  'Repair Quote Declined': step('other', 'in_progress'),
  Repaired: step('repairing', 'in_progress'),
  'Returned from Repair': step('shipping', 'in_transit'),
  'Received at Warehouse': step('receiving', 'in_progress'),
  Graded: step('inspecting', 'in_progress'),
  Refurbished: step('repairing', 'in_progress'),
  Listed: step('stocking', 'sellable_accessible'),
  Delisted: step('holding', 'non_sellable_other'),
  'Reported Stolen': { persistentDisposition: { set: ['stolen'] } },
  Recovered: { persistentDisposition: { unset: ['stolen'] } },
  Locked: step('holding', 'non_sellable_other'),
  Authenticated: step('inspecting', 'active'),
  Inspected: step('inspecting', 'active'),
  Unlocked: step('other', 'active'),
  Registered: step('other', 'active', 'taken'),
  'Ownership Transferred': step('other', 'active', 'taken'),
  'Ownership Transfer Undone': step('other', 'active', 'taken'),
  'Ownership Reclaimed': step('other', 'active', 'given back'),
  'Joint Owner Added': step('other', 'active', 'joined'),
  'Joint Owner Removed': step('other', 'active', 'left'),
  Identified: step('commissioning', 'active'),
  Lent: step('other', 'active'),
  'Lending Ended': step('other', 'active'),
};

/** A type that the table does not name is told by `loop:eventType` alone. */
export function meaningOf(type: string): Meaning {
  return MEANINGS[type] ?? step('other');
}

export const MAPPED_TYPES: readonly string[] = Object.keys(MEANINGS);
