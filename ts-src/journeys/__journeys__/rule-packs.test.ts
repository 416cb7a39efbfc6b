import { withRace } from '../../local-org/race/index.ts';
import type { Race } from '../../local-org/race/index.ts';
import { MemoryOrg } from '../memory-org.ts';

/** Two administrators at the same moment: one pack is in force, and none that somebody still edits. */
let memory: MemoryOrg;
beforeAll(() => { memory = new MemoryOrg(); }, 120_000);
afterAll(() => memory.close());

interface Pack {
  readonly packId: string;
  readonly name: string;
  readonly packHash: string;
  readonly packJson: string;
}

const admin = (method: string, args: Readonly<Record<string, unknown>>): unknown => memory.aura('admin', 'RulePackAdminController', method, args);
const draft = (name: string): Pack => admin('copyPack', { packId: null, name }) as Pack;
const activate = ({ packId }: Pack): unknown => admin('activatePack', { packId });
const statusOf = (...packs: readonly Pack[]): unknown[] => packs.map(({ packId }) => memory.query(`SELECT Status__c FROM Rule_Pack__c WHERE Id = '${packId}'`)[0]!.Status__c);
const inForce = (): string => (memory.aura('associate', 'RulePackController', 'current', {}) as { name: string }).name;

/** What it says when it is refused; undefined when it is done. */
function refusal(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** One activates; the other comes in once the packs are locked. */
function race(outer: Pack, how: Partial<Race>, rival: () => unknown): { competitor: string; rival: string | undefined } {
  let refused: string | undefined;
  const { competitor } = withRace(memory.org, { afterRead: 'Rule_Pack__c', ...how, compete: () => { refused = refusal(rival); } }, () => activate(outer));
  return { competitor, rival: refused };
}

test('of two who activate at once the second waits, and ends the first one\'s pack', () => {
  const [first, second] = [draft('First'), draft('Second')];
  expect(race(first, {}, () => activate(second))).toEqual({ competitor: 'waited', rival: undefined });
  expect(statusOf(first, second)).toEqual(['Retired', 'Active']);
  expect(inForce()).toBe('Second');
});

test('one who cannot wait is told to try again', () => {
  const [first, second] = [draft('Third'), draft('Fourth')];
  expect(race(first, { whenLocked: 'fails' }, () => activate(second))).toEqual({ competitor: 'failed', rival: 'Somebody else is working on this item. Try again.' });
  expect(statusOf(first, second)).toEqual(['Active', 'Draft']);
  expect(inForce()).toBe('Third');
});

test('who saves a draft while it is activated finds it closed', () => {
  const pack = draft('Fifth');
  const edit = { packId: pack.packId, name: pack.name, packJson: pack.packJson.replace('"source":"', '"source":"Changed: '), expectedHash: pack.packHash };
  const { competitor, rival } = race(pack, {}, () => admin('saveDraft', { draft: edit }));
  expect(competitor).toBe('waited');
  expect(rival).toMatch(/cannot be changed by hand/);
  expect(memory.query(`SELECT Parameters_Hash__c FROM Rule_Pack__c WHERE Id = '${pack.packId}'`)).toMatchObject([{ Parameters_Hash__c: pack.packHash }]);
});
