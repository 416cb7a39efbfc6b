import { verify } from 'node:crypto';
import { isObject } from './jwks.ts';
import type { SigningKey } from './jwks.ts';

export type ReasonCode = 'MALFORMED' | 'ALGORITHM' | 'OTHER_TYPE' | 'UNKNOWN_KEY' | 'SIGNATURE' | 'KEY_RETIRED' | 'NOT_YET_VALID' | 'EXPIRED' | 'NOT_ISSUED' | 'REVOKED' | 'SUSPENDED';
/** What the issuer answers of a certificate; `notAsked` offline. */
export type CertificateState = 'valid' | 'revoked' | 'suspended' | 'expired' | 'unknown' | 'notAsked';

export interface CertificateReason {
  /** The rule that is broken. */
  readonly code: ReasonCode;
  /** Where, in words of the token; what stands there as text, null where it is nothing or cannot be told. */
  readonly field: string;
  readonly value: string | null;
  readonly message: string;
}

/** What a certificate proves. Everything it says is null while its signature does not hold. */
export interface CertificateVerdict {
  readonly verdict: 'valid' | 'invalid';
  readonly certificateId: string | null;
  readonly kind: 'Authenticity' | 'Ownership' | null;
  readonly item: string | null;
  readonly issuer: string | null;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly headHash: string | null;
  readonly eventCount: number | null;
  readonly kid: string | null;
  readonly status: CertificateState;
  readonly reasons: readonly CertificateReason[];
  readonly firstBreak: { readonly field: string } | null;
}

export interface VerifyOptions {
  /** Keys that the caller trusts, by their ids. */
  readonly keys: ReadonlyMap<string, SigningKey>;
  /** Milliseconds since 1970; default now. */
  readonly now?: number;
  /** What the issuer answers of the certificate with this id; absent: nobody is asked. */
  readonly status?: (certificateId: string) => Promise<CertificateState>;
}

/** Clocks differ: five minutes are let pass. */
const SKEW = 300_000;
const LONGEST = 32_768;
const TOKEN = /^([\w-]+)\.([\w-]+)\.([\w-]*)$/;
const KINDS = { ItemAuthenticityCredential: 'Authenticity', ItemOwnershipCredential: 'Ownership' } as const;
const MESSAGES: Readonly<Record<ReasonCode, string>> = {
  MALFORMED: 'This is not a certificate: it cannot be read',
  ALGORITHM: 'It is signed in a way that is not accepted, only RS256 without critical headers is',
  OTHER_TYPE: 'It is signed, but it is not a certificate of an item',
  UNKNOWN_KEY: 'It is signed with a key that is not among those given',
  SIGNATURE: 'The signature does not match: the certificate was altered or forged',
  KEY_RETIRED: 'It is signed with a key that was not in use when it claims to have been signed',
  NOT_YET_VALID: 'It is not valid yet',
  EXPIRED: 'It has expired',
  NOT_ISSUED: 'The issuer knows no certificate with its number',
  REVOKED: 'It was revoked',
  SUSPENDED: 'An inspection left questions open about the item, until they are answered it proves nothing',
};

type Fields = Readonly<Record<string, unknown>>;
interface Token {
  readonly header: Fields;
  readonly payload: Fields;
  readonly signed: string;
  readonly signature: Buffer;
}

/** Verifies a certificate with keys that the caller chose. Nothing that the token says of its algorithm, keys or addresses is followed. */
export async function verifyCertificate(text: string, options: VerifyOptions): Promise<CertificateVerdict> {
  const token = parse(text.trim());
  const kid = typeof token?.header.kid === 'string' ? token.header.kid : null;
  const fault = faultOf(token, options.keys);
  if (token === undefined || fault !== undefined) {
    const told = reason(fault ?? 'MALFORMED', token);
    return { ...NOTHING, kid, reasons: [told], firstBreak: { field: told.field } };
  }
  const facts = factsOf(token.payload);
  const reasons = timesOf(facts, options.now ?? Date.now());
  const status = facts.certificateId === null ? 'unknown' : ((await options.status?.(facts.certificateId)) ?? 'notAsked');
  if (status === 'unknown') reasons.push('NOT_ISSUED');
  if (status === 'revoked') reasons.push('REVOKED');
  if (status === 'suspended') reasons.push('SUSPENDED');
  const told = reasons.map((code) => reason(code, token, status));
  return { ...facts, verdict: told.length === 0 ? 'valid' : 'invalid', kid, status, reasons: told, firstBreak: told[0] === undefined ? null : { field: told[0].field } };
}

const NOTHING = { verdict: 'invalid', certificateId: null, kind: null, item: null, issuer: null, validFrom: null, validUntil: null, headHash: null, eventCount: null, status: 'notAsked' } as const;

const LONGEST_VALUE = 100;

function reason(code: ReasonCode, token: Token | undefined, status?: CertificateState): CertificateReason {
  const [field, found] = token === undefined ? ['certificate', undefined] : placeOf(code, token, status);
  const written = found === undefined ? null : typeof found === 'string' ? found : JSON.stringify(found);
  const value = written === null ? null : written.slice(0, LONGEST_VALUE);
  return { code, field, value, message: `${MESSAGES[code]}${value === null ? '' : `: ${field} is ${JSON.stringify(value)}`}.` };
}

/** The field that breaks the rule, and what stands there. */
function placeOf(code: ReasonCode, { header, payload }: Token, status: CertificateState | undefined): readonly [field: string, found: unknown] {
  switch (code) {
    case 'MALFORMED': return ['certificate', undefined];
    case 'ALGORITHM': return header.alg === 'RS256' ? ['header.crit', header.crit] : ['header.alg', header.alg];
    case 'OTHER_TYPE': return header.typ === 'vc+jwt' ? ['type', payload.type] : ['header.typ', header.typ];
    case 'UNKNOWN_KEY': return ['header.kid', header.kid];
    case 'SIGNATURE': return ['signature', undefined];
    case 'KEY_RETIRED':
    case 'NOT_YET_VALID': return ['validFrom', payload.validFrom];
    case 'EXPIRED': return ['validUntil', payload.validUntil];
    case 'NOT_ISSUED': return ['id', payload.id];
    case 'REVOKED':
    case 'SUSPENDED': return ['credentialStatus', status];
  }
}

function parse(text: string): Token | undefined {
  const parts = text.length > LONGEST ? null : TOKEN.exec(text);
  if (parts === null) return undefined;
  const header = objectIn(parts[1]!);
  const payload = objectIn(parts[2]!);
  return header && payload && { header, payload, signed: `${parts[1]!}.${parts[2]!}`, signature: Buffer.from(parts[3]!, 'base64url') };
}

function objectIn(part: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(part, 'base64url')));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Why nothing that the token says counts; undefined when its signature holds. */
function faultOf(token: Token | undefined, keys: ReadonlyMap<string, SigningKey>): ReasonCode | undefined {
  if (token === undefined) return 'MALFORMED';
  const { header, payload, signed, signature } = token;
  // only one algorithm is taken, whatever the token asks for: neither none nor a MAC with the public key
  if (header.alg !== 'RS256' || 'crit' in header) return 'ALGORITHM';
  const key = keys.get(String(header.kid));
  if (key === undefined) return 'UNKNOWN_KEY';
  if (!verify('sha256', Buffer.from(signed), key.key, signature)) return 'SIGNATURE';
  if (header.typ !== 'vc+jwt' || kindOf(payload) === null) return 'OTHER_TYPE';
  const signedAt = momentOf(payload.validFrom);
  if (signedAt === undefined) return 'KEY_RETIRED';
  const inUse = signedAt >= (key.from ?? -Infinity) * 1000 && signedAt < (key.until ?? Infinity) * 1000;
  return inUse ? undefined : 'KEY_RETIRED';
}

function timesOf({ validFrom, validUntil }: { readonly validFrom: string | null; readonly validUntil: string | null }, now: number): ReasonCode[] {
  const until = momentOf(validUntil);
  const reasons: ReasonCode[] = [];
  if (momentOf(validFrom)! > now + SKEW) reasons.push('NOT_YET_VALID');
  if (until === undefined || until < now - SKEW) reasons.push('EXPIRED');
  return reasons;
}

function factsOf(payload: Fields) {
  const subject = isObject(payload.credentialSubject) ? payload.credentialSubject : {};
  const history = isObject(subject.history) ? subject.history : {};
  const issuer = isObject(payload.issuer) ? payload.issuer.id : payload.issuer;
  const id = text(payload.id);
  return {
    certificateId: id?.startsWith('urn:uuid:') ? id.slice('urn:uuid:'.length) : null,
    kind: kindOf(payload), item: text(subject.id), issuer: text(issuer), validFrom: text(payload.validFrom), validUntil: text(payload.validUntil),
    headHash: text(history.headHash), eventCount: typeof history.eventCount === 'number' ? history.eventCount : null,
  };
}

function kindOf({ type }: Fields): 'Authenticity' | 'Ownership' | null {
  const types: unknown[] = Array.isArray(type) ? type : [];
  for (const [name, kind] of Object.entries(KINDS)) if (types.includes(name)) return kind;
  return null;
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function momentOf(value: unknown): number | undefined {
  const moment = typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(moment) ? undefined : moment;
}
