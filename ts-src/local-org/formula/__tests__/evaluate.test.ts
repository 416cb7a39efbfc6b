import { ApexDate, ApexDatetime, ApexTime, Decimal, type Value } from '../../values/index.ts';
import { evaluate, FormulaEvaluationError } from '../index.ts';

const fields: Readonly<Record<string, Value>> = {
  Amount: Decimal.parse('100.50'), Count: 3, Big: 5n, Name: 'Ann', Empty: null, Yes: true, Colors: 'red;green',
  Day: ApexDate.of(2026, 1, 31), Moment: ApexDatetime.ofGmt(2026, 1, 31, 20, 15), Hour: ApexTime.of(10, 30, 15), 'Twin__r.Name': 'T-1',
};

/** The value as text; dates and numbers as TEXT shows them. */
function run(source: string): string {
  const value = evaluate(source, { value: (path) => fields[path.join('.')] ?? null, now: Date.UTC(2026, 0, 31, 20, 15), timeZone: 'Asia/Tokyo' });
  return value === null ? 'null' : value instanceof Decimal ? value.toPlainString() : String(value);
}

test.each([
  // arithmetic
  ['1 + 2 * 3', '7'], ['(1 + 2) * 3', '9'], ['7 / 2', '3.5'], ['0.1 + 0.2', '0.3'], ['-2 - -3', '1'], ['2 ^ 10', '1024'], ['1 / 3', `0.${'3'.repeat(39)}`],
  ['Amount + Count + Big', '108.50'], ['2 * 3 ^ 2', '36'], ['2 ^ -2', '0.25'],
  // texts
  ['"a" & "b"', 'ab'], ['"a" + "b"', 'ab'], ['Empty & "b"', 'b'], ["'single' & \"double\"", 'singledouble'], ['"a \\"quoted\\" \\n"', 'a "quoted" \n'],
  // comparisons and logic
  ['1 = 1.00', 'true'], ['Name = "Ann"', 'true'], ['Name = "ann"', 'false'], ['Name <> "Bob"', 'true'], ['Empty = ""', 'true'], ['Amount >= 100', 'true'], ['"a" < "b"', 'true'],
  ['AND(Yes, 1 < 2, TRUE)', 'true'], ['OR(FALSE, 1 > 2)', 'false'], ['NOT(Yes)', 'false'], ['NOT Yes', 'false'], ['!Yes || Yes && TRUE', 'true'], ['1 == 1 && 1 != 2', 'true'],
  ['IF(Amount > 50, "big", "small")', 'big'], ['CASE(Name, "Bob", 1, "Ann", 2, 0)', '2'], ['CASE(Count, 1, "one", 3, "three", "many")', 'three'], ['CASE(Name, "x", 1, 9)', '9'],
  ['CASE(Empty, "", "blank", "other")', 'blank'], ['CASE(MONTH(Day), 1, "Jan", "later")', 'Jan'],
  // blanks
  ['ISBLANK(Empty)', 'true'], ['ISBLANK(Name)', 'false'], ['ISNULL(Empty)', 'true'], ['BLANKVALUE(Empty, 5)', '5'], ['BLANKVALUE(Name, "x")', 'Ann'], ['NULLVALUE(Empty, 1)', '1'],
  ['Empty + 1', 'null'], ['Empty > 1', 'null'], ['IF(Empty > 1, "yes", "no")', 'no'], ['AND(Empty > 1)', 'false'], ['NOT(Empty > 1)', 'null'],
  // picklists are texts here
  ['ISPICKVAL(Name, "Ann")', 'true'], ['ISPICKVAL(Empty, "")', 'true'], ['INCLUDES(Colors, "green")', 'true'], ['INCLUDES(Colors, "gree")', 'false'], ['PICKLISTCOUNT(Colors)', '2'],
  // text functions
  ['LEN("four")', '4'], ['LEN(Empty)', '0'], ['LEFT("abc", 2)', 'ab'], ['RIGHT("abc", 2)', 'bc'], ['RIGHT("abc", 9)', 'abc'], ['MID("abcdef", 2, 3)', 'bcd'], ['TRIM("  a b ")', 'a b'],
  ['UPPER("aß")', 'ASS'], ['LOWER("AbC")', 'abc'], ['INITCAP("ann MARIE")', 'Ann Marie'], ['CONTAINS("abc", "b")', 'true'], ['CONTAINS("abc", "")', 'true'], ['BEGINS("abc", "ab")', 'true'],
  ['FIND("c", "abcabc")', '3'], ['FIND("c", "abcabc", 4)', '6'], ['FIND("x", "abc")', '0'], ['SUBSTITUTE("a-b-c", "-", "$&")', 'a$&b$&c'], ['LPAD("5", 3, "0")', '005'], ['RPAD("5", 3)', '5  '],
  ['LPAD("12345", 3, "0")', '123'], ['TEXT(1.50)', '1.5'], ['TEXT(100)', '100'], ['TEXT(Day)', '2026-01-31'], ['TEXT(Moment)', '2026-01-31 20:15:00Z'], ['TEXT(Hour)', '10:30:15.000'],
  ['VALUE("12.50") + 1', '13.50'], ['ISNUMBER("1e3")', 'true'], ['ISNUMBER("x")', 'false'], ['CASESAFEID("001000000000001")', '001000000000001AAA'], ['REVERSE("abc")', 'cba'],
  ['REGEX("AB12", "[A-Z]{2}\\\\d{2}")', 'true'], ['REGEX("xAB12", "[A-Z]{2}\\\\d{2}")', 'false'], ['REGEX("ab", "(?i)[A-Z]+")', 'true'], ['REGEX("a1", "\\\\p{Alpha}[\\\\p{Digit}_]")', 'true'],
  ['REGEX(Empty, "x?")', 'true'], ['BR()', '<br>'],
  ['HYPERLINK("/a?b=1&c", "Go", "_self")', '<a href="/a?b=1&amp;c" target="_self">Go</a>'], ['IMAGE("/x.png", "alt", 16, 20)', '<img src="/x.png" alt="alt" style="height:16px; width:20px;" border="0"/>'],
  // numbers
  ['ABS(-2.5)', '2.5'], ['ROUND(2.5, 0)', '3'], ['ROUND(-2.5, 0)', '-3'], ['ROUND(1.005, 2)', '1.01'], ['ROUND(1234, -2)', '1200'], ['CEILING(2.1)', '3'], ['CEILING(-2.1)', '-3'],
  ['MCEILING(-2.1)', '-2'], ['FLOOR(2.9)', '2'], ['FLOOR(-2.9)', '-2'], ['MFLOOR(-2.1)', '-3'], ['FLOOR(3 * (1 / 3))', '1'], ['TRUNC(2.987, 2)', '2.98'], ['MOD(7, 3)', '1'], ['MOD(-7, 3)', '-1'],
  ['MIN(3, 1, 2)', '1'], ['MAX(3, 1, 2)', '3'], ['SQRT(16)', '4'], ['EXP(0)', '1'], ['LN(1)', '0'], ['LOG(1000)', '3'],
  // dates
  ['TODAY()', '2026-02-01'], ['TEXT(NOW())', '2026-01-31 20:15:00Z'], ['DATE(2026, 2, 28) + 1', '2026-03-01'], ['Day - DATE(2026, 1, 1)', '30'], ['DATEVALUE("2026-01-05")', '2026-01-05'],
  ['DATEVALUE(Moment)', '2026-02-01'], ['TEXT(DATETIMEVALUE("2026-01-05 10:00:00"))', '2026-01-05 10:00:00Z'], ['TEXT(Moment + 0.5)', '2026-02-01 08:15:00Z'], ['YEAR(Day)', '2026'], ['MONTH(Day)', '1'],
  ['DAY(Day)', '31'], ['WEEKDAY(Day)', '7'], ['ADDMONTHS(Day, 1)', '2026-02-28'], ['ADDMONTHS(DATE(2026, 2, 28), 1)', '2026-03-31'], ['HOUR(Hour) + MINUTE(Hour)', '40'], ['TEXT(TIMEVALUE("10:00:00") + 1000)', '10:00:01.000'],
  ['ISOWEEK(DATE(2027, 1, 1))', '53'], ['ISOYEAR(DATE(2027, 1, 1))', '2026'], ['DAYOFYEAR(Day)', '31'],
  // shapes
  ['Twin__r.Name', 'T-1'], ['{!Name} & "!"', 'Ann!'], ['/* all */ 1 /* of it */ + 1', '2'], ['if(Yes, name, null)', 'null'],
])('%s is %s', (source, expected) => {
  expect(run(source)).toBe(expected);
});

test('branches that are not taken do not fail', () => {
  expect(run('IF(TRUE, 1, 1 / 0)')).toBe('1');
  expect(run('OR(TRUE, 1 / 0 = 1)')).toBe('true');
  expect(run('CASE("a", "a", 1, "b", 1 / 0, 2)')).toBe('1');
});

test.each([
  ['1 +\n 1 / 0', "Division by zero (operator '/', line 2, column 4)"],
  ['VALUE("x")', "The value 'x' is not a valid number. (function 'VALUE()', line 1, column 1)"],
  ['DATE(2026, 2, 30)', "Month or Day out of range in DATE() function (function 'DATE()', line 1, column 1)"],
  ['DATEVALUE("soon")', "Invalid date 'soon' (function 'DATEVALUE()', line 1, column 1)"],
  ['SQRT(-1)', "Out of range argument to SQRT() function (function 'SQRT()', line 1, column 1)"],
  ['MOD(1, 0)', "Division by zero (function 'MOD()', line 1, column 1)"],
  ['10 ^ 100', "Out of range argument to POWER() function (operator '^', line 1, column 4)"],
])('%j fails with function and place', (source, message) => {
  expect(() => run(source)).toThrow(FormulaEvaluationError);
  expect(() => run(source)).toThrow(message);
});

test.each(['VLOOKUP(1)', 'GETSESSIONID()', 'DISTANCE(1, 2, "km")', 'ISCLONE()'])('%s is named as not implemented', (source) => {
  expect(() => run(source)).toThrow(/^Not implemented in the local org: formula function /);
});
