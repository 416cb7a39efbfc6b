/** The built valuation held against the same decision written by hand and in other rule engines; equal results are demanded. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runInThisContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { DECISIONS, DEFAULT_PACK } from '../../rules/index.ts';
import { canonicalJson, compile, goldenInputs, graphEngine, isRefusal, resourceFile } from '../../rules-build/index.ts';
import type { Answer, Engine, Lowered, Outcome, Pack, RuleInput, RuleResource } from '../../rules-build/index.ts';
import { apexEvaluationsPerSecond } from './apex.ts';
import { cel, jsonLogic, jsonRules, zen } from './other-engines.ts';
import type { OtherEngine } from './other-engines.ts';
import { plainValuation } from './plain-valuation.ts';

const INPUTS = 1_500;
const ROUNDS = 15;
/** So long one measurement takes about: the slowest engines run few inputs. */
const MILLISECONDS = 60;

export interface RulesFigures {
  readonly inputs: number;
  readonly gzippedKilobytes: number;
  /** Best of several rounds. */
  readonly builtNanoseconds: number;
  readonly ratioToHandWritten: number;
  readonly ratioToJsonLogic: number;
  readonly ratioToJsonRulesEngine: number;
  readonly ratioToCel: number;
  readonly ratioToZen: number;
  readonly apexEvaluationsPerSecond: number;
}

export async function benchRules(): Promise<RulesFigures> {
  const pack: Pack = DEFAULT_PACK;
  const { graph } = compile(DECISIONS).decisions.find((lowered) => lowered.graph.decision.name === 'tradeInValuation')!;
  const source = readFileSync(path.resolve(import.meta.dirname, '../../..', resourceFile('tradeInValuation')), 'utf8');
  const engines = {
    built: builtEngine(source, pack),
    handWritten: plainValuation(pack) as unknown as Engine,
    jsonLogic: jsonLogic(graph, pack),
    jsonRules: jsonRules(graph, pack),
    cel: cel(graph, pack),
    zen: zen(graph, pack),
  };
  const inputs = questions(graph, pack);
  const reference = graphEngine(graph, pack);
  for (const [name, engine] of Object.entries(engines)) await demandEqual(name, engine, reference, inputs);

  const best = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, engine] of Object.entries(engines)) {
      const nanoseconds = await measure(engine, inputs, best.get(name));
      best.set(name, Math.min(best.get(name) ?? Infinity, nanoseconds));
    }
  }
  const ratio = (name: keyof typeof engines): number => Math.round((best.get(name)! / best.get('built')!) * 100) / 100;
  return {
    inputs: inputs.length,
    gzippedKilobytes: Math.round((gzipSync(source).length / 1_024) * 10) / 10,
    builtNanoseconds: Math.round(best.get('built')!),
    ratioToHandWritten: ratio('handWritten'),
    ratioToJsonLogic: ratio('jsonLogic'),
    ratioToJsonRulesEngine: ratio('jsonRules'),
    ratioToCel: ratio('cel'),
    ratioToZen: ratio('zen'),
    apexEvaluationsPerSecond: apexEvaluationsPerSecond(inputs),
  };
}

/** Where all the others run: not in a world of its own. */
function builtEngine(source: string, pack: Pack): Engine {
  runInThisContext(source);
  const { loopRules } = globalThis as unknown as { loopRules: { tradeInValuation: RuleResource } };
  return loopRules.tradeInValuation.load(pack).evaluate;
}

/** As a wizard sends them: one form for each kind of item, its questions always the same. */
function questions(graph: Lowered['graph'], pack: Pack): RuleInput[] {
  const forms = [/^$/, /ram|storage|battery/, /model|owners|demand|payout|Repairs/, /./];
  const usual = Object.fromEntries(graph.inputs.map(({ of }) => [of.name, of.kind === 'integer' ? of.missing : of.kind === 'boolean' ? false : 'list' in of.domain ? pack.lists[of.domain.list]![0]! : of.domain.values[0]!]));
  const reference = graphEngine(graph, pack);
  return goldenInputs(graph, pack, 5, INPUTS).filter((input) => !isRefusal(reference(input))).map((input, index) => {
    const asked = graph.inputs.filter(({ of }) => !of.optional || !forms[index % forms.length]!.test(of.name));
    // Through text: answers come over the wire.
    return JSON.parse(JSON.stringify(Object.fromEntries(asked.map(({ of }) => [of.name, input[of.name] ?? usual[of.name]!])))) as RuleInput;
  });
}

async function demandEqual(name: string, engine: OtherEngine | Engine, reference: Engine, inputs: readonly RuleInput[]): Promise<void> {
  for (const input of inputs) {
    const [found, wanted] = [await engine(input), reference(input)].map((answer) => canonicalJson(answer));
    if (found !== wanted) throw new Error(`${name} differs for ${JSON.stringify(input)}:\n${found}\n${wanted}`);
  }
}

/** Nanoseconds an evaluation; every result is looked at. */
async function measure(engine: OtherEngine | Engine, inputs: readonly RuleInput[], before: number | undefined): Promise<number> {
  const count = Math.max(20, Math.round((MILLISECONDS * 1e6) / (before ?? 20_000)));
  let sum = 0;
  const started = process.hrtime.bigint();
  if (engine(inputs[0]!) instanceof Promise) {
    for (let index = 0; index < count; index++) sum += offerOf(await engine(inputs[index % inputs.length]!));
  } else {
    for (let index = 0; index < count; index++) sum += offerOf(engine(inputs[index % inputs.length]!) as Answer);
  }
  const took = Number(process.hrtime.bigint() - started);
  if (!Number.isFinite(sum)) throw new Error('An offer is no number.');
  return took / count;
}

const offerOf = (answer: Answer | Outcome): number => (answer as Outcome).outputs.offerMinor as number;

