import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readKeys, verifyCertificate } from '../index.ts';

const NOW = Date.UTC(2026, 6, 1, 12);
const ours = generateKeyPairSync('rsa', { modulusLength: 2048 });
const another = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = (key: KeyObject, kid: string, more: object = {}): object => ({ ...key.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256', ...more });
const KEYS = readKeys({ keys: [jwk(ours.publicKey, 'ours')] });

const CLAIMS = {
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  id: 'urn:uuid:2f0b9c0e-7a3e-4f0e-9d51-0f4d2f1c7a11',
  type: ['VerifiableCredential', 'ItemOwnershipCredential'],
  issuer: { id: 'https://id.brand.example/services/apexrest/loop/v1', name: 'Brand' },
  validFrom: '2026-07-01T11:00:00Z',
  validUntil: '2026-09-29T11:00:00Z',
  credentialSubject: { id: 'https://id.gs1.org/01/09520000000028/21/SN-1', history: { headHash: 'ab'.repeat(32), eventCount: 3 } },
};
const HEADER = { alg: 'RS256', typ: 'vc+jwt', cty: 'vc', kid: 'ours' };
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
function token(claims: object = CLAIMS, header: object = HEADER, key: KeyObject = ours.privateKey): string {
  const unsigned = `${part(header)}.${part(claims)}`;
  return `${unsigned}.${sign('sha256', Buffer.from(unsigned), key).toString('base64url')}`;
}
async function codes(text: string, options: object = {}): Promise<string[]> {
  const { verdict, reasons } = await verifyCertificate(text, { keys: KEYS, now: NOW, ...options });
  expect(verdict).toBe(reasons.length === 0 ? 'valid' : 'invalid');
  return reasons.map(({ code }) => code);
}

test('a certificate tells what it is about, offline', async () => {
  expect(await verifyCertificate(`${token()}\n`, { keys: KEYS, now: NOW })).toEqual({
    verdict: 'valid', certificateId: '2f0b9c0e-7a3e-4f0e-9d51-0f4d2f1c7a11', kind: 'Ownership', item: CLAIMS.credentialSubject.id, issuer: CLAIMS.issuer.id, validFrom: CLAIMS.validFrom, validUntil: CLAIMS.validUntil,
    headHash: 'ab'.repeat(32), eventCount: 3, kid: 'ours', status: 'notAsked', reasons: [], firstBreak: null,
  });
});

test.each([['nothing', ''], ['words', 'a certificate'], ['two parts', 'e30.e30'], ['no JSON', 'YQ.YQ.YQ'], ['lists', 'W10.W10.YQ'], ['too much', `${part(HEADER)}.${'A'.repeat(40_000)}.x`]])('%s is malformed', async (_name, text) => {
  expect(await codes(text)).toEqual(['MALFORMED']);
});

test('no algorithm but RS256 is taken: not none, not a MAC with the public key, nothing critical', async () => {
  for (const alg of ['none', 'NONE', 'HS256', 'RS512', 'ES256', undefined]) expect(await codes(token(CLAIMS, { ...HEADER, alg }))).toEqual(['ALGORITHM']);
  expect(await codes(`${part({ ...HEADER, alg: 'none' })}.${part(CLAIMS)}.`)).toEqual(['ALGORITHM']);
  const unsigned = `${part({ ...HEADER, alg: 'HS256' })}.${part(CLAIMS)}`;
  const mac = createHmac('sha256', ours.publicKey.export({ format: 'pem', type: 'spki' })).update(unsigned).digest('base64url');
  expect(await codes(`${unsigned}.${mac}`)).toEqual(['ALGORITHM']);
  expect(await codes(token(CLAIMS, { ...HEADER, crit: ['b64'] }))).toEqual(['ALGORITHM']);
});

test('keys come from the caller alone: one in the token is not looked at', async () => {
  expect(await codes(token(CLAIMS, { ...HEADER, kid: 'other' }))).toEqual(['UNKNOWN_KEY']);
  const own = { ...HEADER, kid: 'theirs', jwk: another.publicKey.export({ format: 'jwk' }), jku: 'https://evil.example/jwks' };
  expect(await codes(token(CLAIMS, own, another.privateKey))).toEqual(['UNKNOWN_KEY']);
});

test('what was altered or signed with another key is a forgery', async () => {
  const [header, , signature] = token().split('.');
  expect(await codes(`${header}.${part({ ...CLAIMS, validUntil: '2036-01-01T00:00:00Z' })}.${signature}`)).toEqual(['SIGNATURE']);
  expect(await codes(token(CLAIMS, HEADER, another.privateKey))).toEqual(['SIGNATURE']);
  expect(await codes(`${token().slice(0, -4)}`)).toEqual(['SIGNATURE']);
  expect(await codes(`${header}.${part(CLAIMS)}.`)).toEqual(['SIGNATURE']);
});

test('something else that was signed is no certificate', async () => {
  expect(await codes(token(CLAIMS, { ...HEADER, typ: 'JWT' }))).toEqual(['OTHER_TYPE']);
  expect(await codes(token({ ...CLAIMS, type: ['VerifiableCredential'] }))).toEqual(['OTHER_TYPE']);
});

test('times are checked with five minutes for clocks that differ', async () => {
  const at = (now: number): Promise<string[]> => codes(token(), { now });
  const from = Date.parse(CLAIMS.validFrom);
  const until = Date.parse(CLAIMS.validUntil);
  expect([await at(from - 300_000), await at(from - 300_001)]).toEqual([[], ['NOT_YET_VALID']]);
  expect([await at(until + 300_000), await at(until + 300_001)]).toEqual([[], ['EXPIRED']]);
  expect(await codes(token({ ...CLAIMS, validUntil: 'some day' }))).toEqual(['EXPIRED']);
});

test('a past key still verifies what it signed in its time, and nothing after it', async () => {
  const seconds = Date.parse(CLAIMS.validFrom) / 1000;
  const keys = (nbf: number, exp: number): object => ({ keys: readKeys({ keys: [jwk(ours.publicKey, 'ours', { nbf, exp })] }) });
  expect(await codes(token(), keys(seconds, seconds + 1))).toEqual([]);
  expect(await codes(token(), keys(seconds - 10, seconds))).toEqual(['KEY_RETIRED']);
  expect(await codes(token(), keys(seconds + 1, seconds + 2))).toEqual(['KEY_RETIRED']);
  expect(await codes(token({ ...CLAIMS, validFrom: 7 }))).toEqual(['KEY_RETIRED']);
});

test('the issuer has the last word', async () => {
  expect(await codes(token(), { status: () => Promise.resolve('revoked') })).toEqual(['REVOKED']);
  expect(await codes(token(), { status: () => Promise.resolve('unknown') })).toEqual(['NOT_ISSUED']);
  expect(await codes(token(), { status: () => Promise.resolve('valid') })).toEqual([]);
  expect(await codes(token({ ...CLAIMS, id: 'https://elsewhere.example' }))).toEqual(['NOT_ISSUED']);
});

test.each([
  ['MALFORMED', 'certificate', null, () => 'e30.e30', {}],
  ['ALGORITHM', 'header.alg', 'none', () => token(CLAIMS, { ...HEADER, alg: 'none' }), {}],
  ['ALGORITHM', 'header.crit', '["b64"]', () => token(CLAIMS, { ...HEADER, crit: ['b64'] }), {}],
  ['UNKNOWN_KEY', 'header.kid', 'other', () => token(CLAIMS, { ...HEADER, kid: 'other' }), {}],
  ['UNKNOWN_KEY', 'header.kid', 'x'.repeat(100), () => token(CLAIMS, { ...HEADER, kid: 'x'.repeat(5000) }), {}],
  ['SIGNATURE', 'signature', null, () => token(CLAIMS, HEADER, another.privateKey), {}],
  ['OTHER_TYPE', 'header.typ', 'JWT', () => token(CLAIMS, { ...HEADER, typ: 'JWT' }), {}],
  ['OTHER_TYPE', 'type', null, () => token({ ...CLAIMS, type: undefined }), {}],
  ['KEY_RETIRED', 'validFrom', '7', () => token({ ...CLAIMS, validFrom: 7 }), {}],
  ['NOT_YET_VALID', 'validFrom', CLAIMS.validFrom, () => token(), { now: 0 }],
  ['EXPIRED', 'validUntil', CLAIMS.validUntil, () => token(), { now: Date.UTC(2030, 0) }],
  ['NOT_ISSUED', 'id', CLAIMS.id, () => token(), { status: () => Promise.resolve('unknown') }],
  ['SUSPENDED', 'credentialStatus', 'suspended', () => token(), { status: () => Promise.resolve('suspended') }],
])('%s names its place, %s, and what stands there: %s', async (code, field, value, text, options) => {
  const { reasons, firstBreak } = await verifyCertificate(text(), { keys: KEYS, now: NOW, ...(options as object) });
  expect([reasons, firstBreak]).toEqual([[{ code, field, value, message: expect.stringContaining(value === null ? '.' : `: ${field} is ${JSON.stringify(value)}.`) }], { field }]);
});

test('what is no JWK Set is refused in a sentence; keys of other kinds are left out', () => {
  for (const bad of [null, [], {}, { keys: {} }]) expect(() => readKeys(bad)).toThrow('it is no JWK Set');
  expect(() => readKeys({ keys: [{ kty: 'RSA', kid: 'x', n: 7, e: 'AQAB' }] })).toThrow('its key x cannot be read');
  expect(readKeys({ keys: [{ kty: 'EC', kid: 'x' }, { kty: 'oct', kid: 'y', k: 'secret' }, null] }).size).toBe(0);
});
