import fc from 'fast-check';
import { CronError, CronExpression, cronAt } from '../cron.ts';

const NOW = Date.UTC(2026, 4, 20, 10, 30, 15); // a Wednesday

/** The next times, as GMT text. */
function times(expression: string, count = 1, zone = 'GMT'): string[] {
  const cron = new CronExpression(expression);
  const found: string[] = [];
  for (let at: number | undefined = NOW; found.length < count; ) {
    at = cron.next(at, zone);
    if (at === undefined) break;
    found.push(new Date(at).toISOString().slice(0, 16));
  }
  return found;
}

test.each([
  ['0 0 13 * * ?', ['2026-05-20T13:00', '2026-05-21T13:00']],
  ['0 30 10 * * ?', ['2026-05-21T10:30', '2026-05-22T10:30']],
  ['0 0 9-17/4 ? * MON-FRI', ['2026-05-20T13:00', '2026-05-20T17:00', '2026-05-21T09:00']],
  ['0 0 */12 * * ?', ['2026-05-20T12:00', '2026-05-21T00:00']],
  ['0 0 10 1/10 * ?', ['2026-05-21T10:00', '2026-05-31T10:00', '2026-06-01T10:00']],
  ['0 0 0 ? JAN,MAR,12 SUN', ['2026-12-06T00:00', '2026-12-13T00:00']],
  ['0 0 8 ? * FRI-MON', ['2026-05-22T08:00', '2026-05-23T08:00', '2026-05-24T08:00', '2026-05-25T08:00', '2026-05-29T08:00']],
  ['0 0 22 ? * 6L', ['2026-05-29T22:00', '2026-06-26T22:00']],
  ['0 0 22 ? * FRI#1', ['2026-06-05T22:00', '2026-07-03T22:00']],
  ['0 0 22 ? * L', ['2026-05-23T22:00', '2026-05-30T22:00']],
  ['0 0 0 L * ?', ['2026-05-31T00:00', '2026-06-30T00:00']],
  ['0 0 0 L-3 2 ?', ['2027-02-25T00:00', '2028-02-26T00:00']],
  ['0 0 0 LW * ?', ['2026-05-29T00:00', '2026-06-30T00:00']],
  ['0 0 0 15W * ?', ['2026-06-15T00:00', '2026-07-15T00:00', '2026-08-14T00:00']],
  ['0 0 0 1W 8 ?', ['2026-08-03T00:00']],
  ['0 0 0 29 2 ?', ['2028-02-29T00:00', '2032-02-29T00:00']],
  ['0 0 20 * * ? 2027-2028', ['2027-01-01T20:00']],
  ['0 5 12 20 5 ? 2026', ['2026-05-20T12:05']],
  ['0 0 0 1 1 ? 2020', []],
  ['0 0 0 31 2 ?', []],
] as const)('%s comes at %j', (expression, expected) => {
  expect(times(expression, Math.max(expected.length, 1))).toEqual(expected);
});

test('the wall clock of the zone decides, also when it is put back or forward', () => {
  expect(times('0 0 3 * * ?', 1, 'Europe/Paris')).toEqual(['2026-05-21T01:00']);
  expect(times('0 0 3 25,26 10 ?', 2, 'Europe/Paris')).toEqual(['2026-10-25T02:00', '2026-10-26T02:00']);
  expect(times('0 30 2 28,29 3 ? 2027', 2, 'Europe/Paris')).toEqual(['2027-03-28T01:30', '2027-03-29T00:30']);
});

test('a moment as an expression comes once', () => {
  expect(cronAt(NOW, 'Europe/Paris')).toBe('15 30 12 20 5 ? 2026');
  expect(new CronExpression(cronAt(NOW, 'Europe/Paris')).next(NOW - 1000, 'Europe/Paris')).toBe(NOW);
  expect(new CronExpression(cronAt(NOW, 'Europe/Paris')).next(NOW, 'Europe/Paris')).toBeUndefined();
});

test.each([
  ['0 0', 'Unexpected end of expression.'],
  ['', 'Seconds and minutes must be specified as integers'],
  ['0 0/5 * * * ?', 'Seconds and minutes must be specified as integers'],
  ['0 61 * * * ?', 'Minute and Second values must be between 0 and 59'],
  ['0 0 24 * * ?', 'Hour values must be between 0 and 23'],
  ['0 0 0 32 * ?', 'Day of month values must be between 1 and 31'],
  ['0 0 0 1 13 ?', 'Month values must be between 1 and 12'],
  ['0 0 0 1 ABC ?', "Invalid Month value: 'ABC'"],
  ['0 0 0 ? * 8', 'Day-of-Week values must be between 1 and 7'],
  ['0 0 0 ? * XYZ', "Invalid Day-of-Week value: 'XYZ'"],
  ['0 0 0 ? * M', 'Illegal cron expression format (java.lang.StringIndexOutOfBoundsException: begin 0, end 3, length 1)'],
  ['0 0 0 * * *', 'Support for specifying both a day-of-week AND a day-of-month parameter is not implemented.'],
  ['0 0 0 ? * ?', "'?' can only be specfied for Day-of-Month -OR- Day-of-Week."],
  ['0 0 ? * * ?', "'?' can only be specfied for Day-of-Month or Day-of-Week."],
  ['0 0 0/25 * * ?', 'Increment > 24 : 25'],
  ['0 0 */x * * ?', "'/' must be followed by an integer."],
  ['0 0 */0 * * ?', "'/' must be followed by an integer."],
  ['0 0 3L * * ?', "'L' option is not valid here. (pos=1)"],
  ['0 0 0 ? * 2W', "'W' option is not valid here. (pos=1)"],
  ['0 0 0 40W * ?', "The 'W' option does not make sense with values larger than 31 (max number of days in a month)"],
  ['0 0 0 L,15 * ?', "Support for specifying 'L' and 'LW' with other days of the month is not implemented"],
  ['0 0 0 ? * 2L,3', "Support for specifying 'L' with other days of the week is not implemented"],
  ['0 0 0 ? * 6#6', "A numeric value between 1 and 5 must follow the '#' option"],
  ['0 0 0 ? * 6#1,7#2', 'Support for specifying multiple "nth" days is not implemented.'],
  ['0 0 8:30 * * ?', 'Unexpected character: :'],
  ['0 0 0 * * ? 2028-2026', 'Start year must be less than stop year'],
])('%s is refused: %s', (expression, message) => {
  expect(() => new CronExpression(expression)).toThrow(`${message}: ${expression}`);
});

test('whatever is given, an expression is refused in words or comes later than now', () => {
  const part = fc.oneof(fc.string({ unit: fc.constantFrom(...'0123456789*?/-,#LWMONFRI:') , maxLength: 8 }), fc.constantFrom('*', '?', '0', '1', 'L', 'LW', '15W', 'MON-FRI', '6#3', '2027', '*/7'));
  fc.assert(fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
    const text = parts.join(' ');
    try {
      const at = new CronExpression(text).next(NOW, 'Europe/Paris');
      expect(at ?? Infinity).toBeGreaterThan(NOW);
    } catch (error) {
      expect(error).toBeInstanceOf(CronError);
    }
  }), { numRuns: 3000 });
});
