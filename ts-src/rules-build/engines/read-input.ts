import type { Input } from '../../rules/language/index.ts';
import type { Json } from '../canonical.ts';
import type { Pack } from '../pack/schema.ts';
import type { InputError, InputRule, RuleInput, Scalar } from './result.ts';

/** Values by the names of the inputs: choices as ordinals, truths as 0 and 1. Only what was given. */
export type ReadInput = ReadonlyMap<string, number>;

/** @returns what was read, or every fault in the order of the inputs, then what nobody declared */
export function readInput(inputs: readonly Input[], input: RuleInput, pack: Pack): ReadInput | readonly InputError[] {
  const errors: InputError[] = [];
  const read = new Map<string, number>();
  for (const declared of inputs) {
    const value = input[declared.name];
    if (value === undefined || value === null) {
      if (!declared.optional) errors.push({ field: declared.name, rule: 'missing', value: null });
      continue;
    }
    const found = readValue(declared, value, pack);
    if (typeof found === 'number') read.set(declared.name, found);
    else errors.push({ field: declared.name, rule: found, value: told(value) });
  }
  const names = new Set(inputs.map(({ name }) => name));
  const unknown = Object.keys(input).filter((name) => !names.has(name)).sort();
  errors.push(...unknown.map((field): InputError => ({ field, rule: 'unknown', value: told(input[field]!) })));
  return errors.length > 0 ? errors : read;
}

function readValue(input: Input, value: Json, pack: Pack): number | InputRule {
  if (input.kind === 'boolean') return typeof value === 'boolean' ? Number(value) : 'type';
  if (input.kind === 'integer') {
    if (!Number.isSafeInteger(value)) return 'type';
    return (value as number) < input.min || (value as number) > input.max ? 'range' : (value as number);
  }
  if (typeof value !== 'string') return 'type';
  const ordinal = ('list' in input.domain ? pack.lists[input.domain.list]! : input.domain.values).indexOf(value);
  return ordinal < 0 ? 'allowed' : ordinal;
}

function told(value: Json): Scalar | null {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isSafeInteger(value) ? (value as Scalar) : null;
}
