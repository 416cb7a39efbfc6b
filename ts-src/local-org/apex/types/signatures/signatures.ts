/**
 * The standard types of the platform as data: `standard-types.txt.gz` (generated, see build.ts) with `corrections.txt`
 * (written by hand, same format) on top: a member there replaces the one of the same name and parameters, a type there
 * that the data lacks is new. Blocks are decoded when a type is first asked for.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { DATA_FILE } from './data-file.ts';

export interface MethodSignature {
  /** As the platform spells it; `new` for constructors. */
  readonly name: string;
  readonly static: boolean;
  /** Type names; `void` for none. */
  readonly returns: string;
  readonly parameters: readonly string[];
}

export interface PropertySignature {
  readonly name: string;
  readonly static: boolean;
  readonly type: string;
}

export interface TypeSignature {
  /** Without type parameters; System types without their namespace. */
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum';
  readonly typeParameters: readonly string[];
  /** Superclass and interfaces, with type arguments. */
  readonly supertypes: readonly string[];
  readonly values: readonly string[];
  /** By lower-case name. */
  readonly methods: ReadonlyMap<string, readonly MethodSignature[]>;
  readonly properties: ReadonlyMap<string, PropertySignature>;
  readonly constructors: readonly MethodSignature[];
}

/** Cuts at commas that stand outside `<…>`. */
export function splitTypes(text: string): string[] {
  if (text === '') return [];
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '<') depth++;
    else if (c === '>') depth--;
    else if (c === ',' && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

const HEADER = /^(class|interface|enum) ([\w.]+)(?:<([\w,]+)>)?(?: : (.*))?$/;
const METHOD = /^ (static )?(?:(\S+) )?(\w+)\((.*)\)$/;
const PROPERTY = /^ (static )?(\S+) (\w+)$/;

function decode(blocks: readonly string[]): TypeSignature {
  const methods = new Map<string, MethodSignature[]>();
  const properties = new Map<string, PropertySignature>();
  let constructors: MethodSignature[] = [];
  let head: Pick<TypeSignature, 'name' | 'kind' | 'typeParameters' | 'supertypes' | 'values'> | undefined;
  for (const block of blocks) {
    const [first, ...lines] = block.split('\n');
    const match = HEADER.exec(first ?? '');
    if (match === null) throw new Error(`Bad signature header: ${first}`);
    const kind = match[1] as TypeSignature['kind'];
    const tail = match[4] ?? '';
    head ??= {
      name: match[2] ?? '',
      kind,
      typeParameters: splitTypes(match[3] ?? ''),
      supertypes: kind === 'enum' || tail === '' ? [] : tail.split(' '),
      values: kind === 'enum' ? tail.split(',') : [],
    };
    if (kind === 'enum') head = { ...head, values: [...new Set([...head.values, ...tail.split(',')])] };
    if (head.supertypes.length === 0 && kind !== 'enum' && tail !== '') head = { ...head, supertypes: tail.split(' ') };
    for (const line of lines) {
      const method = METHOD.exec(line);
      if (method !== null) {
        const signature = { name: method[3] ?? '', static: method[1] !== undefined, returns: method[2] ?? 'void', parameters: splitTypes(method[4] ?? '') };
        const same = (other: MethodSignature): boolean => other.parameters.join() === signature.parameters.join();
        if (signature.name === 'new') {
          constructors = [...constructors.filter((other) => !same(other)), signature];
        } else {
          const key = signature.name.toLowerCase();
          methods.set(key, [...(methods.get(key) ?? []).filter((other) => !same(other)), signature]);
        }
        continue;
      }
      const property = PROPERTY.exec(line);
      if (property === null) throw new Error(`Bad signature line: ${line}`);
      const name = property[3] ?? '';
      properties.set(name.toLowerCase(), { name, static: property[1] !== undefined, type: property[2] ?? '' });
    }
  }
  return { ...head!, methods, properties, constructors };
}

function index(text: string, into: Map<string, string[]>): void {
  for (const block of text.split('\n\n')) {
    const trimmed = block.replace(/^(#.*\n?)+/gm, '').trimEnd();
    const name = HEADER.exec(trimmed.split('\n', 1)[0] ?? '')?.[2];
    if (name === undefined) continue;
    const key = name.toLowerCase();
    into.set(key, [...(into.get(key) ?? []), trimmed]);
  }
}

export class Signatures {
  private readonly blocks = new Map<string, string[]>();
  private readonly decoded = new Map<string, TypeSignature>();
  /** Lower-case namespaces other than System: everything before the last dot of some type. */
  readonly namespaces = new Set<string>();

  constructor(...texts: readonly string[]) {
    for (const text of texts) index(text, this.blocks);
    for (const key of this.blocks.keys()) {
      const dot = key.indexOf('.');
      if (dot > 0) this.namespaces.add(key.slice(0, dot));
    }
  }

  /** @param name as in the data (`Database.SaveResult`, `Http`), any case */
  find(name: string): TypeSignature | undefined {
    const key = name.toLowerCase();
    const known = this.decoded.get(key);
    if (known !== undefined) return known;
    const blocks = this.blocks.get(key);
    if (blocks === undefined) return undefined;
    const type = decode(blocks);
    this.decoded.set(key, type);
    return type;
  }

  get names(): Iterable<string> {
    return this.blocks.keys();
  }
}

let shared: Signatures | undefined;

/** The platform's own types; read once. */
export function standardSignatures(): Signatures {
  shared ??= new Signatures(gunzipSync(readFileSync(DATA_FILE)).toString('utf8'), readFileSync(new URL('./corrections.txt', import.meta.url), 'utf8'));
  return shared;
}
