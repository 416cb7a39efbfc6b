import vm from 'node:vm';
import { ApexFailure } from '../../execution/errors.ts';
import type { TestClass, TestHost, TestWorld } from '../index.ts';
import { TestRuns, localExecutor } from '../index.ts';

const code = ['({', 'twice(x) {', 'if (x === 0) {', 'return 0;', '}', 'return x * 2;', '}', '})'].join('\n');
const unit = { file: 'test-runs-test/Twice.cls', name: 'Twice', type: 'ApexClass' as const, statements: new Map([[3, code.indexOf('if (x')], [4, code.indexOf('return 0')], [6, code.indexOf('return x')]]) };

let worlds = 0;

/** A world of plain functions; `rows` stands for the database. */
function host(log: string[] = []): TestHost {
  const openWorld = (): TestWorld => {
    const { twice } = new vm.Script(`${code}// ${worlds++}`, { filename: unit.file }).runInThisContext() as { twice(x: number): number };
    const rows: string[] = [];
    const methods: Record<string, () => void> = {
      prepare: () => rows.push('prepared'),
      passes: () => {
        twice(4);
        rows.push('mine');
      },
      seesOnlySetup: () => {
        if (rows.join() !== 'prepared') throw new Error(`rows: ${rows.join()}`);
      },
      fails: () => {
        throw new ApexFailure('System.AssertException', 'Assertion Failed: Expected: 1, Actual: 2', 'Class.BTest.fails: line 3, column 1');
      },
    };
    return {
      code: new Map([[unit.file, unit]]),
      mark: () => {
        const before = [...rows];
        return { rollback: () => void rows.splice(0, rows.length, ...before) };
      },
      call: (_user, className, method) => {
        log.push(`${className}.${method}`);
        methods[method]!();
      },
      close: () => log.push('closed'),
    };
  };
  return { openWorld, now: () => 1000 };
}

const CLASSES: readonly TestClass[] = [
  { name: 'ATest', setup: ['prepare'], methods: ['passes', 'seesOnlySetup'] },
  { name: 'BTest', setup: [], methods: ['fails'] },
];
let ids = 0;
const runs = (log?: string[]): TestRuns => new TestRuns({ testClasses: () => CLASSES, executor: localExecutor(host(log)), now: () => 1000, newRunId: () => `7070lL00000000${ids++}AAA` });

test('set-up rows stay for each method, rows of a method do not', async () => {
  const run = await runs().run({ tests: [{ className: 'atest' }], userId: '005' });
  expect(run.results.map((result) => [result.methodName, result.outcome, result.isTestSetup])).toEqual([['prepare', 'Pass', true], ['passes', 'Pass', false], ['seesOnlySetup', 'Pass', false]]);
  expect(run.status).toBe('Completed');
});

test('a failure carries its message and Apex frames', async () => {
  const run = await runs().run({ tests: 'all', userId: '005' });
  expect(run.results.at(-1)).toMatchObject({ className: 'BTest', methodName: 'fails', outcome: 'Fail', message: 'System.AssertException: Assertion Failed: Expected: 1, Actual: 2', stackTrace: 'Class.BTest.fails: line 3, column 1' });
});

test('coverage is told per method and in total', async () => {
  const tests = runs();
  const run = await tests.run({ tests: [{ className: 'ATest', methods: ['passes'] }], userId: '005' });
  expect(run.methodCoverage).toEqual([{ name: 'Twice', type: 'ApexClass', covered: [3, 6], uncovered: [4], testClass: 'ATest', testMethod: 'passes' }]);
  expect(tests.coverage).toEqual([{ name: 'Twice', type: 'ApexClass', covered: [3, 6], uncovered: [4] }]);
});

test('a run in the background leaves room for others and can be polled', async () => {
  const log: string[] = [];
  const tests = runs(log);
  const { id } = tests.start({ tests: 'all', userId: '005', coverage: false });
  const beats: string[] = [];
  while (tests.find(id)!.endedAt === null) {
    beats.push(tests.find(id)!.status);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(beats.length).toBeGreaterThan(2);
  expect(tests.find(id)!.classes).toEqual([{ name: 'ATest', methods: 2, done: 2, status: 'Completed' }, { name: 'BTest', methods: 1, done: 1, status: 'Completed' }]);
  expect(log.at(-1)).toBe('closed');
});

test('an unknown class or method is refused before anything runs', () => {
  const tests = runs();
  expect(() => tests.start({ tests: [{ className: 'Nope' }], userId: '005' })).toThrow("This class name's value is invalid: Nope");
  expect(() => tests.start({ tests: [{ className: 'ATest', methods: ['nope'] }], userId: '005' })).toThrow('ATest has no such test method');
});
