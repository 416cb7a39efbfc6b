import { LimitFailure } from '../errors.ts';
import { TransactionLimits } from '../limits.ts';

test('limits count only while Apex runs', () => {
  const limits = new TransactionLimits('synchronous');
  limits.charge('queryRows', 100_000);
  expect(limits.used('queryRows')).toBe(0);
  limits.whileApexRuns(() => limits.charge('queryRows', 10));
  expect(limits.used('queryRows')).toBe(10);
});

test('the query after the last one is a failure in the platform\'s words', () => {
  const limits = new TransactionLimits('synchronous');
  limits.whileApexRuns(() => {
    for (let i = 0; i < 100; i++) limits.charge('queries');
    expect(() => limits.charge('queries')).toThrow(new LimitFailure('Too many SOQL queries: 101'));
  });
});

test('startTest gives a fresh set and stopTest returns to the one before', () => {
  const limits = new TransactionLimits('synchronous');
  limits.whileApexRuns(() => {
    limits.charge('dmlRows', 7);
    limits.push();
    expect(limits.used('dmlRows')).toBe(0);
    limits.charge('dmlRows', 2);
    limits.pop();
    expect(limits.used('dmlRows')).toBe(7);
  });
});

test('asynchronous transactions have 200 queries and a minute of CPU time', () => {
  const limits = new TransactionLimits('asynchronous');
  expect([limits.max('queries'), limits.max('cpuTime'), limits.max('heapSize')]).toEqual([200, 60_000, 12_000_000]);
});

test('queueables are asynchronous but may call future methods; nothing is too much without rules', () => {
  const limits = new TransactionLimits('queueable');
  expect([limits.max('queries'), limits.max('queueableJobs'), limits.max('futureCalls')]).toEqual([200, 1, 50]);
  limits.whileApexRuns(() => {
    limits.push('none');
    limits.charge('queryRows', 10_000_000);
    limits.pop();
    expect(limits.used('queryRows')).toBe(0);
  });
});

test('a wait is no CPU time', () => {
  let now = 0;
  const limits = new TransactionLimits('synchronous', () => now);
  now = 1500;
  limits.waited(1200);
  expect(limits.used('cpuTime')).toBe(300);
});
