import { checkFormula, compileFormula, schemaScope, type FormulaOptions } from '../index.ts';
import { item, schema } from './fixture.ts';

const scope = schemaScope(schema, item, { hasLabel: (name) => name === 'Hello' });

function problem(source: string, options?: FormulaOptions): string {
  const [error] = checkFormula(source, scope, options);
  return error === undefined ? 'fine' : `${error.line}:${error.column} ${error.message}`;
}

test.each([
  ['Nothing__c + 1', '1:1 Field Nothing__c does not exist. Check spelling.'],
  ['1 +\n  Twin__r.Nothing__c', '2:3 Field Twin__r.Nothing__c does not exist. Check spelling.'],
  ['Nowhere__r.Name', '1:1 Field Nowhere__r.Name does not exist. Check spelling.'],
  ['Secret__c', '1:1 Field Secret__c does not exist. Check spelling.'],
  ['$Label.Nope', '1:1 Field $Label.Nope does not exist. Check spelling.'],
  ['$CustomMetadata.Band__mdt.Gold.Nope__c', '1:1 Field $CustomMetadata.Band__mdt.Gold.Nope__c does not exist. Check spelling.'],
  ['FOO(1)', '1:1 Unknown function FOO. Check spelling.'],
  ['LEFT(Name)', "1:1 Incorrect number of parameters for function 'LEFT()'. Expected 2, received 1"],
  ['TODAY(1)', "1:1 Incorrect number of parameters for function 'TODAY()'. Expected 0, received 1"],
  ['IF(Active__c, 1)', "1:1 Incorrect number of parameters for function 'IF()'. Expected 3, received 2"],
  ['LEN(Amount__c)', "1:5 Incorrect parameter type for function 'LEN()'. Expected Text, received Number"],
  ['Name + 1', "1:8 Incorrect parameter type for operator '+'. Expected Text, received Number"],
  ['Amount__c + Name', "1:13 Incorrect parameter type for operator '+'. Expected Number, received Text"],
  ['Name * 2', "1:1 Incorrect parameter type for operator '*'. Expected Number, received Text"],
  ['Day__c = Moment__c', "1:10 Incorrect parameter type for operator '='. Expected Date, received DateTime"],
  ['Name & Amount__c', "1:8 Incorrect parameter type for operator '&'. Expected Text, received Number"],
  ['AND(Active__c, Name)', "1:16 Incorrect parameter type for function 'AND()'. Expected Boolean, received Text"],
  ['IF(Active__c, 1, "x")', "1:18 Incorrect parameter type for function 'IF()'. Expected Number, received Text"],
  ['CASE(Stage__c, "a", 1, "b", "x", 2)', "1:29 Incorrect parameter type for function 'CASE()'. Expected Number, received Text"],
  ['CASE(Stage__c, "a", 1)', "1:1 Incorrect number of parameters for function 'CASE()'. Expected 4, received 3"],
  ['Stage__c = "New"', '1:1 Field Stage__c is a picklist field. Picklist fields are only supported in certain functions.'],
  ['Colors__c = "red"', '1:1 Field Colors__c is a multi-select picklist field. Multi-select picklist fields are only supported in certain functions.'],
  ['ISPICKVAL(Name, "x")', "1:11 Incorrect parameter type for function 'ISPICKVAL()'. Expected Picklist, received Text"],
  ['ISPICKVAL(Stage__c, Name)', "1:21 Incorrect parameter type for function 'ISPICKVAL()'. Expected Text Literal, received Text"],
  ['TEXT(Name)', "1:6 Incorrect parameter type for function 'TEXT()'. Expected Number, Date, DateTime, Time, Picklist, received Text"],
  ['ISCHANGED(Twin__r.Name)', '1:11 The ISCHANGED function cannot reference the Twin__r.Name field.'],
  ['PRIORVALUE(1)', "1:12 Incorrect parameter for function 'PRIORVALUE()'. Expected field reference."],
  ['1 +', '1:4 Syntax error'],
  ['(1', "1:3 Syntax error.  Missing ')'"],
  ['1)', "1:2 Syntax error. Extra ')'"],
  ['1 2', "1:3 Syntax error.  Found '2'"],
  ['1 # 2', "1:3 Syntax error.  Found '#'"],
  ['"open', "1:1 Syntax error.  Found '\"'"],
  ['', '1:1 Syntax error'],
])('%j: %s', (source, message) => {
  expect(problem(source)).toBe(message);
});

test('a result of another type than the field is refused', () => {
  expect(problem('Name', { returns: 'Number' })).toBe('1:1 Formula result is data type (Text), incompatible with expected data type (Number).');
  expect(problem('Amount__c > 1', { returns: 'Boolean' })).toBe('fine');
  expect(problem('NULL', { returns: 'Number' })).toBe('fine');
});

test.each(['ISNEW()', 'ISCHANGED(Name)', 'PRIORVALUE(Name)', 'REGEX(Name, "x")'])('%s has no place in a formula field', (source) => {
  expect(problem(source, { purpose: 'field' })).toContain('may not be used in this type of formula');
  expect(problem(source, { purpose: 'validation' })).toBe('fine');
});

test('paths come in the case of the schema, once each, and globals are not among them', () => {
  const formula = compileFormula('AND(name = twin__R.NAME, NAME = "x", $User.Id = ownerid, Owner:User.email = "", owner:Group.DeveloperName = "q", $Label.Hello = "")', scope);
  expect(formula.type).toBe('Boolean');
  expect(formula.paths).toEqual([['Name'], ['Twin__r', 'Name'], ['OwnerId'], ['Owner', 'Email'], ['Owner', 'DeveloperName']]);
});

test('a picklist of a parent is a picklist', () => {
  expect(problem('ISPICKVAL(Twin__r.Grade__c, "A")')).toBe('fine');
});
