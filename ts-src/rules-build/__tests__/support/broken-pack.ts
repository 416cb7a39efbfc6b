/** The default pack with one thing wrong, whichever. */
import type { Json, Random } from '../../index.ts';
import { pack } from './project.ts';

type Branch = Record<string, Json> | Json[];

const WRONG: readonly Json[] = [null, true, -1, 1.5, 60_001, 10 ** 12, '', ' ', 'x'.repeat(81), '__proto__', [], {}, [[0, 1]], [[5, 1], [4, 2]], [[0, 9_000], [10, 9_500], [20, 9_100]], [[0]], ['EUR', 'EUR']];

type Points = [number, number][];

const isBranch = (value: Json | undefined): value is Branch & Json => typeof value === 'object' && value !== null;

export function brokenPack(random: Random): Json {
  const copy = structuredClone(pack) as unknown as Branch;
  let at = copy;
  // Down the tree, further the deeper it goes.
  for (;;) {
    const below = Object.values(at).filter(isBranch) as Branch[];
    if (below.length === 0 || random.chance(0.15)) break;
    at = random.pick(below);
  }
  const names = Object.keys(at);
  const name = random.pick(names);
  const fields = at as Record<string, Json>;
  switch (random.between(0, 4)) {
    case 0:
      if (Array.isArray(at)) at.splice(Number(name), 1);
      else Reflect.deleteProperty(fields, name);
      break;
    case 1:
      if (Array.isArray(at)) at.push(random.pick(WRONG));
      else fields[random.pick(['extra', 'Änderung', 'zebra'])] = random.pick(WRONG);
      break;
    case 2:
      if (typeof fields[name] === 'number') fields[name] += random.pick([-1, 1, 10_000, -10_000, 0.5]);
      else fields[name] = random.pick(WRONG);
      break;
    case 3:
      fields[name] = random.pick(WRONG);
      break;
    default:
      disorder(random.pick(pointsIn(copy)), random);
  }
  return copy as unknown as Json;
}

function disorder(points: Points, random: Random): void {
  if (random.chance(0.5)) points[0]![0] += 1;
  else points.reverse();
}

const isPoints = (branch: Branch): boolean => Array.isArray(branch) && Array.isArray(branch[0]);

function pointsIn(branch: Branch): Points[] {
  if (isPoints(branch)) return [branch as unknown as Points];
  return (Object.values(branch).filter(isBranch) as Branch[]).flatMap(pointsIn);
}
