/**
 * Apex sources -> compiled units, or errors. Units whose source and everything they depend on are unchanged come from the
 * cache without being parsed.
 */
import { NotImplementedError } from '../../execution/errors.ts';
import type { Schema } from '../../schema/model.ts';
import { checkUnit } from '../check/index.ts';
import type { CompileError, OrgNames } from '../check/index.ts';
import { generate } from '../generate/index.ts';
import type { ClassMeta } from '../generate/index.ts';
import { ApexSyntaxError, isStackOverflow, parseAnonymous, parseApex, parseTrigger, TOO_DEEP } from '../syntax/index.ts';
import type { CompilationUnit, TriggerEvent } from '../syntax/index.ts';
import { TypeWorld } from '../types/type-world.ts';
import type { CompileCache } from './cache.ts';
import { compilerVersion } from './compiler-version.ts';
import { Fingerprints } from './fingerprints.ts';
import { hash, interfaceHash } from './interface-hash.ts';

export interface ApexSourceFile {
  readonly kind: 'class' | 'trigger';
  /** Name of the class or trigger. */
  readonly name: string;
  /** What errors and V8 stacks show. */
  readonly fileName: string;
  readonly body: string;
  readonly apiVersion: number;
}

export interface CompiledUnit {
  readonly kind: 'class' | 'trigger' | 'anonymous';
  readonly name: string;
  readonly fileName: string;
  /** The script: `(function($,$m){…})`. */
  readonly code: string;
  /** [line, offset in the code] of the first statement of each executable line. */
  readonly statements: readonly (readonly [number, number])[];
  /** By lower-case type name. */
  readonly meta: Readonly<Record<string, ClassMeta>>;
  readonly trigger?: { readonly object: string; readonly events: readonly { readonly timing: TriggerEvent['timing']; readonly operation: TriggerEvent['operation'] }[] };
  /** What the code was compiled against: `class:foo`, `object:account`, with their fingerprints. */
  readonly dependencies: Readonly<Record<string, string>>;
}

export interface CompileOptions {
  readonly schema: Schema;
  readonly names?: OrgNames;
  readonly namespace?: string;
  readonly cache?: CompileCache;
}

export interface CompileResult {
  readonly units: readonly CompiledUnit[];
  /** Files with errors have no unit. */
  readonly errors: readonly CompileError[];
  /** Names of the units that were compiled anew. */
  readonly compiled: readonly string[];
}

interface Entry {
  readonly source: ApexSourceFile;
  readonly hash: string;
  /** What others see of it; known from the cache or the parsed file. */
  visible: string | undefined;
  unit: CompiledUnit | undefined;
  parsed: CompilationUnit | ApexSyntaxError | undefined;
  errors: readonly CompileError[];
}

const keyOf = (kind: string, name: string): string => `${kind}:${name.toLowerCase()}`;

export class ApexCompiler {
  private readonly options: CompileOptions;
  private readonly fingerprints: Fingerprints;
  private readonly entries = new Map<string, Entry>();

  constructor(options: CompileOptions) {
    this.options = options;
    this.fingerprints = new Fingerprints(options.schema, options.names ?? {}, (name) => this.visibleHash(name));
  }

  /** Compiles the whole project. Files compiled before are taken over when nothing they depend on has changed. */
  compile(sources: readonly ApexSourceFile[]): CompileResult {
    const before = new Map(this.entries);
    this.entries.clear();
    const version = this.options.cache === undefined ? '' : compilerVersion();
    for (const source of sources) {
      const key = keyOf(source.kind, source.name);
      const sourceHash = hash(`${version}\n${source.kind}\n${source.fileName}\n${source.apiVersion}\n${source.body}`);
      const old = before.get(key);
      this.entries.set(key, old?.hash === sourceHash ? old : { source, hash: sourceHash, visible: undefined, unit: undefined, parsed: undefined, errors: [] });
    }
    return this.refresh();
  }

  /** One file changed (or is new, or with `undefined` gone): compiles it and what depends on what it shows. */
  update(kind: 'class' | 'trigger', name: string, source: ApexSourceFile | undefined): CompileResult {
    const sources = [...this.entries.values()].map((entry) => entry.source).filter((old) => keyOf(old.kind, old.name) !== keyOf(kind, name));
    return this.compile(source === undefined ? sources : [...sources, source]);
  }

  /** A block of anonymous Apex against the compiled project. */
  compileAnonymous(body: string, apiVersion: number): CompileResult {
    const source: ApexSourceFile = { kind: 'class', name: 'AnonymousBlock', fileName: 'AnonymousBlock', body, apiVersion };
    let unit: CompilationUnit;
    try {
      unit = parseAnonymous(body, source.fileName);
    } catch (error) {
      return { units: [], errors: [syntaxError(asSyntaxError(error, source.fileName))], compiled: [] };
    }
    const compiled = this.check(this.world(), source, unit);
    return 'errors' in compiled ? { units: [], errors: compiled.errors, compiled: [] } : { units: [compiled], errors: [], compiled: [source.name] };
  }

  private refresh(): CompileResult {
    for (const entry of this.entries.values()) if (entry.unit === undefined) this.load(entry);
    const stale = [...this.entries.values()].filter((entry) => !this.isCurrent(entry));
    if (stale.length > 0) {
      const world = this.world();
      for (const entry of stale) this.compileEntry(world, entry);
    }
    const all = [...this.entries.values()];
    return {
      units: all.flatMap((entry) => entry.unit ?? []),
      errors: all.flatMap((entry) => entry.errors),
      compiled: stale.map((entry) => entry.source.name),
    };
  }

  private load(entry: Entry): void {
    const text = this.options.cache?.get(entry.hash);
    if (text === undefined) return;
    const stored = JSON.parse(text) as { visible: string; unit: CompiledUnit };
    entry.visible = stored.visible;
    entry.unit = stored.unit;
  }

  private isCurrent(entry: Entry): boolean {
    const { unit } = entry;
    return unit !== undefined && Object.entries(unit.dependencies).every(([dependency, fingerprint]) => this.fingerprints.of(dependency) === fingerprint);
  }

  private world(): TypeWorld {
    const { schema, namespace } = this.options;
    return new TypeWorld({
      schema,
      ...(namespace === undefined || namespace === '' ? {} : { namespace }),
      findClass: (name) => {
        const entry = this.entries.get(keyOf('class', name));
        const parsed = entry === undefined ? undefined : this.parse(entry);
        return entry === undefined || parsed === undefined || parsed instanceof Error ? undefined : { unit: parsed, apiVersion: entry.source.apiVersion };
      },
    });
  }

  private parse(entry: Entry): CompilationUnit | ApexSyntaxError {
    if (entry.parsed === undefined) {
      const { kind, body, fileName } = entry.source;
      try {
        entry.parsed = kind === 'trigger' ? parseTrigger(body, fileName) : parseApex(body, fileName);
      } catch (error) {
        entry.parsed = asSyntaxError(error, fileName);
      }
    }
    return entry.parsed;
  }

  /** Fingerprint of what a class shows to others; undefined when there is no such class. */
  private visibleHash(name: string): string | undefined {
    const entry = this.entries.get(keyOf('class', name));
    if (entry === undefined) return undefined;
    if (entry.visible === undefined) {
      const parsed = this.parse(entry);
      const broken = parsed instanceof Error || parsed.body.kind === 'trigger' || parsed.body.kind === 'anonymous';
      entry.visible = broken ? `broken ${entry.hash}` : interfaceHash(parsed.body as Parameters<typeof interfaceHash>[0]);
    }
    return entry.visible;
  }

  private compileEntry(world: TypeWorld, entry: Entry): void {
    const { source } = entry;
    const parsed = this.parse(entry);
    entry.unit = undefined;
    if (parsed instanceof Error) {
      entry.errors = [syntaxError(parsed)];
      return;
    }
    const mismatch = nameMismatch(source, parsed);
    const compiled = mismatch === undefined ? this.check(world, source, parsed) : { errors: [mismatch] };
    if ('errors' in compiled) {
      entry.errors = compiled.errors;
      return;
    }
    entry.errors = [];
    entry.unit = compiled;
    this.options.cache?.put(entry.hash, JSON.stringify({ visible: this.visibleHash(source.name) ?? '', unit: compiled }));
    // Trees are large; a class that others look at is parsed again when it has to be.
    if (source.kind === 'trigger') entry.parsed = undefined;
  }

  private check(world: TypeWorld, source: ApexSourceFile, parsed: CompilationUnit): CompiledUnit | { errors: readonly CompileError[] } {
    try {
      return this.translate(world, source, parsed);
    } catch (error) {
      if (!isStackOverflow(error)) throw error;
      return { errors: [{ fileName: source.fileName, line: parsed.body.line, column: parsed.body.column, message: TOO_DEEP }] };
    }
  }

  private translate(world: TypeWorld, source: ApexSourceFile, parsed: CompilationUnit): CompiledUnit | { errors: readonly CompileError[] } {
    const seen = new Set<string>();
    const names = this.fingerprints.observed(seen);
    world.observer = (dependency) => seen.add(dependency);
    const checked = checkUnit(world, parsed, source.apiVersion, names);
    if (checked.errors.length > 0) return { errors: checked.errors };
    const { code, statements, meta } = generate(world, checked);
    world.observer = undefined;
    const { body } = parsed;
    return {
      kind: body.kind === 'trigger' || body.kind === 'anonymous' ? body.kind : 'class',
      name: source.name, fileName: source.fileName, code, statements: [...statements], meta,
      ...(body.kind === 'trigger' ? { trigger: { object: body.object, events: body.events.map(({ timing, operation }) => ({ timing, operation })) } } : {}),
      dependencies: this.fingerprints.all(world.closure(seen), keyOf('class', source.name)),
    };
  }
}

/** A query that the local org does not know makes a file that does not compile; the place of the query is not known. */
function asSyntaxError(error: unknown, fileName: string): ApexSyntaxError {
  if (error instanceof ApexSyntaxError) return error;
  if (error instanceof NotImplementedError) return new ApexSyntaxError(error.message, fileName, 1, 1);
  throw error;
}

function syntaxError(error: ApexSyntaxError): CompileError {
  return { fileName: error.fileName, line: error.line, column: error.column, message: error.message };
}

function nameMismatch(source: ApexSourceFile, parsed: CompilationUnit): CompileError | undefined {
  const { body } = parsed;
  if (body.kind === 'anonymous' || body.name.toLowerCase() === source.name.toLowerCase()) return undefined;
  return { fileName: source.fileName, line: body.line, column: body.column, message: `Class name must match file name: ${body.name}` };
}

export type { CompileError, OrgNames };
