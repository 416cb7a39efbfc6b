import { randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** A self-signed X.509 certificate (version 3, RSA with SHA-256) of a key pair, as PEM text. */
export function selfSigned(commonName: string, keys: { readonly privateKey: KeyObject; readonly publicKey: KeyObject }, validity: { readonly from: Date; readonly to: Date }): string {
  const name = sequence(element(0x31, sequence(COMMON_NAME, element(0x0c, Buffer.from(commonName)))));
  const publicKey = keys.publicKey.export({ format: 'der', type: 'spki' });
  const toBeSigned = sequence(
    element(0xa0, integer(Buffer.from([2]))),
    integer(serialNumber()),
    SHA256_WITH_RSA,
    name,
    sequence(utcTime(validity.from), utcTime(validity.to)),
    name,
    publicKey,
  );
  const der = sequence(toBeSigned, SHA256_WITH_RSA, bits(sign('sha256', toBeSigned, keys.privateKey)));
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}/g, '$&\n').trimEnd()}\n-----END CERTIFICATE-----\n`;
}

/** Object identifiers 2.5.4.3 and 1.2.840.113549.1.1.11, in DER. */
const COMMON_NAME = Buffer.from('0603550403', 'hex');
const SHA256_WITH_RSA = Buffer.from('300d06092a864886f70d01010b0500', 'hex');

const element = (tag: number, content: Buffer): Buffer => Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
const sequence = (...parts: Buffer[]): Buffer => element(0x30, Buffer.concat(parts));
const integer = (value: Buffer): Buffer => element(0x02, value);
const bits = (value: Buffer): Buffer => element(0x03, Buffer.concat([Buffer.from([0]), value]));
/** YYMMDDhhmmssZ: good until 2049. */
const utcTime = (date: Date): Buffer => element(0x17, Buffer.from(`${date.toISOString().replace(/[-:T]|\.\d+/g, '').slice(2)}`));

function lengthOf(length: number): number[] {
  return length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

/** Positive, without leading zeros. */
function serialNumber(): Buffer {
  const serial = randomBytes(16);
  serial[0] = (serial[0]! & 0x3f) | 0x40;
  return serial;
}

