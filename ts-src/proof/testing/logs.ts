import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { canonicalJson, CHECKPOINT_SCHEMA, consistencyProof, inclusionProof, leafOf, rootOf, type Checkpoint, type Json, type LogEvidence, type PublicKeys, type TwinExport } from '../index.ts';

const hex = (hash: Uint8Array): string => Buffer.from(hash).toString('hex');

/** An org's key pair. */
export class SigningKey {
  readonly kid: string;
  readonly #pair = generateKeyPairSync('rsa', { modulusLength: 2048 });

  constructor(kid: string) {
    this.kid = kid;
  }

  get private(): KeyObject {
    return this.#pair.privateKey;
  }

  get public(): PublicKeys {
    return [{ ...this.#pair.publicKey.export({ format: 'jwk' }), kid: this.kid }];
  }
}

/** A log as the org keeps one: hashes of events, in their order. */
export class TestLog {
  readonly hashes: string[];
  readonly key: SigningKey | undefined;

  constructor(hashes: readonly string[], key?: SigningKey) {
    this.hashes = [...hashes];
    this.key = key;
  }

  checkpoint(time = '2026-11-20T10:00:00Z', size = this.hashes.length, origin = 'loop/test'): Checkpoint {
    const body = { kid: this.key?.kid ?? null, origin, root: hex(rootOf(this.#leaves().slice(0, size))), schema: CHECKPOINT_SCHEMA, size, time } as const;
    const signature = this.key === undefined ? null : sign('RSA-SHA256', Buffer.from(canonicalJson(body as unknown as Json)), this.key.private).toString('base64url');
    return { ...body, signature };
  }

  evidence({ events }: TwinExport, earlier?: Checkpoint): LogEvidence {
    const leaves = this.#leaves();
    const entries = events.map(({ hash }) => {
      const position = this.hashes.indexOf(hash);
      return { hash, position: position < 0 ? null : position, proof: position < 0 ? null : inclusionProof(leaves, position).map(hex) };
    });
    const since = earlier === undefined ? {} : { since: { size: earlier.size, proof: consistencyProof(leaves, earlier.size).map(hex) } };
    return { checkpoint: this.checkpoint(), entries, ...since };
  }

  #leaves(): Uint8Array[] {
    return this.hashes.map(leafOf);
  }
}
