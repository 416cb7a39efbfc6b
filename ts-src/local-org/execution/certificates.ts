import { X509Certificate, createPrivateKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from './context.ts';
import { selfSigned } from './x509.ts';

/** A certificate of the org with its private key (Setup, Certificate and Key Management). */
export interface OrgCertificate {
  readonly name: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly keySize: number;
  /** PEM text. */
  readonly text: string;
  readonly expires: Date;
}

const KEY_SIZE = 2048;

/**
 * The certificates that `config/local-org.json` declares: self-signed, for a year as on the platform. A key pair is made when it is first
 * asked for, and kept in a folder that only its owner may read; without one it goes with the process. Nothing exports the private key.
 */
export class Certificates {
  readonly #names: () => readonly string[];
  readonly #dir: string | undefined;
  readonly #clock: Clock;
  readonly #known = new Map<string, OrgCertificate>();

  constructor(options: { readonly names: () => readonly string[]; readonly dir?: string; readonly clock: Clock }) {
    this.#names = options.names;
    this.#dir = options.dir;
    this.#clock = options.clock;
  }

  all(): readonly OrgCertificate[] {
    return this.#names().map((name) => this.#certificate(name));
  }

  /** By name, in any case. */
  find(name: string): OrgCertificate | undefined {
    const declared = this.#names().find((each) => each.toLowerCase() === name.toLowerCase());
    return declared === undefined ? undefined : this.#certificate(declared);
  }

  #certificate(name: string): OrgCertificate {
    let certificate = this.#known.get(name);
    if (certificate === undefined) this.#known.set(name, (certificate = read(name, this.#dir === undefined ? this.#made(name) : this.#kept(name, this.#dir))));
    return certificate;
  }

  #kept(name: string, dir: string): string {
    const file = join(dir, `${name}.pem`);
    const before = textOf(file);
    if (before !== undefined) return before;
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const temporary = `${file}.${randomUUID()}`;
    writeFileSync(temporary, this.#made(name), { mode: 0o600 });
    try {
      // Whoever was first wins: a thread of tests may ask at the same time.
      linkSync(temporary, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(temporary, { force: true });
    }
    return readFileSync(file, 'utf8');
  }

  /** Certificate and private key, one after the other. */
  #made(name: string): string {
    const keys = generateKeyPairSync('rsa', { modulusLength: KEY_SIZE });
    const from = new Date(this.#clock.now());
    const to = new Date(from);
    to.setUTCFullYear(from.getUTCFullYear() + 1);
    return selfSigned(name, keys, { from, to }) + (keys.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string);
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function read(name: string, pem: string): OrgCertificate {
  const { publicKey, validTo } = new X509Certificate(pem);
  const text = pem.slice(0, pem.indexOf('-----BEGIN PRIVATE KEY-----'));
  return { name, privateKey: createPrivateKey(pem), publicKey, keySize: publicKey.asymmetricKeyDetails?.modulusLength ?? KEY_SIZE, text, expires: new Date(validTo) };
}
