export { canonicalJson, NotCanonical } from './canonical-json.ts';
export type { Json } from './canonical-json.ts';
export { consistencyProof, inclusionProof, leafHash, nodeHash, rootOf, verifyConsistency, verifyInclusion } from './merkle.ts';
export type { Hash, ProofVerdict } from './merkle.ts';
export { checkProofVector } from './proof-vector.ts';
