/** Bytes. Immutable by convention: nobody writes into `bytes`. */
export class ApexBlob {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  static fromText(text: string): ApexBlob {
    return new ApexBlob(Buffer.from(text, 'utf8'));
  }

  /** Whitespace and missing padding are accepted. */
  static fromBase64(text: string): ApexBlob {
    return new ApexBlob(Buffer.from(text, 'base64'));
  }

  /** UTF-8; bytes that are none become U+FFFD. */
  toText(): string {
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength).toString('utf8');
  }

  /** UTF-8, or null when the bytes are not. */
  toTextStrict(): string | null {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(this.bytes);
    } catch {
      return null;
    }
  }

  toBase64(): string {
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength).toString('base64');
  }

  toHex(): string {
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength).toString('hex');
  }

  size(): number {
    return this.bytes.byteLength;
  }

  equals(other: unknown): boolean {
    return other instanceof ApexBlob && Buffer.compare(this.bytes, other.bytes) === 0;
  }

  toString(): string {
    return `Blob[${this.bytes.byteLength}]`;
  }

  toJSON(): string {
    return this.toBase64();
  }
}
