import { createPublicKey } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';

/** A public key of an issuer. */
export interface SigningKey {
  readonly kid: string;
  readonly key: KeyObject;
  /** Seconds since 1970 between which it signs; undefined: not told. */
  readonly from: number | undefined;
  readonly until: number | undefined;
}

/**
 * RSA keys of a JWK Set (RFC 7517); keys of other kinds are left out. `nbf` and `exp` of a key say when it signs.
 * @throws Error in one sentence when it is no JWK Set
 */
export function readKeys(document: unknown): ReadonlyMap<string, SigningKey> {
  if (!isObject(document) || !Array.isArray(document.keys)) throw new Error('it is no JWK Set: it has no list "keys"');
  const keys = new Map<string, SigningKey>();
  for (const jwk of document.keys as unknown[]) {
    if (!isObject(jwk) || jwk.kty !== 'RSA' || typeof jwk.kid !== 'string') continue;
    keys.set(jwk.kid, { kid: jwk.kid, key: publicKey(jwk), from: seconds(jwk.nbf), until: seconds(jwk.exp) });
  }
  return keys;
}

/** Of what might be there only the public parts are taken. */
function publicKey({ kid, n, e }: Readonly<Record<string, unknown>>): KeyObject {
  try {
    return createPublicKey({ key: { kty: 'RSA', n, e } as JsonWebKey, format: 'jwk' });
  } catch (error) {
    throw new Error(`its key ${String(kid)} cannot be read: ${(error as Error).message}`);
  }
}

const seconds = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
