import type { Input } from '../../rules/index.ts';
import { DECISIONS, DEFAULT_PACK } from '../../rules/index.ts';
import { canonicalJson, compile, inputField, outputField, sha256 } from '../../rules-build/index.ts';
import type { Lowered, Pack } from '../../rules-build/index.ts';

export function list({ json }: { readonly json?: boolean }): void {
  const pack: Pack = DEFAULT_PACK;
  const compiled = compile(DECISIONS);
  const decisions = compiled.decisions.map((lowered) => describe(lowered, pack));
  const hashes = { logicHash: compiled.logicHash, packHash: sha256(canonicalJson(pack)) };
  if (json) process.stdout.write(`${JSON.stringify({ decisions, ...hashes })}\n`);
  else process.stdout.write(decisions.map(forPeople).join('\n'));
}

type Described = ReturnType<typeof describe>;

function describe(lowered: Lowered, pack: Pack) {
  const { decision, inputs } = lowered.graph;
  return {
    name: decision.name,
    title: decision.title,
    description: decision.description,
    inputs: inputs.map(({ of }) => describeInput(of, pack)),
    outputs: decision.outputs.map(({ name, description, when }, index) => ({ name, ...outputField(lowered, index), nullable: when !== undefined, description })),
    reasons: decision.reasons.map(({ code }) => code),
    rules: decision.effects.map(({ rule }) => rule),
    explains: decision.explains ?? null,
  };
}

/** A range or all allowed values; of keys those that the default pack lists. */
function describeInput(input: Input, pack: Pack) {
  const { name, description, optional } = input;
  const field = inputField(input);
  const values = field.type === 'boolean' ? [false, true] : field.list === undefined ? field.values : pack.lists[field.list]!;
  return {
    name,
    ...field,
    ...(values === undefined ? {} : { values }),
    unit: input.kind === 'integer' ? input.unit : null,
    ...(input.kind === 'integer' ? { min: input.min, max: input.max } : {}),
    optional,
    description,
  };
}

function forPeople({ name, description, inputs, outputs }: Described): string {
  const row = (label: string, what: string, mark: string): string => `  ${mark} ${label.padEnd(26)} ${what}\n`;
  return [
    `${name}: ${description}\n`,
    ...inputs.map((input) => row(input.name, 'min' in input ? `${input.min} to ${input.max} ${input.unit!}` : (input.values?.join(', ') ?? ''), input.optional ? '?' : '<')),
    ...outputs.map((output) => row(output.name, output.values?.join(', ') ?? output.unit ?? output.type, '>')),
  ].join('');
}
