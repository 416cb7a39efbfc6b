/** Checkpoints of the log over all events: size and root at a moment, signed by the org where it has a key. */
import { createPublicKey, verify, type JsonWebKey } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson, type Json } from './canonical-json.ts';

export const CHECKPOINT_SCHEMA = 'loop/log-checkpoint/1';

const SKEW_MS = 5 * 60_000;
const hash = z.string().regex(/^[0-9a-f]{64}$/);

const shape = z.strictObject({
  kid: z.string().nullable(),
  origin: z.string(),
  root: hash,
  schema: z.literal(CHECKPOINT_SCHEMA),
  signature: z.string().nullable(),
  size: z.number().int().nonnegative(),
  time: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
});

export type Checkpoint = z.infer<typeof shape>;

/** Public keys of the org, current and past, as its JWK Set has them. */
export type PublicKeys = readonly (JsonWebKey & { readonly kid?: string })[];

/** `unchecked`: nobody said which keys are the org's. `unsigned`: the org had no key; the checkpoint proves nothing by itself. */
export type SignatureState = 'valid' | 'unsigned' | 'unchecked';

/** A sentence where it is none. */
export function readCheckpoint(value: unknown): Checkpoint | string {
  const read = shape.safeParse(value);
  return read.success ? read.data : `is no checkpoint of a log: ${read.error.issues.map((issue) => `${issue.path.join('.') || 'it'}: ${issue.message}`).join('; ')}`;
}

/** A sentence where the signature or the time is wrong. `now` in milliseconds. */
export function signatureOf(checkpoint: Checkpoint, keys: PublicKeys | undefined, now: number): SignatureState | { readonly problem: string } {
  if (Date.parse(checkpoint.time) > now + SKEW_MS) return { problem: 'is more than five minutes ahead of the clock' };
  const { signature, ...signed } = checkpoint;
  if (signature === null && checkpoint.kid === null) return 'unsigned';
  if (signature === null || checkpoint.kid === null) return { problem: 'has half a signature' };
  if (keys === undefined) return 'unchecked';
  const key = keys.find(({ kid }) => kid === checkpoint.kid);
  if (key === undefined) return { problem: `is signed with the key ${checkpoint.kid}, which is none of the org's` };
  return isSignature(key, canonicalJson(signed as unknown as Json), signature) ? 'valid' : { problem: 'is not what its key signed' };
}

function isSignature(key: JsonWebKey, text: string, signature: string): boolean {
  try {
    return verify('RSA-SHA256', Buffer.from(text, 'utf8'), createPublicKey({ key, format: 'jwk' }), Buffer.from(signature, 'base64url'));
  } catch {
    return false; // a key that is none verifies nothing
  }
}
