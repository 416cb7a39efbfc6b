/** Rule packs that the checker passes and nobody would write: what holds under them does not rest on the default figures. */
import type { Parameter } from '../../../rules/index.ts';
import type { Pack, PackValue, Random } from '../../index.ts';
import { compiled, pack as defaultPack } from './project.ts';

const MOST_POINTS = 6;

export function randomPack(random: Random): Pack {
  const { lists } = defaultPack;
  const parameters = compiled.parameters.map((parameter) => [parameter.name, { source: 'chance', value: level(parameter, 0, lists, random) }] as const);
  return { format: 1, name: 'Random', lists, parameters: Object.fromEntries(parameters) };
}

function level(parameter: Parameter, depth: number, lists: Pack['lists'], random: Random): PackValue {
  const key = parameter.keys[depth];
  if (key === undefined) return parameter.kind === 'curve' || parameter.kind === 'bands' ? points(parameter, random) : random.between(parameter.min, parameter.max);
  const names = 'list' in key ? lists[key.list]! : key.values;
  const isLast = depth === parameter.keys.length - 1;
  if (isLast && parameter.kind === 'table') {
    const values = sloping(parameter, names.length, random);
    return Object.fromEntries(names.map((name, index) => [name, values[index]!]));
  }
  return Object.fromEntries(names.map((name) => [name, level(parameter, depth + 1, lists, random)]));
}

function points(parameter: Parameter & { readonly kind: 'curve' | 'bands' }, random: Random): PackValue {
  const { xMin, xMax, kind } = parameter;
  const wanted = random.between(1, MOST_POINTS);
  const xs = new Set(kind === 'bands' ? [xMin] : []);
  while (xs.size < Math.min(wanted, xMax - xMin + 1)) xs.add(random.between(xMin, random.chance(0.5) ? xMax : Math.min(xMax, xMin + 400)));
  const ys = sloping(parameter, xs.size, random);
  return [...xs].sort((a, b) => a - b).map((x, index) => [x, ys[index]!] as const);
}

function sloping({ slope, min, max }: Parameter, count: number, random: Random): number[] {
  const values = Array.from({ length: count }, () => random.between(min, max));
  if (slope !== 'free') values.sort((a, b) => (slope === 'rising' ? a - b : b - a));
  return values;
}
