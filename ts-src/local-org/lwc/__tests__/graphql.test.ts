import fc from 'fast-check';
import { GraphqlFault } from '../ui-api/graphql/fault.ts';
import { parseDocument } from '../ui-api/graphql/syntax.ts';
import { SEED } from '../../__tests__/support/damaged.ts';
import type { GadgetOrg } from './support/gadget-org.ts';
import { openGadgetOrg } from './support/gadget-org.ts';

/** The GraphQL API as `lightning/graphql` asks it. */
let gadgets: GadgetOrg;

beforeAll(async () => {
  gadgets = await openGadgetOrg();
}, 60_000);
afterAll(() => gadgets.close());

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are as deep as the question
interface Answer { readonly data: any; readonly errors: readonly { readonly message: string; readonly extensions: { readonly ErrorType: string } }[] }

async function send(body: unknown, as = 'agent'): Promise<{ status: number; answer: Answer }> {
  const response = await fetch(`${gadgets.origin}/services/data/v65.0/graphql`, { method: 'POST', headers: { authorization: `Bearer ${gadgets.token(as)}`, 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return { status: response.status, answer: (await response.json()) as Answer };
}

async function ask(query: string, variables?: object, as?: string): Promise<Answer['data']> {
  const { answer } = await send({ query, variables }, as);
  expect(answer.errors).toEqual([]);
  return answer.data;
}

async function refusal(query: string, variables?: object, as?: string): Promise<string> {
  const { status, answer } = await send({ query, variables }, as);
  expect([status, answer.data, answer.errors.length]).toEqual([200, null, 1]);
  return answer.errors[0]!.message;
}

const names = (connection: { edges: { node: { Name: { value: string } } }[] }): string[] => connection.edges.map(({ node }) => node.Name.value);
const gadgetNames = async (args: string, variables = '', values?: object): Promise<string[]> => names((await ask(`query q${variables} { uiapi { query { Gadget__c(${args}) { edges { node { Name { value } } } } } } }`, values)).uiapi.query.Gadget__c);

describe('queries', () => {
  test('records have the fields that were asked for, under their aliases, with what people read', async () => {
    const data = await ask(`query getGadget {
      uiapi { query { Gadget__c(where: { Name: { eq: "Gadget 02" } }, first: 1) { edges { node {
        Id ApiName __typename
        Status: Status__c { value displayValue label } # an alias
        Price__c { value displayValue }
        Sold_On__c { value }
        Keeper__r { Name { value } Email { value } }
        ...parts
      } } } } }
    }
    fragment parts on Gadget__c { Checked__c { value } }`);
    expect(data.uiapi.query.Gadget__c.edges).toEqual([{ node: {
      Id: gadgets.gadgetIds[1], ApiName: 'Gadget__c', __typename: 'Gadget__c', Status: { value: 'In_Use', displayValue: 'In use', label: 'In use' }, Price__c: { value: 12.5, displayValue: '12.50' },
      Sold_On__c: { value: '2026-02-05' }, Keeper__r: { Name: { value: 'Ada Lovelace' }, Email: { value: 'ada@gadgets.example' } }, Checked__c: { value: false },
    } }]);
  });

  test('children come as connections of their own, several objects in one answer', async () => {
    const data = await ask('{ uiapi { query { Contact(where: { LastName: { eq: "Lovelace" } }) { totalCount } Account(where: { Name: { eq: "Nobody" } }) { edges { node { Id } } } Gadget__c(first: 2, orderBy: { Name: { order: DESC } }) { edges { node { Name { value } Parts__r(orderBy: { Name: {} }) { edges { node { Name { value } } } } } } } } } }');
    const { Contact, Account, Gadget__c } = data.uiapi.query;
    expect([Contact, Account, names(Gadget__c)]).toEqual([{ totalCount: 1 }, { edges: [] }, ['Gadget 12', 'Gadget 11']]);
    expect(names(Gadget__c.edges[0].node.Parts__r)).toEqual(['Battery', 'Case']);
  });

  test('pages follow one another by their cursors', async () => {
    const page = async (after: string | null): Promise<Answer['data']> => (await ask('query page($after: String, $size: Int!) { uiapi { query { Gadget__c(first: $size, after: $after, orderBy: { Name: { order: ASC } }) { edges { node { Name { value } } cursor } pageInfo { hasNextPage hasPreviousPage endCursor } totalCount pageResultCount } } } }', { after, size: 5 })).uiapi.query.Gadget__c;
    const first = await page(null);
    expect([names(first), first.pageInfo, first.totalCount]).toEqual([['Gadget 01', 'Gadget 02', 'Gadget 03', 'Gadget 04', 'Gadget 05'], { hasNextPage: true, hasPreviousPage: false, endCursor: first.edges[4].cursor }, 12]);
    const last = await page((await page(first.pageInfo.endCursor)).pageInfo.endCursor);
    expect([names(last), last.pageInfo, last.pageResultCount]).toEqual([['Gadget 11', 'Gadget 12'], { hasNextPage: false, hasPreviousPage: true, endCursor: last.edges[1].cursor }, 2]);
  });

  test.each([
    ['where: { Price__c: { gt: 100 } }', ['Gadget 10', 'Gadget 11', 'Gadget 12']],
    ['where: { or: [{ Name: { like: "%01" } }, { and: [{ Checked__c: { eq: false } }, { Price__c: { lte: 12.5 } }] }] }', ['Gadget 01', 'Gadget 02']],
    ['where: { not: { Status__c: { in: ["New", "In_Use"] } }, Keeper__r: { LastName: { eq: "Lovelace" } } }', ['Gadget 03', 'Gadget 06', 'Gadget 09', 'Gadget 12']],
    ['where: { Sold_On__c: { eq: { value: "2026-03-05" } } }', ['Gadget 03']],
    ['where: { Sold_On__c: { lt: { value: "2026-02-01" } } }', ['Gadget 01']],
    ['where: { Status__c: { nin: ["Retired"] }, Price__c: { ne: null } }, first: 2', ['Gadget 01', 'Gadget 02']],
    ['first: 2, orderBy: { Price__c: { order: DESC, nulls: LAST } }', ['Gadget 12', 'Gadget 11']],
    ['where: { Id: {} }, first: 1', ['Gadget 01']],
  ])('%s', async (args, expected) => {
    expect(await gadgetNames(args)).toEqual(expected);
  });

  test('variables have defaults, may be whole filters, and leave out what nobody gave', async () => {
    expect(await gadgetNames('where: { Name: { like: $key } }, first: $limit', '($key: String!, $limit: Int = 2)', { key: '%Gadget%' })).toEqual(['Gadget 01', 'Gadget 02']);
    expect(await gadgetNames('where: $where, first: 1', '($where: Gadget__c_Filter)', { where: { Name: { eq: 'Gadget 07' } } })).toEqual(['Gadget 07']);
    expect(await gadgetNames('where: $where, first: 1', '($where: Gadget__c_Filter)')).toEqual(['Gadget 01']);
    expect(await refusal('query q($key: String!) { uiapi { query { Gadget__c(where: { Name: { eq: $key } }) { totalCount } } } }')).toContain("Variable 'key' has an invalid value");
  });

  test('ten records when nobody says how many; @skip and @include leave out', async () => {
    expect(await gadgetNames('orderBy: { Name: { order: ASC } }')).toHaveLength(10);
    const data = await ask('query q($no: Boolean = false) { uiapi { query { Gadget__c(first: 1) { edges { node { Id @skip(if: true) Name @include(if: $no) { value } ApiName } } } } } }');
    expect(data.uiapi.query.Gadget__c.edges).toEqual([{ node: { ApiName: 'Gadget__c' } }]);
  });

  test('what the user may not see does not exist', async () => {
    expect(await refusal('{ uiapi { query { Gadget__c { totalCount } } } }', undefined, 'visitor')).toContain("Field 'Gadget__c' in type 'RecordQuery' is undefined");
    expect(await refusal('{ uiapi { query { Gadget__c { edges { node { Nope__c { value } } } } } } }')).toContain("Field 'Nope__c' in type 'Gadget__c' is undefined @ 'uiapi/query/Gadget__c/edges/node/Nope__c'");
    expect(await refusal('{ uiapi { query { Gadget__c(where: { Nope__c: { eq: 1 } }) { totalCount } } } }')).toContain("Field 'Nope__c' is not defined");
    expect(await refusal('{ uiapi { query { Gadget__c(first: 1) { edges { node { Name } } } } } }')).toContain('SubselectionRequired');
  });

  test('values of another type, cursors and page sizes that are none are told', async () => {
    for (const args of ['where: { Price__c: { gt: "x" } }', 'where: { Checked__c: { eq: "yes" } }', 'where: { Sold_On__c: { eq: { value: "soon" } } }', 'where: { Name: { near: "x" } }', 'after: "x"', 'first: 0', 'first: 2001', 'orderBy: { Name: { order: UP } }']) {
      expect(await refusal(`{ uiapi { query { Gadget__c(${args}) { totalCount edges { node { Id } } } } } }`)).toMatch(/^Validation error/);
    }
  });

  test('what is not there is 501 with its name', async () => {
    for (const [query, name] of [['{ uiapi { aggregate { Gadget__c { edges { node { Id } } } } } }', 'uiapi.aggregate'], ['{ __schema { types { name } } }', '__schema'], ['{ uiapi { query { Gadget__c(scope: TEAM) { totalCount } } } }', 'scope "TEAM"']] as const) {
      expect(await send({ query })).toMatchObject({ status: 501, answer: [{ message: expect.stringContaining(name) as string }] });
    }
  });
});

describe('mutations', () => {
  test('records are made, changed and deleted, and told with the asked fields', async () => {
    const made = (await ask('mutation make { uiapi { ContactCreate(input: { Contact: { LastName: "Hopper", FirstName: "Grace" } }) { Record { Id Name { value } } } } }')).uiapi.ContactCreate.Record;
    expect(made.Name.value).toBe('Grace Hopper');
    const changed = await ask('mutation change($input: ContactUpdateInput!) { uiapi { other: ContactUpdate(input: $input) { success Record { Title { value } } } } }', { input: { Id: made.Id, Contact: { Title: 'Admiral' } } });
    expect(changed.uiapi).toEqual({ other: { success: true, Record: { Title: { value: 'Admiral' } } } });
    expect((await ask('mutation gone($id: ID!) { uiapi { ContactDelete(input: { Id: $id }) { Id } } }', { id: made.Id }, 'admin')).uiapi).toEqual({ ContactDelete: { Id: made.Id } });
    expect((await ask('{ uiapi { query { Contact(where: { LastName: { eq: "Hopper" } }) { totalCount } } } }')).uiapi.query.Contact.totalCount).toBe(0);
  });

  const pair = (allOrNone: boolean, serial: string): string => `mutation { uiapi(input: { allOrNone: ${allOrNone} }) {
    good: Gadget__cCreate(input: { Gadget__c: { Name: "Pair", Serial__c: "${serial}" } }) { Record { Id } }
    bad: Gadget__cCreate(input: { Gadget__c: { Name: "Pair", Serial__c: "SN-1001" } }) { Record { Id } }
  } }`;
  const pairs = async (): Promise<number> => (await ask('{ uiapi { query { Gadget__c(where: { Name: { eq: "Pair" } }) { totalCount } } } }')).uiapi.query.Gadget__c.totalCount as number;

  test('all or none keeps nothing of a request with a refused save; otherwise the good ones stay', async () => {
    const all = (await send({ query: pair(true, 'SN-P1') })).answer;
    expect([all.data.uiapi, all.errors.length, await pairs()]).toEqual([{ good: null, bad: null }, 1, 0]);
    expect(all.errors[0]).toMatchObject({ message: expect.stringContaining('duplicate value found') as string, extensions: { ErrorType: 'DataFetchingException' } });
    const some = (await send({ query: pair(false, 'SN-P2') })).answer;
    expect([some.data.uiapi.good.Record.Id, some.data.uiapi.bad, some.errors.length, await pairs()]).toEqual([expect.any(String), null, 1, 1]);
  });

  test('a user saves what a user may save', async () => {
    const { answer } = await send({ query: `mutation { uiapi { Gadget__cDelete(input: { Id: "${gadgets.gadgetIds[0]}" }) { Id } } }` });
    expect([answer.data.uiapi.Gadget__cDelete, answer.errors.length]).toEqual([null, 1]);
    expect(await refusal('mutation { uiapi { Gadget__cMelt(input: {}) { Id } } }')).toContain('FieldUndefined');
  });
});

describe('documents', () => {
  test.each([
    ['', /InvalidSyntax|Invalid Syntax/], ['{', /line 1 column 2/], ['{ a(b: ) }', /offending token '\)'/], ['{ a }\n  ?', /line 2 column 3/], ['query q($a: Int { a }', /offending token/],
    ['{ ...a } fragment a on X { ...a }', /FragmentCycle/], ['{ ...a }', /Undefined fragment/], ['query a { x } query b { y }', /Must provide operation name/], [`{ a(b: ${'['.repeat(100)}1${']'.repeat(100)}) }`, /more than 64 levels/],
  ])('%s is refused with its place or its name', async (query, message) => {
    expect(await refusal(query)).toMatch(message);
  });

  test('texts in blocks lose their indentation, strings their escapes', () => {
    const [operation] = parseDocument('{ a(b: """\n    one\n      two\n  """, c: "\\u00e9\\n", d: [1, -2.50, true, ENUM, null]) }').operations;
    const [field] = operation!.selections;
    expect(field).toMatchObject({ args: [['b', { value: 'one\n  two' }], ['c', { value: 'é\n' }], ['d', { items: [{ value: 1 }, { value: { text: '-2.50' } }, { value: true }, { value: 'ENUM' }, { value: null }] }]] });
  });

  test('any text is a document or a fault', () => {
    const piece = fc.constantFrom('{', '}', '(', ')', ':', '$', '[', ']', '...', '"', '"""', '@', '!', '=', 'query', 'mutation', 'fragment', 'on', 'uiapi', 'a', '1', '-', '1.5e3', '#', '\n', '\\', 'é', '|', '&');
    fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      try {
        parseDocument(pieces.join(' '));
      } catch (error) {
        expect(error).toBeInstanceOf(GraphqlFault);
      }
    }), { seed: SEED, numRuns: 2000 });
  });

  test('a body that is no request is 400', async () => {
    for (const body of [[], { query: 1 }, { query: '{ a }', variables: [] }, { query: '{ a }', operationName: 1 }]) expect((await send(body)).status).toBe(400);
  });
});
