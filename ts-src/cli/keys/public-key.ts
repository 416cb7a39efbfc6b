import { X509Certificate, createHash } from 'node:crypto';

/** An RSA public key as a JSON Web Key with its RFC 7638 thumbprint. */
export interface PublicKey {
  readonly kid: string;
  readonly n: string;
  readonly e: string;
}

/** The public key of a certificate. @param certificate PEM or DER @throws Error for what is no certificate with an RSA key */
export function publicKeyOf(certificate: Uint8Array): PublicKey {
  const { publicKey } = new X509Certificate(certificate);
  const { n, e } = publicKey.export({ format: 'jwk' });
  if (publicKey.asymmetricKeyType !== 'rsa' || n === undefined || e === undefined) throw new Error('its key is no RSA key');
  return { kid: thumbprint(n, e), n, e };
}

/** RFC 7638: SHA-256 of the required members in the order of their names. */
function thumbprint(n: string, e: string): string {
  return createHash('sha256').update(JSON.stringify({ e, kty: 'RSA', n })).digest('base64url');
}
