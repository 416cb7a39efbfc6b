import { LimitFailure } from '../errors.ts';
import { withinTime } from '../watchdog.ts';

test('an endless loop is stopped and told as the CPU limit', () => {
  expect(() => withinTime(50, () => { for (;;); })).toThrow(new LimitFailure('Apex CPU time limit exceeded'));
});

test('results and errors pass through, also nested', () => {
  expect(withinTime(1000, () => withinTime(1000, () => 42))).toBe(42);
  const error = new RangeError('mine');
  expect(() => withinTime(1000, () => { throw error; })).toThrow(error);
});
