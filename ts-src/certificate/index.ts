/** Certificates of items (W3C Verifiable Credentials as `vc+jwt`): verified with a JWK Set, with no org at all. */
export { readKeys, type SigningKey } from './jwks.ts';
export { verifyCertificate, type CertificateReason, type CertificateState, type CertificateVerdict } from './verify-certificate.ts';
