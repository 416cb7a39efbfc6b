/** Compiled units -> running classes. Scripts run when a class is first used. */
import { Script } from 'node:vm';
import type { ClassMeta } from '../generate/index.ts';
import type { CompiledUnit } from './compiler.ts';

/** What a script of a class returns: its types by lower-case name. */
type Exports = Readonly<Record<string, () => unknown>>;
type UnitFunction = (runtime: unknown, meta: Readonly<Record<string, ClassMeta>>) => Exports;

/** Code has to live in the realm of its runtime: V8's own errors are told by `instanceof`. */
const SAME_REALM = new Script('TypeError').runInThisContext() === TypeError;
const evaluate: (code: string) => unknown = globalThis.eval;

function runScript(unit: CompiledUnit): UnitFunction {
  if (SAME_REALM) return new Script(unit.code, { filename: unit.fileName }).runInThisContext() as UnitFunction;
  return evaluate(`${unit.code}\n//# sourceURL=${unit.fileName}`) as UnitFunction;
}

/** The classes and triggers of a project, and where its code is. Names ignore case. */
export class ApexCode {
  readonly units: ReadonlyMap<string, CompiledUnit>;
  readonly triggers: readonly CompiledUnit[];
  private readonly metas = new Map<string, ClassMeta>();
  private readonly byFile = new Map<string, CompiledUnit>();
  private readonly functions = new Map<CompiledUnit, UnitFunction>();
  private readonly exports = new Map<CompiledUnit, Exports>();
  private runtime: unknown;

  /** @param units what `ApexCompiler` made; functions that `previous` evaluated for the same units are taken over */
  constructor(units: readonly CompiledUnit[], previous?: ApexCode) {
    const classes = units.filter((unit) => unit.kind === 'class');
    this.units = new Map(classes.map((unit) => [unit.name.toLowerCase(), unit]));
    this.triggers = units.filter((unit) => unit.kind === 'trigger');
    for (const unit of units) {
      this.byFile.set(unit.fileName, unit);
      const known = previous?.functions.get(unit);
      if (known !== undefined) this.functions.set(unit, known);
    }
    for (const unit of classes) for (const [name, meta] of Object.entries(unit.meta)) this.metas.set(name, meta);
  }

  /** Gives the code its runtime; before the first class is loaded. */
  attach(runtime: unknown): void {
    this.runtime = runtime;
    this.exports.clear();
  }

  meta(name: string): ClassMeta | undefined {
    return this.metas.get(name.toLowerCase());
  }

  get classes(): Iterable<ClassMeta> {
    return this.metas.values();
  }

  /** The JavaScript class or enum object of `Outer` or `Outer.Inner`; undefined when there is none. */
  load(name: string): unknown {
    const key = name.toLowerCase();
    const unit = this.units.get(key.split('.', 1)[0]!);
    return unit === undefined ? undefined : this.run(unit)[key]?.();
  }

  private run(unit: CompiledUnit): Exports {
    let exports = this.exports.get(unit);
    if (exports === undefined) {
      let unitFunction = this.functions.get(unit);
      if (unitFunction === undefined) {
        unitFunction = runScript(unit);
        this.functions.set(unit, unitFunction);
      }
      exports = unitFunction(this.runtime, unit.meta);
      this.exports.set(unit, exports);
    }
    return exports;
  }

  /** Runs the statements of a trigger, or of an anonymous block compiled against this code. */
  runScript(unit: CompiledUnit): void {
    if (!this.byFile.has(unit.fileName)) this.byFile.set(unit.fileName, unit);
    const run = unit.kind === 'anonymous' ? runScript(unit)(this.runtime, unit.meta) : this.run(unit);
    run.run!();
  }

  /** `Class.Foo.bar`, `Trigger.MyTrigger`, `AnonymousBlock` for a place in generated code; undefined for other files. */
  locate(fileName: string, line: number): string | undefined {
    const unit = this.byFile.get(fileName);
    if (unit === undefined) return fileName === 'AnonymousBlock' ? 'AnonymousBlock' : undefined;
    let best: { name: string; lines: number } | undefined;
    for (const meta of Object.values(unit.meta)) {
      for (const frame of meta.frames) {
        const lines = frame.endLine - frame.line;
        if (frame.line <= line && line <= frame.endLine && (best === undefined || lines < best.lines)) best = { name: `Class.${meta.name}.${frame.name}`, lines };
      }
    }
    if (unit.kind === 'anonymous') return 'AnonymousBlock';
    if (unit.kind === 'trigger') return best?.name.replace(/^Class\./, 'Trigger.') ?? `Trigger.${unit.name}`;
    return best?.name ?? `Class.${unit.name}`;
  }

  unitOfFile(fileName: string): CompiledUnit | undefined {
    return this.byFile.get(fileName);
  }
}
