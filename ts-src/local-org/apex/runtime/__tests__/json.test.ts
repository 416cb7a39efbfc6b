import fc from 'fast-check';
import { createRuntime } from '../index.ts';
import { Harness } from './apex-harness.ts';

const $ = createRuntime();
const json = $.std.json as { serialize(value: unknown, suppress?: boolean): string; deserializeuntyped(text: string): unknown; serializepretty(value: unknown): string };

test('untyped reading and writing is lossless but for the spelling of numbers', () => {
  fc.assert(fc.property(fc.json({ noUnicodeString: false }), (text) => {
    const tree = JSON.parse(text) as unknown;
    if (/[eE]|-0\b/.test(text)) return;
    expect(JSON.parse(json.serialize(json.deserializeuntyped(text)))).toEqual(tree);
  }));
});

test.each([
  ['{"a":}', "Unexpected character ('}' (code 125)): expected a valid value"],
  ['[1 2]', "Unexpected character ('2' (code 50)): was expecting comma to separate ARRAY entries"],
  ['{a:1}', "Unexpected character ('a' (code 97)): was expecting double-quote to start field name"],
  ['{"a" 1}', 'was expecting a colon to separate field name and value'],
  ['[1', 'Unexpected end-of-input'],
  ['"abc', 'Unexpected end-of-input'],
  ['01', 'expected a valid value'],
  ['[1] x', "Unexpected character ('x' (code 120))"],
  ['', 'No content to map to Object due to end of input'],
])('%s is refused', (text, message) => {
  expect(() => json.deserializeuntyped(text)).toThrow(message);
});

test('whole numbers are Integer, Long or Decimal by their size, others Decimal', () => {
  const { items } = json.deserializeuntyped('[2147483647, 2147483648, -2147483649, 99999999999999999999, 1.50]') as { items: unknown[] };
  expect(items.map((item) => [typeof item, String(item)])).toEqual([['number', '2147483647'], ['bigint', '2147483648'], ['bigint', '-2147483649'], ['object', '99999999999999999999'], ['object', '1.50']]);
});

test('never another error than JSONException, whatever the text', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '1', 'a', ' ', 'true', '\\') })), (text) => {
    try {
      json.deserializeuntyped(text);
    } catch (error) {
      expect((error as Error).name).toBe('System.JSONException');
    }
  }));
});

test('pretty text has the layout of the platform', () => {
  expect(json.serializepretty(json.deserializeuntyped('{"a":1,"b":[1,{"c":null}],"d":{},"e":[]}'))).toBe(
    '{\n  "a" : 1,\n  "b" : [ 1, {\n    "c" : null\n  } ],\n  "d" : { },\n  "e" : [ ]\n}',
  );
});

describe('in Apex', () => {
  const apex = new Harness({
    apex: {
      'Order.cls': `public class Order {
        public enum Status { OPEN, CLOSED }
        public class Line { public String sku; public Integer quantity; }
        public String name; public Decimal total; public Date day; public Datetime at; public Status status; public List<Line> lines;
        public Map<String, Integer> counts; public transient String secret = 'x'; public static String shared = 'y'; public Long big; public Double share; public Blob data; public Id recordId;
      }`,
    },
    timeZone: 'Europe/Paris',
  });
  afterAll(() => apex.close());

  test('an object is read and written with its types', () => {
    const text = '{"name":"A","total":1.50,"day":"2026-01-31","at":"2026-01-31T10:00:00.000Z","status":"CLOSED","lines":[{"sku":"S1","quantity":2}],"counts":{"a":1},"big":9007199254740993,"share":0.5,"data":"YWJj","recordId":"001000000000001AAA"}';
    expect(apex.run(`
      Order o = (Order) JSON.deserialize('${text}', Order.class);
      System.debug(o.total.scale() + ' ' + o.day.year() + ' ' + o.at.hour() + ' ' + o.status + ' ' + o.lines[0].quantity + ' ' + o.counts.get('a') + ' ' + o.big + ' ' + o.data.toString());
      System.debug(JSON.serialize(o, true));`)).toEqual(['2 2026 11 CLOSED 2 1 9007199254740993 abc', text]);
  });

  test('unknown names are left out, and refused when reading strictly', () => {
    expect(apex.run(`System.debug(((Order) JSON.deserialize('{"name":"A","nope":1}', Order.class)).name);`)).toEqual(['A']);
    expect(apex.failure(`JSON.deserializeStrict('{"nope":1}', Order.class);`)).toContain('System.JSONException');
  });

  test.each([
    [`JSON.deserialize('{}', List<Order>.class)`, "Malformed JSON: Expected '[' at the beginning of List/Set"],
    [`JSON.deserialize('}]', List<Order>.class)`, "Malformed JSON: Expected '[' at the beginning of List/Set"],
    [`JSON.deserialize('[]', Order.class)`, "Malformed JSON: Expected '{' at the beginning of object"],
    [`JSON.deserialize('{"total":"abc"}', Order.class)`, 'Illegal value for primitive'],
    [`JSON.deserialize('{"status":"LOST"}', Order.class)`, 'Illegal value for enum'],
    [`JSON.deserialize(null, Order.class)`, 'Argument cannot be null.'],
  ])('%s', (code, message) => {
    expect(apex.failure(`${code};`)).toContain(message);
  });

  test('records carry their attributes, dates of records the REST form', () => {
    expect(apex.run(`System.debug(JSON.serialize(new Account(Name = 'A', Id = '001000000000001AAA')));`)).toEqual([
      '{"attributes":{"type":"Account","url":"/services/data/v65.0/sobjects/Account/001000000000001AAA"},"Name":"A","Id":"001000000000001AAA"}',
    ]);
    expect(apex.run(`
      Contact c = (Contact) JSON.deserialize('{"attributes":{"type":"Contact"},"LastName":"L","Account":{"Name":"A"}}', Contact.class);
      System.debug(c.LastName + ' ' + c.Account.Name);
      SObject s = (SObject) JSON.deserialize('{"attributes":{"type":"Account"},"Name":"X"}', SObject.class);
      System.debug(s.getSObjectType());`)).toEqual(['L A', 'Account']);
    expect(apex.failure(`JSON.deserialize('{"Nope":1}', Account.class);`)).toContain("No such column 'Nope' on sobject of type Account");
  });

  test('the generator and the parser go token by token', () => {
    expect(apex.run(`
      JSONGenerator g = JSON.createGenerator(false);
      g.writeStartObject(); g.writeStringField('a', 'x"y'); g.writeFieldName('b'); g.writeStartArray(); g.writeNumber(1); g.writeNull(); g.writeEndArray(); g.writeDateField('d', Date.newInstance(2026, 1, 2)); g.writeEndObject();
      System.debug(g.getAsString());
      JSONParser p = JSON.createParser(g.getAsString());
      while (p.nextToken() != null) {
        if (p.getCurrentToken() == JSONToken.FIELD_NAME && p.getText() == 'd') { p.nextToken(); System.debug(p.getDateValue().day()); }
      }
      JSONParser q = JSON.createParser('{"line":{"sku":"S","quantity":7}}');
      while (q.nextToken() != null) {
        if (q.getCurrentName() == 'line' && q.getCurrentToken() == JSONToken.START_OBJECT) System.debug(((Order.Line) q.readValueAs(Order.Line.class)).quantity);
      }`)).toEqual(['{"a":"x\\"y","b":[1,null],"d":"2026-01-02"}', '2', '7']);
  });
});
