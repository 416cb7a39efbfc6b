import fc from 'fast-check';
import { ApexDate, ApexDatetime, ApexTime, isTimeZone, zoneOffset } from '../index.ts';

const day = fc.integer({ min: -719_162, max: 2_932_896 });
const instant = fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 });

describe('ApexDate', () => {
  test('day numbers and dates are one to one, in the order of JavaScript dates', () => {
    fc.assert(fc.property(day, (n) => {
      const date = ApexDate.fromDays(n);
      const js = new Date(n * 86_400_000);
      expect([date.year(), date.month(), date.day(), date.dayOfWeek()]).toEqual([js.getUTCFullYear(), js.getUTCMonth() + 1, js.getUTCDate(), js.getUTCDay()]);
      expect(ApexDate.of(date.year(), date.month(), date.day()).days).toBe(n);
      expect(ApexDate.parse(date.toString()).days).toBe(n);
    }));
  });

  test('adding days, months and years', () => {
    expect(ApexDate.of(2024, 1, 31).addMonths(1).toString()).toBe('2024-02-29');
    expect(ApexDate.of(2024, 2, 29).addYears(1).toString()).toBe('2025-02-28');
    expect(ApexDate.of(2024, 3, 31).addMonths(-13).toString()).toBe('2023-02-28');
    expect(ApexDate.of(2023, 12, 31).addDays(1).toString()).toBe('2024-01-01');
    fc.assert(fc.property(day, fc.integer({ min: -5000, max: 5000 }), (n, by) => {
      const date = ApexDate.fromDays(n);
      expect(date.daysBetween(date.addDays(by))).toBe(by);
      expect(date.monthsBetween(date.addMonths(by))).toBe(by);
    }));
  });

  test('parts out of range roll over', () => {
    expect(ApexDate.of(2020, 14, 0).toString()).toBe('2021-01-31');
    expect(ApexDate.of(2020, 0, 1).toString()).toBe('2019-12-01');
  });

  test('weeks and months have a start', () => {
    expect(ApexDate.of(2026, 5, 20).toStartOfWeek().toString()).toBe('2026-05-17');
    expect(ApexDate.of(2026, 5, 20).toStartOfWeek(1).toString()).toBe('2026-05-18');
    expect(ApexDate.of(2026, 5, 20).toStartOfMonth().toString()).toBe('2026-05-01');
    expect(ApexDate.of(2024, 12, 31).dayOfYear()).toBe(366);
  });

  test('dates that do not exist are refused', () => {
    for (const text of ['2023-02-29', '2023-13-01', '2023-1', 'today', '']) expect(ApexDate.tryParse(text)).toBeNull();
    expect(() => ApexDate.parse('2023-02-30')).toThrow('Invalid date: 2023-02-30');
  });

  test('the short form follows the locale', () => {
    expect(ApexDate.of(2026, 1, 31).format()).toBe('1/31/2026');
    expect(ApexDate.of(2026, 1, 31).format('de-DE')).toBe('31.01.26');
  });
});

describe('ApexDatetime', () => {
  test('ISO text and back is the same instant', () => {
    fc.assert(fc.property(instant, (ms) => {
      const datetime = ApexDatetime.fromMs(ms);
      expect(ApexDatetime.parse(datetime.toIso()).ms).toBe(ms);
      expect(ApexDatetime.parse(datetime.toRest()).ms).toBe(ms);
      expect(datetime.toIso()).toBe(new Date(ms).toISOString());
    }));
  });

  test('wall time in a zone and back is the same instant, but for the hour that comes twice', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), fc.constantFrom('Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'GMT'), (ms, zone) => {
      const w = ApexDatetime.fromMs(ms).wall(zone);
      const back = ApexDatetime.ofZone(zone, w.year, w.month, w.day, w.hour, w.minute, w.second, w.millisecond);
      expect(Math.abs(back.ms - ms)).toBeLessThanOrEqual(3_600_000);
      expect(back.toWallString(zone)).toBe(ApexDatetime.fromMs(ms).toWallString(zone));
    }));
  });

  test('offsets follow daylight saving time', () => {
    expect(zoneOffset('Europe/Paris', Date.UTC(2026, 0, 1))).toBe(3_600_000);
    expect(zoneOffset('Europe/Paris', Date.UTC(2026, 6, 1))).toBe(7_200_000);
    expect(zoneOffset('Asia/Kolkata', 0)).toBe(19_800_000);
    expect([isTimeZone('Europe/Paris'), isTimeZone('GMT+02:00'), isTimeZone('Mars/Base')]).toEqual([true, true, false]);
  });

  test('a time that the clocks skip is the later one', () => {
    expect(ApexDatetime.ofZone('Europe/Paris', 2026, 3, 29, 2, 30).toIso()).toBe('2026-03-29T01:30:00.000Z');
  });

  test('a day later is the same time on the clock', () => {
    const before = ApexDatetime.ofZone('Europe/Paris', 2026, 3, 28, 12, 0);
    expect(before.addDays(1, 'Europe/Paris').toWallString('Europe/Paris')).toBe('2026-03-29 12:00:00');
    expect(before.addDays(1, 'Europe/Paris').ms - before.ms).toBe(23 * 3_600_000);
  });

  test.each([
    ['yyyy-MM-dd HH:mm:ss', '2026-05-07 15:04:09'],
    ["yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", '2026-05-07T15:04:09.008Z'],
    ['MMM d, yy', 'May 7, 26'],
    ['EEEE, d MMMM yyyy', 'Thursday, 7 May 2026'],
    ['h:mm a', '3:04 PM'],
    ["''yy''", "'26'"],
    ['D u F w W', '127 4 1 19 2'],
    ['k K', '15 3'],
    ['Z', '+0000'],
    ['XXX', 'Z'],
  ])('the pattern %s', (pattern, text) => {
    expect(ApexDatetime.ofGmt(2026, 5, 7, 15, 4, 9, 8).formatPattern(pattern)).toBe(text);
  });

  test('the pattern shows the zone it is written in', () => {
    const noon = ApexDatetime.ofGmt(2026, 7, 1, 12);
    expect(noon.formatPattern('HH:mm Z XXX X', 'Asia/Kolkata')).toBe('17:30 +0530 +05:30 +05');
    expect(noon.formatPattern('HH:mm zzz', 'America/Los_Angeles')).toBe('05:00 PDT');
    expect(() => noon.formatPattern('bb')).toThrow("Illegal pattern character 'b'");
  });

  test('the short form', () => {
    expect(ApexDatetime.ofGmt(2026, 1, 31, 0, 5).formatShort()).toBe('1/31/2026, 12:05 AM');
  });
});

describe('ApexTime', () => {
  test('wraps around midnight and reads what it writes', () => {
    expect(ApexTime.of(23, 59, 59, 999).addMs(1).toString()).toBe('00:00:00.000Z');
    fc.assert(fc.property(fc.integer({ min: 0, max: 86_399_999 }), (ms) => {
      expect(ApexTime.parse(ApexTime.fromMs(ms).toString()).ms).toBe(ms);
    }));
    expect(ApexTime.tryParse('24:00:00')).toBeNull();
  });
});
