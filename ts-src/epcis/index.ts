/** EPCIS 2.0: hashes of events, ledgers as EPCIS documents, events of partners as item events. */
export { eventHash, preHashString, type Fields } from './event-hash.ts';
export { eventsOf, type FileEvent, type OpenFile } from './event-file.ts';
export { itemOf } from './digital-link.ts';
export { prefixesOf } from './context.ts';
export { epcisDocument } from './export-document.ts';
export { MAPPED_TYPES } from './export-mapping.ts';
export { epcisSource, NO_EVENT } from './import-source.ts';
export type { ItemsHeld } from './held-events.ts';
export { verifyDocument } from './verify-document.ts';
