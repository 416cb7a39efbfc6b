import type { Parameter } from '../../../rules/language/index.ts';
import type { Random } from '../../golden/index.ts';
import type { Pack, PackValue } from '../../pack/schema.ts';

type Points = readonly (readonly [number, number])[];

/** A valid pack with other numbers: every value drawn anew inside its limits, in the order that its slope asks for. */
export function otherPack(like: Pack, parameters: readonly Parameter[], random: Random): Pack {
  const drawn = parameters.map((parameter) => {
    const given = like.parameters[parameter.name]!;
    return [parameter.name, { source: given.source, value: level(parameter, given.value, parameter.keys.length, random) }] as const;
  });
  return { ...like, name: 'Other', parameters: Object.fromEntries(drawn) };
}

function level(parameter: Parameter, value: PackValue, depth: number, random: Random): PackValue {
  if (depth === 0) return Array.isArray(value) ? points(parameter, value as Points, random) : draw(parameter, 1, random)[0]!;
  const entries = Object.entries(value as { readonly [key: string]: PackValue });
  if (depth > 1 || parameter.kind !== 'table') return Object.fromEntries(entries.map(([key, inner]) => [key, level(parameter, inner, depth - 1, random)]));
  const values = draw(parameter, entries.length, random);
  return Object.fromEntries(entries.map(([key], index) => [key, values[index]!]));
}

function points(parameter: Parameter, like: Points, random: Random): PackValue {
  const values = draw(parameter, like.length, random);
  return like.map(([x], index) => [x, values[index]!] as const);
}

function draw({ min, max, slope }: Parameter, count: number, random: Random): readonly number[] {
  // Near the ends as often as anywhere: zero and the largest value are where rules turn.
  const values = Array.from({ length: count }, () => (random.chance(0.2) ? random.pick([min, max]) : random.between(min, max)));
  if (slope === 'free') return values;
  const rising = values.sort((a, b) => a - b);
  return slope === 'rising' ? rising : rising.reverse();
}
