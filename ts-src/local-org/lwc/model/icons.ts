/** Standard objects whose SLDS icon has another name than the object. */
const ICON_OF_OBJECT: Readonly<Record<string, string>> = {
  Asset: 'asset_object', ContentDocument: 'file', Individual: 'individual', Order: 'orders', OrderItem: 'order_item', Pricebook2: 'pricebook',
  PricebookEntry: 'pricebook_entry', Product2: 'product', ReturnOrder: 'return_order', ServiceAppointment: 'service_appointment', WorkOrder: 'work_order', WorkOrderLineItem: 'work_order_item',
};

const OF_THEIR_OWN = new Set(['account', 'campaign', 'case', 'contact', 'contract', 'dashboard', 'event', 'lead', 'opportunity', 'quote', 'report', 'task', 'user', 'entitlement', 'solution', 'group', 'asset_object']);

/** `Custom57: Building Block` -> `custom:custom57`. */
export function iconOfMotif(motif: string | undefined): string | undefined {
  const number = /^Custom(\d+)/.exec(motif ?? '')?.[1];
  return number ? `custom:custom${number}` : undefined;
}

export function iconOfObject(objectApiName: string): string {
  const named = ICON_OF_OBJECT[objectApiName];
  if (named) return `standard:${named}`;
  const lower = objectApiName.toLowerCase();
  return OF_THEIR_OWN.has(lower) ? `standard:${lower}` : 'standard:record';
}
