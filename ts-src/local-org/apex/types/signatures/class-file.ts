/**
 * Reads the parts of a Java class file (JVMS chapter 4) that describe types: names, generic signatures, members.
 * Code and other attributes are skipped.
 */

export interface JavaMember {
  readonly flags: number;
  readonly name: string;
  readonly descriptor: string;
  /** The generic signature where there is one. */
  readonly signature: string | undefined;
}

export interface JavaClass {
  readonly flags: number;
  /** Binary name with slashes: `a/b/Outer$Inner`. */
  readonly name: string;
  readonly superName: string;
  readonly interfaces: readonly string[];
  readonly signature: string | undefined;
  readonly fields: readonly JavaMember[];
  readonly methods: readonly JavaMember[];
}

export const ACC_PRIVATE = 0x0002;
export const ACC_STATIC = 0x0008;
export const ACC_INTERFACE = 0x0200;
export const ACC_SYNTHETIC = 0x1000;
export const ACC_ENUM = 0x4000;

/** Size of the constants that are skipped, by tag (JVMS table 4.4-A). */
const CONSTANT_SIZES: Readonly<Record<number, number>> = { 3: 4, 4: 4, 5: 8, 6: 8, 8: 2, 9: 4, 10: 4, 11: 4, 12: 4, 15: 3, 16: 2, 17: 4, 18: 4, 19: 2, 20: 2 };

export function readClassFile(bytes: Uint8Array): JavaClass {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const u1 = (): number => view.getUint8(at++);
  const u2 = (): number => {
    at += 2;
    return view.getUint16(at - 2);
  };
  const u4 = (): number => {
    at += 4;
    return view.getUint32(at - 4);
  };

  if (u4() !== 0xcafebabe) throw new Error('Not a class file');
  at += 4;
  const texts: string[] = [];
  const classNameIndexes: number[] = [];
  const constants = u2();
  const decoder = new TextDecoder();
  for (let i = 1; i < constants; i++) {
    const tag = u1();
    if (tag === 1) {
      const length = u2();
      texts[i] = decoder.decode(bytes.subarray(at, at + length));
      at += length;
    } else if (tag === 7) {
      classNameIndexes[i] = u2();
    } else {
      const size = CONSTANT_SIZES[tag];
      if (size === undefined) throw new Error(`Unknown constant tag ${tag}`);
      at += size;
      if (tag === 5 || tag === 6) i++;
    }
  }
  const className = (index: number): string => texts[classNameIndexes[index] ?? 0] ?? '';

  /** Runs over one attribute table and returns the generic signature in it. */
  const attributes = (): string | undefined => {
    let signature: string | undefined;
    for (let n = u2(); n > 0; n--) {
      const name = texts[u2()];
      const length = u4();
      if (name === 'Signature') signature = texts[view.getUint16(at)];
      at += length;
    }
    return signature;
  };
  const members = (): JavaMember[] =>
    Array.from({ length: u2() }, () => {
      const flags = u2();
      const name = texts[u2()] ?? '';
      const descriptor = texts[u2()] ?? '';
      return { flags, name, descriptor, signature: attributes() };
    });

  const flags = u2();
  const name = className(u2());
  const superName = className(u2());
  const interfaces = Array.from({ length: u2() }, () => className(u2()));
  const fields = members();
  const methods = members();
  return { flags, name, superName, interfaces, signature: attributes(), fields, methods };
}
