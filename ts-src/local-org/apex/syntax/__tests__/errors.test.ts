import { ApexSyntaxError, parseAnonymous, parseApex } from '../index.ts';

function failure(parse: () => unknown): ApexSyntaxError {
  try {
    parse();
  } catch (error) {
    if (error instanceof ApexSyntaxError) return error;
    throw error;
  }
  throw new Error('nothing failed');
}

const cases: readonly (readonly [string, string, number, number])[] = [
  ['Integer i = 0\nInteger j = 1;', "Missing ';' at 'Integer'", 2, 1],
  ['foo(;', "Unexpected token ';'.", 1, 5],
  ['if (a { }', "Missing ')' at '{'", 1, 7],
  ['a();\n}', "Unexpected token '}'.", 2, 1],
  ['if (a) { b();', "Expecting '}' but was: '<EOF>'", 1, 14],
  ["x = 'abc\n';", 'Line breaks not allowed in string literals', 1, 5],
  [String.raw`x = 'a\q';`, String.raw`Invalid string literal 'a\q'. Illegal character sequence '\q' in string literal.`, 1, 5],
  ['Integer i = 2147483648;', 'Illegal integer', 1, 13],
  ['Long i = 9223372036854775808L;', 'Illegal long', 1, 10],
  ['x = #;', "Unrecognized symbol '#', which is not a valid Apex identifier.", 1, 5],
  ['/* never closed', 'Unterminated comment', 1, 1],
  ['List<String> list = a;', 'Identifier name is reserved: list', 1, 14],
  ['Integer class = 1;', "Missing ';' at 'class'", 1, 9],
  ['x = [SELECT Id FROM Account WHERE];', "unexpected token: ']'", 1, 34],
  ['x = a ? b;', "Expecting ':' but was: ';'", 1, 10],
  ['x = a % b;', "Unrecognized symbol '%', which is not a valid Apex identifier.", 1, 7],
];

test.each(cases)('%j fails with %j', (text, message, line, column) => {
  const error = failure(() => parseAnonymous(text, 'block'));
  expect([error.message, error.line, error.column]).toEqual([message, line, column]);
  expect(error.fileName).toBe('block');
});

test.each([
  ['class A { public public Integer a; }', 'Duplicate modifier: public'],
  ['class A { Integer a { get; get; } }', 'Duplicate accessor: get'],
  ['class A { } class B { }', "Unexpected token 'class'."],
  ['class A { void f() { ; } }', "Unexpected token ';'."],
  ['class A { void f() { switch on x { when else { } when 1 { } } } }', "'when else' must be the last when block"],
  ['trigger T on Account (during insert) { }', "Unexpected token 'during'."],
  ['', "Unexpected token '<EOF>'."],
  ['class A { String desc; }', 'Identifier name is reserved: desc'],
  ['class A { void f(Date Date) { } }', 'Identifier name is reserved: Date'],
  ['class A { void select() { } }', 'Identifier name is reserved: select'],
  ['class Group { }', 'Identifier name is reserved: Group'],
])('%j fails with %j', (text, message) => {
  expect(failure(() => parseApex(text, 'A.cls')).message).toBe(message);
});
