import { createCipheriv, createDecipheriv, createHmac, createPrivateKey, createPublicKey, hash, randomBytes, randomUUID, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { current } from '../../../execution/context.ts';
import { ApexBlob } from '../../../values/index.ts';
import { hashText } from '../equality.ts';
import { IllegalArgumentException, InvalidParameterValueException, NoDataFoundException, SecurityException, StringException, raise } from '../exceptions.ts';
import { missing, missingMembers, standardClass, statics } from '../missing.ts';
import { mount } from '../mount.ts';
import { required } from './numbers.ts';

export const blob = statics('Blob', {
  valueof: (text: string): ApexBlob => ApexBlob.fromText(required(text)),
  topdf: (): never => missing('Blob.toPdf'),
});

mount(ApexBlob, {
  tostring(this: ApexBlob): string {
    const text = this.toTextStrict();
    if (text === null) throw raise(StringException, 'BLOB is not a valid UTF-8 string');
    return text;
  },
  hashcode(this: ApexBlob): number {
    return hashText(this.toHex());
  },
});
Object.setPrototypeOf(ApexBlob.prototype, missingMembers('Blob', Object.prototype));

export const encodingutil = statics('EncodingUtil', {
  base64encode: (value: ApexBlob): string => required(value).toBase64(),
  base64decode: (text: string): ApexBlob => ApexBlob.fromBase64(required(text)),
  converttohex: (value: ApexBlob): string => required(value).toHex(),
  convertfromhex(text: string): ApexBlob {
    if (!/^(?:[0-9a-fA-F]{2})*$/.test(required(text))) throw raise(InvalidParameterValueException, 'Unrecognized hex string');
    return new ApexBlob(Buffer.from(text, 'hex'));
  },
  urlencode: (text: string, charset: string): string => (utf8(charset), encodeURIComponent(required(text).replace(LONE_SURROGATE, '?')).replace(/%20/g, '+').replace(/[!'()~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)),
  urldecode(text: string, charset: string): string {
    utf8(charset);
    if (/%.?$/.test(required(text))) throw raise(IllegalArgumentException, 'URLDecoder: Incomplete trailing escape (%) pattern');
    if (/%(?![0-9a-f]{2})/i.test(text)) throw raise(IllegalArgumentException, 'URLDecoder: Illegal hex characters in escape (%) pattern');
    // bytes that are no UTF-8 become replacement characters, as in Java
    return text.replaceAll('+', ' ').replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8'));
  },
});

/** Half a character has no UTF-8: Java writes a question mark. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

function utf8(charset: string): void {
  if (!/^utf-?8$/i.test(required(charset))) missing(`EncodingUtil with the charset ${charset}`);
}

const DIGESTS: Readonly<Record<string, string>> = {
  md5: 'md5', sha1: 'sha1', 'sha-1': 'sha1', sha256: 'sha256', 'sha-256': 'sha256', sha512: 'sha512', 'sha-512': 'sha512', 'sha3-256': 'sha3-256', 'sha3-384': 'sha3-384', 'sha3-512': 'sha3-512', sha384: 'sha384', 'sha-384': 'sha384',
};

function digestName(algorithm: string): string {
  const name = DIGESTS[required(algorithm).toLowerCase()];
  if (name === undefined) throw raise(NoDataFoundException, `Invalid algorithm: ${algorithm}`);
  return name;
}

function macName(algorithm: string): string {
  const match = /^hmac(.+)$/i.exec(required(algorithm));
  if (match === null) throw raise(NoDataFoundException, `Invalid algorithm: ${algorithm}`);
  return digestName(match[1]!);
}

/** `RSA`, `RSA-SHA256`, `ECDSA-SHA256`… -> the digest that is signed. */
function signDigest(algorithm: string): { digest: string; ecdsa: boolean } {
  const name = required(algorithm).toUpperCase();
  if (name === 'RSA' || name === 'RSA-SHA1') return { digest: 'sha1', ecdsa: false };
  const match = /^(RSA|ECDSA)-SHA(256|384|512)$/.exec(name);
  if (match === null) throw raise(NoDataFoundException, `Invalid algorithm: ${algorithm}`);
  return { digest: `sha${match[2]}`, ecdsa: match[1] === 'ECDSA' };
}

function cipherName(algorithm: string, key: ApexBlob): string {
  const match = /^AES(128|192|256)$/i.exec(required(algorithm));
  if (match === null) throw raise(NoDataFoundException, `Invalid algorithm: ${algorithm}`);
  const bytes = Number(match[1]) / 8;
  if (required(key).size() !== bytes) throw raise(InvalidParameterValueException, `Invalid private key. Must be ${bytes} bytes.`);
  return `aes-${match[1]}-cbc`;
}

function encryptBytes(algorithm: string, key: ApexBlob, iv: Uint8Array, data: ApexBlob): Uint8Array {
  if (iv.byteLength !== 16) throw raise(InvalidParameterValueException, 'Invalid initialization vector. Must be 16 bytes.');
  const cipher = createCipheriv(cipherName(algorithm, key), key.bytes, iv);
  return Buffer.concat([cipher.update(required(data).bytes), cipher.final()]);
}

function decryptBytes(algorithm: string, key: ApexBlob, iv: Uint8Array, data: Uint8Array): ApexBlob {
  if (iv.byteLength !== 16) throw raise(InvalidParameterValueException, 'Invalid initialization vector. Must be 16 bytes.');
  try {
    const decipher = createDecipheriv(cipherName(algorithm, key), key.bytes, iv);
    return new ApexBlob(Buffer.concat([decipher.update(data), decipher.final()]));
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw raise(SecurityException, 'Given final block not properly padded. Such issues can arise if a bad key is used during decryption.');
    throw error;
  }
}

const POOL_SIZE = 4096;
let pool = randomBytes(0);
let taken = 0;

/** Random bytes for keys and salts: drawn in bulk, each given out once. */
function random(length: number): Uint8Array {
  if (taken + length > pool.length) {
    pool = randomBytes(POOL_SIZE);
    taken = 0;
  }
  return pool.subarray(taken, (taken += length));
}

export const crypto = statics('Crypto', {
  generatedigest: (algorithm: string, data: ApexBlob): ApexBlob => ApexBlob.fromHex(hash(digestName(algorithm), required(data).hashable, 'hex')),
  generatemac: (algorithm: string, data: ApexBlob, key: ApexBlob): ApexBlob => new ApexBlob(createHmac(macName(algorithm), required(key).bytes).update(required(data).bytes).digest()),
  verifyhmac: (algorithm: string, data: ApexBlob, key: ApexBlob, mac: ApexBlob): boolean => crypto.generatemac(algorithm, data, key).equals(required(mac)),
  generateaeskey(bits: number): ApexBlob {
    if (![128, 192, 256].includes(required(bits))) throw raise(InvalidParameterValueException, `Invalid AES key size: ${bits}`);
    return new ApexBlob(random(bits / 8));
  },
  encrypt: (algorithm: string, key: ApexBlob, iv: ApexBlob, data: ApexBlob): ApexBlob => new ApexBlob(encryptBytes(algorithm, key, required(iv).bytes, data)),
  decrypt: (algorithm: string, key: ApexBlob, iv: ApexBlob, data: ApexBlob): ApexBlob => decryptBytes(algorithm, key, required(iv).bytes, required(data).bytes),
  /** The initialization vector is the first 16 bytes of the result. */
  encryptwithmanagediv(algorithm: string, key: ApexBlob, data: ApexBlob): ApexBlob {
    const iv = randomBytes(16);
    return new ApexBlob(Buffer.concat([iv, encryptBytes(algorithm, key, iv, data)]));
  },
  decryptwithmanagediv: (algorithm: string, key: ApexBlob, data: ApexBlob): ApexBlob => decryptBytes(algorithm, key, required(data).bytes.subarray(0, 16), data.bytes.subarray(16)),
  getrandominteger: (): number => randomBytes(4).readInt32BE(0),
  getrandomlong: (): bigint => randomBytes(8).readBigInt64BE(0),
  /** The key is PKCS #8 in DER form, as on the platform. */
  sign: (algorithm: string, data: ApexBlob, key: ApexBlob): ApexBlob => signature(algorithm, data, givenKey(required(key).bytes, (input) => createPrivateKey({ ...input, type: 'pkcs8' }))),
  /** The key is X.509 SubjectPublicKeyInfo in DER form, or the name of a certificate. */
  verify(algorithm: string, data: ApexBlob, signed: ApexBlob, key: ApexBlob | string): boolean {
    const name = signDigest(algorithm);
    const publicKey = typeof required(key) === 'string' ? certificateNamed(key as string).publicKey : givenKey((key as ApexBlob).bytes, (input) => createPublicKey({ ...input, type: 'spki' }));
    requireKind(name, publicKey);
    return verify(name.digest, required(data).bytes, publicKey, required(signed).bytes);
  },
  signwithcertificate: (algorithm: string, data: ApexBlob, certificate: string): ApexBlob => signature(algorithm, data, certificateNamed(certificate).privateKey),
});

function signature(algorithm: string, data: ApexBlob, key: KeyObject): ApexBlob {
  const name = signDigest(algorithm);
  requireKind(name, key);
  return new ApexBlob(sign(name.digest, required(data).bytes, key));
}

/** RSA algorithms want RSA keys, ECDSA ones keys of a curve: an algorithm never takes a key of the other kind. */
function requireKind({ ecdsa }: { readonly ecdsa: boolean }, key: KeyObject): void {
  if (key.asymmetricKeyType !== (ecdsa ? 'ec' : 'rsa')) throw raise(SecurityException, 'Invalid Crypto Key');
}

/** A key in DER form. Whatever is wrong with it, the platform says no more. */
function givenKey(bytes: Uint8Array, read: (input: { key: Buffer; format: 'der' }) => KeyObject): KeyObject {
  try {
    return read({ key: Buffer.from(bytes), format: 'der' });
  } catch {
    throw raise(SecurityException, 'Invalid Crypto Key');
  }
}

function certificateNamed(name: string): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } {
  const certificate = current().resources.certificate?.(required(name));
  if (certificate === undefined) throw raise(NoDataFoundException, `Data Not Available: there is no certificate ${name}`);
  return certificate;
}

/** System.UUID */
export class UUID {
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  static randomuuid(): UUID {
    return new UUID(randomUUID());
  }

  static fromstring(text: string): UUID {
    if (!/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(required(text))) throw raise(IllegalArgumentException, `Invalid UUID string: ${text}`);
    return new UUID(text.toLowerCase());
  }

  /** What JSON shows. */
  get $text(): string {
    return this.text;
  }

  equals(other: unknown): boolean {
    return other instanceof UUID && other.text === this.text;
  }

  hashcode(): number {
    return hashText(this.text);
  }

  tostring(): string {
    return this.text;
  }
}
standardClass('UUID', UUID);

