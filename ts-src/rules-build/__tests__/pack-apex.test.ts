import { openLocalOrg } from '../../local-org/index.ts';
import type { OpenedOrg } from '../../local-org/index.ts';
import { canonicalJson, checkPack, Random } from '../index.ts';
import type { Json, PackFault } from '../index.ts';
import { brokenPack } from './support/broken-pack.ts';
import { compiled, pack, root } from './support/project.ts';
import { randomPack } from './support/random-pack.ts';

const BROKEN = 200;

let org: OpenedOrg;

beforeAll(() => {
  org = openLocalOrg({ projectDir: root });
});
afterAll(() => org.close());

/** What the page for rule packs is told. */
function byApex(text: string): PackFault[] {
  const admin = org.persona('admin')!.userId;
  const faults = org.transaction(admin, () => org.apex.callAura('RulePackAdminController', 'validate', { packJson: text }).value) as readonly (PackFault & { readonly message: string })[];
  return faults.map(({ path, rule, value }) => ({ path, rule, value: value ?? null }));
}

describe('the check of rule packs in Apex', () => {
  it('passes what the compiler passes', () => {
    expect(byApex(canonicalJson(pack as unknown as Json))).toEqual([]);
    expect(byApex(canonicalJson(randomPack(new Random(1)) as unknown as Json))).toEqual([]);
  });

  it('tells the faults that the compiler tells', () => {
    const random = new Random(7);
    const seen = new Set<string>();
    for (let count = 0; count < BROKEN; count++) {
      const broken = brokenPack(random);
      const faults = checkPack(broken, compiled);
      faults.forEach(({ rule }) => seen.add(rule));
      const inOrder = (list: readonly PackFault[]): string[] => list.map((fault) => JSON.stringify(fault)).sort();
      expect(inOrder(byApex(canonicalJson(broken)))).toEqual(inOrder(faults));
    }
    expect([...seen].sort()).toEqual(['duplicate', 'empty', 'first', 'format', 'missing', 'order', 'range', 'slope', 'type', 'unknown']);
  });
});
