/** Bytes. Immutable by convention: nobody writes into `bytes`. */
export class ApexBlob {
  /** Made when they are asked for: much that is text is only hashed, and much that is a hash only shown in hexadecimal digits. */
  private made: Uint8Array | undefined;
  /** What the bytes are, as text in this encoding. */
  private readonly source: string;
  private readonly encoding: 'utf8' | 'hex';

  constructor(bytes: Uint8Array | undefined, source = '', encoding: 'utf8' | 'hex' = 'utf8') {
    this.made = bytes;
    this.source = source;
    this.encoding = encoding;
  }

  get bytes(): Uint8Array {
    return (this.made ??= Buffer.from(this.source, this.encoding));
  }

  static fromText(text: string): ApexBlob {
    return new ApexBlob(undefined, text);
  }

  /** Lower-case hexadecimal digits, two for each byte. */
  static fromHex(digits: string): ApexBlob {
    return new ApexBlob(undefined, digits, 'hex');
  }

  /** The bytes, or the text that they are in UTF-8: what a digest takes. */
  get hashable(): Uint8Array | string {
    return this.made === undefined && this.encoding === 'utf8' ? this.source : this.bytes;
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
    if (this.made === undefined && this.encoding === 'hex') return this.source;
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
