import { parseXml } from '../metadata/index.ts';
import type { Item } from './items.ts';

/** A certificate as the Metadata API gives it out: its text, never its private key. */
export interface CertificateText {
  readonly name: string;
  /** PEM. */
  readonly text: string;
  readonly keySize: number;
  readonly expires: Date;
}

/** The org's certificates as components of the type Certificate. */
export function certificateItems(certificates: readonly CertificateText[]): Item[] {
  return certificates.map(({ name, text, keySize, expires }) => {
    const path = `certs/${name}.crt`;
    const values = { caSigned: 'false', encryptedWithPlatformEncryption: 'false', expirationDate: expires.toISOString(), keySize: String(keySize), masterLabel: name, privateKeyExportable: 'false' };
    const xml = `<Certificate xmlns="http://soap.sforce.com/2006/04/metadata">${Object.entries(values).map(([key, value]) => `<${key}>${value}</${key}>`).join('')}</Certificate>`;
    return { type: 'Certificate', fullName: name, file: path, parts: [{ kind: 'file', path, read: () => Buffer.from(text) }, { kind: 'xml', path: `${path}-meta.xml`, root: parseXml(xml) }] };
  });
}
