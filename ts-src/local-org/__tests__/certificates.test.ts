import { X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { openLocalOrg } from '../org.ts';
import type { OpenedOrg } from '../org.ts';
import { widgetProject } from './support/widget-project.ts';

const projectDir = widgetProject();
const databaseFile = join(mkdtempSync(join(tmpdir(), 'certificates-')), 'org.db');
let org: OpenedOrg;

beforeAll(() => {
  mkdirSync(join(projectDir, 'config'), { recursive: true });
  writeFileSync(join(projectDir, 'config/local-org.json'), JSON.stringify({ certificates: ['Signing', 'Other_One'] }));
  org = openLocalOrg({ projectDir, databaseFile });
});
afterAll(() => org.close());

const admin = (): string => org.persona('admin')!.userId;
function debugged(source: string): string {
  const { success, exceptionMessage, compileProblem, debugLog } = org.executeAnonymous(admin(), source);
  if (!success) return (exceptionMessage ?? compileProblem)!;
  return debugLog.split('\n').filter((line) => line.includes('|USER_DEBUG|')).map((line) => line.slice(line.lastIndexOf('|') + 1)).join('\n');
}

test('what a certificate of the org signs, its public key verifies: in Apex by its name, elsewhere by its text', () => {
  expect(debugged(`Blob text = Blob.valueOf('text'); Blob signature = Crypto.signWithCertificate('RSA-SHA256', text, 'Signing');
    System.debug(Crypto.verify('RSA-SHA256', text, signature, 'Signing') + ' ' + Crypto.verify('RSA-SHA512', text, signature, 'Signing') + ' ' + Crypto.verify('RSA-SHA256', Blob.valueOf('texts'), signature, 'Signing') + ' ' + Crypto.verify('RSA-SHA256', text, signature, 'Other_One'));`)).toBe('true false false false');
  const certificate = new X509Certificate(org.certificates()[0]!.text);
  const spki = certificate.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  expect(debugged(`Blob text = Blob.valueOf('text'); Blob key = EncodingUtil.base64Decode('${spki}');
    System.debug(Crypto.verify('RSA-SHA256', text, Crypto.signWithCertificate('RSA-SHA256', text, 'signing'), key));`)).toBe('true');
});

test('a certificate is self-signed for a year', () => {
  const certificate = new X509Certificate(org.certificates()[0]!.text);
  expect(certificate.subject).toBe('CN=Signing');
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)).toBeGreaterThanOrEqual(365 * 86_400_000);
});

test('an unknown certificate, an algorithm of another kind and a key that is none are refused', () => {
  expect(debugged("Crypto.signWithCertificate('RSA-SHA256', Blob.valueOf('x'), 'Nope');")).toContain('System.NoDataFoundException: Data Not Available');
  expect(debugged("Crypto.signWithCertificate('ECDSA-SHA256', Blob.valueOf('x'), 'Signing');")).toContain('System.SecurityException: Invalid Crypto Key');
  expect(debugged("Crypto.signWithCertificate('RSA-MD5', Blob.valueOf('x'), 'Signing');")).toContain('Invalid algorithm: RSA-MD5');
  expect(debugged("Crypto.sign('RSA-SHA256', Blob.valueOf('x'), Blob.valueOf('no key'));")).toContain('System.SecurityException: Invalid Crypto Key');
});

test('retrieving gives the certificate out and never its private key', () => {
  const { zipFile } = org.deployments.retrieve({ types: new Map([['Certificate', ['*']]]), apiVersion: '65.0', singlePackage: true }, admin());
  const files = Object.fromEntries(Object.entries(unzipSync(zipFile)).map(([path, content]) => [path, Buffer.from(content).toString()]));
  expect(Object.keys(files).sort()).toEqual(['certs/Other_One.crt', 'certs/Other_One.crt-meta.xml', 'certs/Signing.crt', 'certs/Signing.crt-meta.xml', 'package.xml']);
  expect(new X509Certificate(files['certs/Signing.crt']!).subject).toBe('CN=Signing');
  expect(Object.values(files).join('')).not.toContain('PRIVATE');
  expect(org.deployments.list([{ type: 'Certificate' }], admin()).map(({ fullName }) => fullName)).toEqual(['Signing', 'Other_One']);
});

test('key pairs are kept beside the data for their owner alone, and found again', () => {
  const dir = join(databaseFile, '../certificates');
  expect(readdirSync(dir).sort()).toEqual(['Other_One.pem', 'Signing.pem']);
  expect(statSync(join(dir, 'Signing.pem')).mode & 0o077).toBe(0);
  const before = org.certificates()[0]!.text;
  org.close();
  org = openLocalOrg({ projectDir, databaseFile });
  expect(org.certificates()[0]!.text).toBe(before);
});
