/** The same decision in other rule engines, each in its own words; lookups over x and shares are functions given to them. */
import { ZenEngine } from '@gorules/zen-engine';
import { Environment } from '@marcbachmann/cel-js';
import { LogicEngine } from 'json-logic-engine';
import { Engine as JsonRulesEngine } from 'json-rules-engine';
import type { Almanac } from 'json-rules-engine';
import type { Input } from '../../rules/index.ts';
import type { Lowered, Outcome, Pack, RuleInput } from '../../rules-build/index.ts';
import { inBands, onCurve, share, translate } from './translate.ts';
import type { BinaryOp, Dialect, Translated } from './translate.ts';

export type OtherEngine = (input: RuleInput) => Outcome | Promise<Outcome>;
type Graph = Lowered['graph'];
type Values = Record<string, unknown>;
type Points = Parameters<typeof onCurve>[0];

const tablesOf = (pack: Pack): Values => Object.fromEntries(Object.entries(pack.parameters).map(([name, { value }]) => [name, value]));

/** Asks for every part of the result, in the order of the decision. */
function outcomeOf<T>(graph: Graph, said: Translated<T>, value: (part: T) => unknown): Outcome {
  return {
    decision: graph.decision.name,
    outputs: Object.fromEntries(said.outputs.map((output) => [output.name, value(output.value)])) as Outcome['outputs'],
    reasons: said.reasons.filter(({ when }) => value(when) === true).map(({ code }) => code),
    effects: said.effects.map(({ rule, amount }) => ({ rule, minor: value(amount) as number })),
  };
}

const JSON_LOGIC: Readonly<Record<BinaryOp, string>> = {
  add: '+', subtract: '-', least: 'min', greatest: 'max', equal: '===', less: 'less', lessOrEqual: 'atMost', and: 'and', or: 'or',
};

/** json-logic-engine, compiled: steps are compiled one by one, since JSON Logic has no names for values. */
export function jsonLogic(graph: Graph, pack: Pack): OtherEngine {
  const engine = new LogicEngine();
  engine.addMethod('share', ([a, b, d]: [number, number, number]) => share(a, b, d));
  engine.addMethod('onCurve', ([points, x]: [Points, number]) => onCurve(points, x));
  engine.addMethod('inBands', ([points, x]: [Points, number]) => inBands(points, x));
  // Its own "<", compiled, mixes up its operands when the right one looks something up (5.0.7).
  engine.addMethod('less', ([a, b]: [number, number]) => a < b);
  engine.addMethod('atMost', ([a, b]: [number, number]) => a <= b);
  type Logic = unknown;
  const get = (table: Logic, keys: readonly Logic[]): Logic => keys.reduce((so, key) => ({ get: [so, key] }), table);
  const dialect: Dialect<Logic> = {
    number: (value) => value,
    text: (value) => value,
    step: (name) => ({ var: `s.${name}` }),
    input: ({ name }, otherwise) => ({ var: [`i.${name}`, otherwise] }),
    known: ({ name }) => ({ '!==': [{ var: `i.${name}` }, null] }),
    binary: (op, left, right) => ({ [JSON_LOGIC[op]]: [left, right] }),
    not: (of) => ({ '!': [of] }),
    select: (condition, then, otherwise) => ({ if: [condition, then, otherwise] }),
    mulDiv: (a, b, d) => ({ share: [a, b, d] }),
    floorTo: (value, step) => ({ '-': [value, { '%': [value, step] }] }),
    cell: ({ name }, keys) => get({ var: `p.${name}` }, keys),
    at: ({ name, kind }, keys, x) => ({ [kind === 'curve' ? 'onCurve' : 'inBands']: [get({ var: `p.${name}` }, keys), x] }),
  };
  type Compiled = (data: Values) => unknown;
  const compile = (logic: Logic): Compiled => {
    const built = engine.build(logic) as Compiled | number;
    return typeof built === 'function' ? built : () => built;
  };
  const said = compiledParts(translate(graph, dialect), compile);
  const p = tablesOf(pack);
  return (input) => {
    const data = { i: input, p, s: {} as Values };
    for (const { name, is } of said.steps) data.s[name] = is(data);
    return outcomeOf(graph, said, (part) => part(data));
  };
}

function compiledParts<T, C>(said: Translated<T>, compile: (part: T) => C): Translated<C> {
  return {
    steps: said.steps.map(({ name, is }) => ({ name, is: compile(is) })),
    outputs: said.outputs.map(({ name, value }) => ({ name, value: compile(value) })),
    reasons: said.reasons.map(({ code, when }) => ({ code, when: compile(when) })),
    effects: said.effects.map(({ rule, amount }) => ({ rule, amount: compile(amount) })),
  };
}

const INFIX: Readonly<Partial<Record<BinaryOp, string>>> = { add: '+', subtract: '-', equal: '==', less: '<', lessOrEqual: '<=' };
const keyed = (table: string, keys: readonly string[]): string => `${table}${keys.map((key) => `[${key}]`).join('')}`;

/** cel-js; numbers are doubles, its integers being BigInt. */
export function cel(graph: Graph, pack: Pack): OtherEngine {
  const environment = new Environment({ unlistedVariablesAreDyn: true })
    .registerFunction('share(dyn, dyn, dyn): double', share)
    .registerFunction('floorTo(dyn, dyn): double', (value: number, step: number) => value - (value % step))
    .registerFunction('least(dyn, dyn): double', (a: number, b: number) => Math.min(a, b))
    .registerFunction('greatest(dyn, dyn): double', (a: number, b: number) => Math.max(a, b))
    .registerFunction('onCurve(dyn, dyn): double', onCurve)
    .registerFunction('inBands(dyn, dyn): double', inBands);
  const literal = (value: unknown): string => (typeof value === 'number' ? value.toFixed(1) : JSON.stringify(value));
  const dialect: Dialect<string> = {
    number: literal,
    text: literal,
    step: (name) => `s.${name}`,
    input: ({ name, optional }, otherwise) => (optional ? `(has(i.${name}) ? i.${name} : ${literal(otherwise)})` : `i.${name}`),
    known: ({ name }) => `has(i.${name})`,
    binary: (op, left, right) => (op === 'least' || op === 'greatest' ? `${op}(${left}, ${right})` : `(${left} ${INFIX[op] ?? (op === 'and' ? '&&' : '||')} ${right})`),
    not: (of) => `!(${of})`,
    select: (condition, then, otherwise) => `(${condition} ? ${then} : ${otherwise})`,
    mulDiv: (a, b, d) => `share(${a}, ${b}, ${d})`,
    floorTo: (value, step) => `floorTo(${value}, ${step})`,
    cell: ({ name }, keys) => keyed(`p.${name}`, keys),
    at: ({ name, kind }, keys, x) => `${kind === 'curve' ? 'onCurve' : 'inBands'}(${keyed(`p.${name}`, keys)}, ${x})`,
  };
  const said = compiledParts(translate(graph, dialect), (text) => environment.parse(text) as unknown as (data: Values) => unknown);
  const p = tablesOf(pack);
  return (input) => {
    const data = { i: input, p, s: {} as Values };
    for (const { name, is } of said.steps) data.s[name] = is(data);
    return outcomeOf(graph, said, (part) => part(data));
  };
}

/** zen-engine: one expression node, in which later lines see earlier ones; the pack goes in with each input. */
export function zen(graph: Graph, pack: Pack): OtherEngine {
  const literal = (value: unknown): string => JSON.stringify(value);
  const extra: { name: string; is: string }[] = [];
  const mulDiv = (a: string, b: string, d: string): string => `floor((2 * ${a} * ${b} + ${d}) / (2 * ${d}))`;
  const dialect: Dialect<string> = {
    number: literal,
    text: literal,
    step: (name) => `$.${name}`,
    input: ({ name, optional }, otherwise) => (optional ? `(i.${name} ?? ${literal(otherwise)})` : `i.${name}`),
    known: ({ name }) => `(i.${name} != null)`,
    binary: (op, left, right) => (op === 'least' || op === 'greatest' ? `${op === 'least' ? 'min' : 'max'}([${left}, ${right}])` : `(${left} ${INFIX[op] ?? op} ${right})`),
    not: (of) => `(not (${of}))`,
    select: (condition, then, otherwise) => `(${condition} ? ${then} : ${otherwise})`,
    mulDiv,
    floorTo: (value, step) => `(${value} - ${value} % ${step})`,
    cell: ({ name }, keys) => keyed(`p.${name}`, keys),
    at: ({ name, kind }, keys, x) => {
      const points = keyed(`p.${name}`, keys);
      const before = `$.b${extra.push({ name: `b${extra.length}`, is: `len(filter(${points}, #[0] <= ${x}))` }) - 1}`;
      if (kind === 'bands') return `${points}[max([${before} - 1, 0])][1]`;
      const [x0, y0, x1, y1] = [`${points}[${before} - 1][0]`, `${points}[${before} - 1][1]`, `${points}[${before}][0]`, `${points}[${before}][1]`];
      const part = mulDiv(`abs(${y1} - ${y0})`, `(${x} - ${x0})`, `(${x1} - ${x0})`);
      return `(${before} == 0 ? ${points}[0][1] : ${before} == len(${points}) ? ${y0} : ${y1} < ${y0} ? ${y0} - ${part} : ${y0} + ${part})`;
    },
  };
  const said = translate(graph, dialect);
  const lines = [
    ...extra,
    ...said.steps,
    ...said.outputs.map(({ name, value }) => ({ name: `out.${name}`, is: value })),
    ...said.reasons.map(({ code, when }) => ({ name: `why.${code}`, is: when })),
    ...said.effects.map(({ rule, amount }) => ({ name: `did.${rule}`, is: amount })),
  ];
  const decision = new ZenEngine().createDecision({
    nodes: [
      { id: 'in', name: 'in', type: 'inputNode', position: { x: 0, y: 0 } },
      { id: 'do', name: 'do', type: 'expressionNode', position: { x: 1, y: 0 }, content: { expressions: lines.map(({ name, is }) => ({ id: name, key: name, value: is })) } },
      { id: 'out', name: 'out', type: 'outputNode', position: { x: 2, y: 0 } },
    ],
    edges: [{ id: 'a', sourceId: 'in', targetId: 'do', type: 'edge' }, { id: 'b', sourceId: 'do', targetId: 'out', type: 'edge' }],
  });
  const p = tablesOf(pack);
  type Result = { out: Outcome['outputs']; why: Record<string, boolean>; did: Record<string, number> };
  return async (input) => {
    const { out, why, did } = ((await decision.evaluate({ i: input, p })) as { result: Result }).result;
    return {
      decision: graph.decision.name,
      outputs: out,
      reasons: said.reasons.filter(({ code }) => why[code]).map(({ code }) => code),
      effects: said.effects.map(({ rule }) => ({ rule, minor: did[rule]! })),
    };
  };
}

/** A value of json-rules-engine: which facts it needs, and how it follows from them. */
interface Fact {
  readonly needs: readonly string[];
  readonly of: (facts: Values) => unknown;
}

/** json-rules-engine: reasons are rules, amounts are facts worked out when a rule or the result asks. */
export function jsonRules(graph: Graph, pack: Pack): OtherEngine {
  const p = tablesOf(pack);
  const fact = (parts: readonly Fact[], of: (...values: never[]) => unknown): Fact => ({
    needs: [...new Set(parts.flatMap(({ needs }) => needs))],
    of: (facts) => of(...(parts.map((part) => part.of(facts)) as never[])),
  });
  const constant = (value: unknown): Fact => ({ needs: [], of: () => value });
  const given = ({ name }: Input, read: (value: unknown) => unknown): Fact => ({ needs: ['input'], of: ({ input }) => read((input as Values)[name]) });
  const look = (name: string, keys: readonly Values[string][]): unknown => keys.reduce((so, key) => (so as Values)[key as string], p[name]);
  const BINARY: Readonly<Record<BinaryOp, (a: number, b: number) => unknown>> = {
    add: (a, b) => a + b, subtract: (a, b) => a - b, least: (a, b) => Math.min(a, b), greatest: (a, b) => Math.max(a, b), equal: (a, b) => a === b,
    less: (a, b) => a < b, lessOrEqual: (a, b) => a <= b, and: (a, b) => a && b, or: (a, b) => a || b,
  };
  const said = translate<Fact>(graph, {
    number: constant,
    text: constant,
    step: (name) => ({ needs: [name], of: (facts) => facts[name] }),
    input: (input, otherwise) => given(input, (value) => value ?? otherwise),
    known: (input) => given(input, (value) => value != null),
    binary: (op, left, right) => fact([left, right], BINARY[op]),
    not: (of) => fact([of], (holds: boolean) => !holds),
    select: (condition, then, otherwise) => ({ needs: [...new Set([condition, then, otherwise].flatMap(({ needs }) => needs))], of: (facts) => (condition.of(facts) ? then.of(facts) : otherwise.of(facts)) }),
    mulDiv: (a, b, d) => fact([a, b, d], share),
    floorTo: (value, step) => fact([value, step], (a: number, b: number) => a - (a % b)),
    cell: ({ name }, keys) => fact(keys, (...values) => look(name, values)),
    at: ({ name, kind }, keys, x) => fact([...keys, x], (...values: unknown[]) => (kind === 'curve' ? onCurve : inBands)(look(name, values.slice(0, -1)) as Points, values.at(-1) as number)),
  });
  const engine = new JsonRulesEngine();
  const know = (name: string, { needs, of }: Fact): unknown =>
    engine.addFact(name, async (_parameters: unknown, almanac: Almanac) => {
      const facts: Values = {};
      for (const need of needs) facts[need] = await almanac.factValue(need);
      return of(facts);
    });
  said.steps.forEach(({ name, is }) => know(name, is));
  said.outputs.forEach(({ name, value }) => know(`out ${name}`, value));
  said.effects.forEach(({ rule, amount }) => know(`did ${rule}`, amount));
  said.reasons.forEach(({ code, when }, index) => {
    know(`why ${code}`, when);
    engine.addRule({ conditions: { all: [{ fact: `why ${code}`, operator: 'equal', value: true }] }, event: { type: code }, priority: said.reasons.length - index });
  });
  return async (input) => {
    const { almanac, events } = await engine.run({ input });
    const outputs: Values = {};
    for (const { name } of said.outputs) outputs[name] = await almanac.factValue(`out ${name}`);
    const effects: { rule: string; minor: number }[] = [];
    for (const { rule } of said.effects) effects.push({ rule, minor: await almanac.factValue(`did ${rule}`) });
    return { decision: graph.decision.name, outputs: outputs as Outcome['outputs'], reasons: events.map(({ type }) => type), effects };
  };
}
