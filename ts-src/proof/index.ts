export { canonicalJson, NotCanonical } from './canonical-json.ts';
export type { Json } from './canonical-json.ts';
export { EXPORT_SCHEMA, IDENTITY_FIELDS, readLedger } from './ledger.ts';
export type { Identity, LedgerEvent, TwinExport, UncheckedLedger } from './ledger.ts';
export { consistencyProof, inclusionProof, leafHash, nodeHash, rootOf, verifyConsistency, verifyInclusion } from './merkle.ts';
export type { Hash, ProofVerdict } from './merkle.ts';
export { checkProofVector } from './proof-vector.ts';
export { verifyLedger } from './verify-ledger.ts';
export type { LedgerVerdict, Reason } from './verify-ledger.ts';
