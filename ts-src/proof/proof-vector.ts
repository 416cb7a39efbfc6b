/** Files that hold one inclusion or consistency proof, hashes in base64: the vector format of transparency-dev/merkle. */
import { z } from 'zod';
import { verifyConsistency, verifyInclusion } from './merkle.ts';
import type { Hash, ProofVerdict } from './merkle.ts';

const hash = z.base64().transform((text): Hash => new Uint8Array(Buffer.from(text, 'base64')));
const size = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const proof = z.array(hash).nullable().transform((steps) => steps ?? []);

const inclusion = z.object({ leafIdx: size, treeSize: size, root: hash, leafHash: hash, proof });
const consistency = z.object({ size1: size, size2: size, root1: hash, root2: hash, proof });

/** A file that is no vector at all is invalid too; the reason names field and rule. */
export function checkProofVector(vector: unknown): ProofVerdict {
  const isInclusion = typeof vector === 'object' && vector !== null && 'leafIdx' in vector;
  const read = isInclusion ? inclusion.safeParse(vector) : consistency.safeParse(vector);
  if (!read.success) {
    return { valid: false, reason: read.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`).join('; ') };
  }
  if ('leafIdx' in read.data) {
    const { leafIdx, treeSize, leafHash, proof: steps, root } = read.data;
    return verifyInclusion(leafIdx, treeSize, leafHash, steps, root);
  }
  const { size1, size2, root1, root2, proof: steps } = read.data;
  return verifyConsistency(size1, size2, root1, root2, steps);
}
