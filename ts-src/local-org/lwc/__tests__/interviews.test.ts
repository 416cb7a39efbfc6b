import type { FlowView } from '../../flow/index.ts';
import type { GadgetOrg } from './support/gadget-org.ts';
import { openGadgetOrg } from './support/gadget-org.ts';

let gadgets: GadgetOrg;

beforeAll(async () => {
  gadgets = await openGadgetOrg();
}, 60_000);
afterAll(() => gadgets.close());

async function post(path: string, body: unknown, as: string | undefined = 'agent'): Promise<{ status: number; json: FlowView & { errorCode: string; message: string }[] }> {
  const response = await fetch(gadgets.origin + path, { method: 'POST', headers: as === undefined ? {} : { cookie: `sid=${encodeURIComponent(gadgets.token(as))}` }, body: JSON.stringify(body) });
  return { status: response.status, json: (await response.json()) as never };
}

const begin = (name: string, inputs: object = {}, as?: string) => post(`/lightning/api/flow/${name}/interviews`, { inputs }, as);
const step = (view: FlowView, name: string, answers: object = {}, as?: string) => post(`/lightning/api/interviews/${view.interviewId}/${name}`, { answers }, as);
const quote = async (as?: string): Promise<FlowView> => (await begin('Gadget_Screen_Quote', { recordId: gadgets.gadgetIds[0] }, as)).json;

test('each step of an interview is a call, answered with the screen it comes to', async () => {
  const first = await quote();
  expect([first.status, first.screen!.name, first.screen!.fields[0]!.label]).toEqual(['STARTED', 'Customer_Screen', '<p>Gadget <b>Gadget 01</b>, sold for 0</p>']);
  const wrong = await step(first, 'next', { customer: '' });
  expect(wrong.json.errors).toEqual([{ field: 'customer', message: 'Please enter some valid input. Input is not optional.' }]);
  const second = await step(first, 'next', { customer: 'Ada' });
  expect(second.json.screen!.fields[0]).toMatchObject({ component: 'c:gadgetWizard', inputs: { heading: 'Questions for Ada', price: 0 } });
  const back = await step(first, 'back');
  expect(back.json.screen!.fields[1]).toMatchObject({ name: 'customer', value: 'Ada' });
  const paused = await step(first, 'pause', { customer: 'Grace' });
  expect([paused.json.status, (await step(first, 'resume')).json.screen!.fields[1]!.value]).toEqual(['PAUSED', 'Grace']);
});

test('without a session there is no flow', async () => {
  const first = await quote();
  const nobody = (path: string) => fetch(gadgets.origin + path, { method: 'POST', body: '{}' }).then(({ status }) => status);
  expect(await nobody('/lightning/api/flow/Gadget_Screen_Quote/interviews')).toBe(401);
  expect(await nobody(`/lightning/api/interviews/${first.interviewId}/next`)).toBe(401);
});

test('an interview is its person\'s alone, and finds what that person may see', async () => {
  const first = await quote('agent');
  const other = await step(first, 'next', { customer: 'Ada' }, 'admin');
  expect([other.status, other.json[0]!.message]).toEqual([400, expect.stringContaining('There is no flow interview')]);
  expect((await quote('visitor')).screen?.fields[0]?.label ?? 'ERROR').not.toContain('Gadget 01');
});

test('a failing step is rolled back and ends the interview; only an administrator learns why', async () => {
  const answers = { Model: 'Twice', Serial: 'SN-1001' };
  const messages = async (as: string): Promise<readonly string[]> => {
    const { json } = await begin('Gadget_Screen_Intake', {}, as);
    const failed = await step(json, 'next', answers, as);
    expect([failed.status, failed.json.status, failed.json.screen]).toEqual([200, 'ERROR', null]);
    expect((await step(json, 'next', answers, as)).json[0]!.message).toContain('There is no flow interview');
    return failed.json.errors.map(({ message }) => message);
  };
  expect(await messages('agent')).toEqual([expect.stringContaining('An unhandled fault has occurred')]);
  expect(await messages('admin')).toEqual([expect.stringContaining('An unhandled fault has occurred'), expect.stringContaining('DUPLICATE_VALUE')]);
});

test('what is no flow, no step and no object is refused', async () => {
  expect((await begin('Nope')).json[0]).toMatchObject({ message: 'There is no flow named Nope.' });
  const first = await quote();
  expect((await step(first, 'toString')).json[0]).toMatchObject({ errorCode: 'INVALID_ARGUMENT' });
  expect((await post(`/lightning/api/interviews/${first.interviewId}/next`, { answers: ['a'] })).json[0]).toMatchObject({ errorCode: 'INVALID_ARGUMENT' });
  expect((await post(`/lightning/api/interviews/${first.interviewId}/next`, [])).status).toBe(400);
});

test('a page that is left gives its interview up, but not a paused one', async () => {
  const leave = async (view: FlowView): Promise<number> => (await fetch(`${gadgets.origin}/lightning/api/interviews/${view.interviewId}/leave`, { method: 'POST', headers: { cookie: `sid=${encodeURIComponent(gadgets.token('agent'))}` } })).status;
  const [left, paused] = [await quote(), await quote()];
  await step(paused, 'pause');
  expect([await leave(left), await leave(paused), await leave(left)]).toEqual([204, 204, 204]);
  expect((await step(left, 'refresh')).json[0]!.message).toContain('There is no flow interview');
  expect((await step(paused, 'resume')).json.status).toBe('STARTED');
});

test('the address of a flow is a page', async () => {
  const response = await fetch(`${gadgets.origin}/flow/Gadget_Screen_Quote`, { headers: { cookie: `sid=${encodeURIComponent(gadgets.token('agent'))}` } });
  expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('one/start')]);
});
