/** What each event of the ledger is in the words of EPCIS and CBV 2.0. */
export interface Meaning {
  readonly bizStep?: string;
  /** None where the event leaves the condition of the item as it was: EPCIS presumes it to hold until another event says otherwise. */
  readonly disposition?: string;
  readonly persistentDisposition?: { readonly set?: readonly string[]; readonly unset?: readonly string[] };
  /** OBSERVE without one. An identity is given to the item (ADD), or the item ends (DELETE). */
  readonly action?: 'ADD' | 'DELETE';
  /** What happens to ownership: the party of the event takes the item over, it goes back to the brand, or the party joins or leaves. */
  readonly ownership?: 'taken' | 'given back' | 'joined' | 'left';
  /** The item is not at the place of the event afterwards: it has no bizLocation. */
  readonly leaves?: true;
  /** The disposition is that of the lock, and says nothing of the item. */
  readonly locks?: true;
  /** The disposition of the item is what it is without its lock. */
  readonly unlocks?: true;
}

const step = (bizStep: string, disposition?: string, more: Meaning = {}): Meaning => ({ bizStep, ...(disposition === undefined ? {} : { disposition }), ...more });

const taken: Meaning = { ownership: 'taken' };
const givenBack: Meaning = { ownership: 'given back' };
const leaves: Meaning = { leaves: true };

/** CBV has no step of an offer, of an agreement or of telling whose an item is: they are `other`. `accepting` is every change of possession or ownership. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  Sold: step('retail_selling', 'retail_sold', { ...taken, ...leaves }),
  Returned: step('receiving', 'returned', givenBack),
  Corrected: step('other'),
  'Trade-In Quoted': step('other', undefined, leaves),
  'Trade-In Accepted': step('other', undefined, leaves),
  'Trade-In Declined': step('other', undefined, leaves),
  'Trade-In Received': step('receiving', 'returned'),
  'Trade-In Inspected': step('inspecting', 'in_progress'),
  'Trade-In Counter Offered': step('other', 'in_progress'),
  'Trade-In Completed': step('accepting', 'returned', givenBack),
  'Trade-In Stopped': step('other', 'in_progress'),
  'Returned to Customer': step('accepting', 'retail_sold', leaves),
  'Routed to Refurbish': step('repairing', 'unavailable'),
  'Routed to Resell': step('stocking', 'sellable_accessible'),
  'Routed to Recycle': step('collecting'),
  'Handed Over': step('collecting', 'in_progress'),
  'Data Wiped': step('other', 'in_progress'),
  'Given Back': step('accepting', 'retail_sold', leaves),
  Recycled: step('destroying', 'destroyed', { ...givenBack, ...leaves, action: 'DELETE' }),
  Donated: step('accepting', undefined, { ...givenBack, ...leaves }),
  'Repair Requested': step('other'),
  'Repair Authorised': step('other'),
  'Repair Cancelled': step('other'),
  'Repair Received': step('receiving', 'in_progress'),
  'Repair Diagnosed': step('inspecting', 'in_progress'),
  'Repair Quoted': step('other', 'in_progress'),
  'Repair Quote Approved': step('other', 'in_progress'),
  'Repair Quote Declined': step('other', 'in_progress'),
  Repaired: step('repairing', 'in_progress'),
  'Returned from Repair': step('shipping', 'in_transit', leaves),
  'Received at Warehouse': step('receiving', 'in_progress'),
  Graded: step('inspecting', 'in_progress'),
  Refurbished: step('repairing', 'in_progress'),
  Listed: step('stocking', 'sellable_accessible'),
  Delisted: step('holding', 'non_sellable_other'),
  'Reported Stolen': { persistentDisposition: { set: ['stolen'] } },
  Recovered: { persistentDisposition: { unset: ['stolen'] } },
  Locked: step('holding', 'non_sellable_other', { locks: true }),
  Unlocked: step('other', undefined, { unlocks: true }),
  Authenticated: step('inspecting', 'conformant'),
  Inspected: step('inspecting'),
  Registered: step('other', 'retail_sold', taken),
  'Ownership Transferred': step('accepting', 'retail_sold', taken),
  'Ownership Transfer Undone': step('accepting', 'retail_sold', taken),
  'Ownership Reclaimed': step('accepting', undefined, givenBack),
  'Joint Owner Added': step('accepting', undefined, { ownership: 'joined' }),
  'Joint Owner Removed': step('accepting', undefined, { ownership: 'left' }),
  Identified: step('commissioning', undefined, { action: 'ADD' }),
  Lent: step('accepting'),
  'Lending Ended': step('accepting'),
};

/** A type that the table does not name is told by `loop:eventType` alone. */
export function meaningOf(type: string): Meaning {
  return MEANINGS[type] ?? step('other');
}

export const MAPPED_TYPES: readonly string[] = Object.keys(MEANINGS);
