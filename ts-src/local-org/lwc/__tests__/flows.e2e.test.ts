import { FlowBrowser } from './support/flow-browser.ts';

let at: FlowBrowser;

beforeAll(async () => {
  at = await FlowBrowser.launch();
}, 120_000);
afterAll(() => at?.close());
afterEach(() => at.context?.close());

test('a flow is a page: inputs by its address, a wizard in a screen, a record saved, and back to where retURL says', async () => {
  await at.open(at.quoteUrl(1, '&retURL=/lightning/o/Gadget__c/list'));
  await at.shows('Gadget 02');
  expect(await at.page.title()).toBe('Quote a gadget | Gadget Console');
  await at.nameCustomer('Ada');
  expect(await at.page.locator('c-gadget-wizard .actions').textContent()).toBe('BACK NEXT');
  await at.press('No');
  await at.press('No');
  expect(await at.page.locator('c-gadget-wizard .quote').textContent()).toBe('We pay €5.00');
  await at.press('Accept');
  await at.shows('Thank you, Ada. We pay 5.');
  expect(at.stored('Status__c, Price__c', "Serial__c = 'SN-1002'")).toMatchObject({ Status__c: 'Retired', Price__c: '5.00' });
  await at.press('Close');
  await at.page.getByText('12 items').waitFor();
  expect(new URL(at.page.url()).pathname).toBe('/lightning/o/Gadget__c/list');
  expect(at.faults).toEqual([]);
}, 30_000);

test('a flow that is not there says so', async () => {
  await at.open('/flow/No_Such_Flow');
  await at.page.getByRole('alert').getByText('There is no flow named No_Such_Flow.').waitFor();
  expect(at.faults).toEqual([]);
}, 30_000);

test('a quick action runs its flow in a dialog for the record, and the page follows', async () => {
  await at.open(`/lightning/r/Gadget__c/${at.gadgets.gadgetIds[4]}/view`);
  await at.page.getByRole('button', { name: 'Show more actions' }).click();
  await at.page.getByRole('menuitem', { name: 'Quote' }).click();
  await at.page.getByRole('dialog').getByText('Gadget 05').waitFor();
  await at.nameCustomer('Ada');
  await at.acceptAndClose();
  await at.page.getByRole('dialog').waitFor({ state: 'detached' });
  await at.page.locator('force-highlights-panel').getByText('Retired').waitFor();
  expect(at.faults).toEqual([]);
}, 30_000);

test('a flow on a record page has the record, pauses and goes on, and begins anew at its end', async () => {
  await at.open(`/lightning/r/Gadget__c/${at.gadgets.gadgetIds[6]}/view`);
  await at.page.getByRole('tab', { name: 'Quote' }).click();
  await at.page.getByText('Gadget 07, sold for').waitFor();
  await at.textbox('Customer').fill('Ada');
  await at.press('Pause');
  await at.shows('The quote waits for you.');
  await at.press('Resume');
  expect(await at.textbox('Customer').inputValue()).toBe('Ada');
  await at.press('Next');
  await at.acceptAndClose();
  await at.textbox('Customer').waitFor();
  expect(await at.textbox('Customer').inputValue()).toBe('');
  await at.page.locator('force-highlights-panel').getByText('Retired').waitFor();
  expect(at.faults).toEqual([]);
}, 30_000);

test('a paused interview has an address to go on at', async () => {
  await at.open(at.quoteUrl(0));
  await at.textbox('Customer').fill('Ada');
  const paused = at.page.waitForRequest(/\/pause$/);
  await at.press('Pause');
  const [, interviewId] = /interviews\/([^/]+)\/pause$/.exec((await paused).url())!;
  await at.shows('The quote waits for you.');
  await at.page.goto(`${at.gadgets.origin}/flow/Gadget_Screen_Quote/${interviewId}`);
  await at.textbox('Customer').waitFor();
  expect(await at.textbox('Customer').inputValue()).toBe('Ada');
  expect(at.faults).toEqual([]);
}, 30_000);

test('a component hears of each screen and of the end with the outputs, and may start again', async () => {
  await at.open('/lightning/n/Gadget_Flows');
  await at.textbox('Gadget id').fill(at.gadgets.gadgetIds[8]!);
  await at.press('Start here');
  await at.nameCustomer('Ada');
  await at.acceptAndClose();
  await at.shows('Your flow finished.');
  const quote = 'Gadget_Screen_Quote.quote';
  expect(await at.page.locator('.heard li').allTextContents()).toEqual([`STARTED Quote a gadget ${quote}=null`, `STARTED Quote a gadget ${quote}=null`, `STARTED Quote a gadget ${quote}=100`, `FINISHED Quote a gadget ${quote}=100`]);
  await at.press('Start once more');
  await at.textbox('Customer').waitFor();
  expect(at.faults).toEqual([]);
}, 30_000);

test('a page reference leads to a flow, and retURL back', async () => {
  await at.open('/lightning/n/Gadget_Flows');
  await at.textbox('Gadget id').fill(at.gadgets.gadgetIds[9]!);
  await at.press('Open as a page');
  await at.shows('Gadget 10');
  expect(new URL(at.page.url()).pathname).toBe('/lightning/flow/Gadget_Screen_Quote');
  await at.nameCustomer('Ada');
  await at.acceptAndClose();
  await at.textbox('Gadget id').waitFor();
  expect(new URL(at.page.url()).pathname).toBe('/lightning/n/Gadget_Flows');
  expect(at.faults).toEqual([]);
}, 30_000);

test('a component that fills its screen leads to the end by itself; a rule of the flow speaks through it', async () => {
  const url = (price: number): string => `/flow/Gadget_Screen_Short?flow__price=${price}&retURL=${at.gadgets.gadgetIds[11]}`;
  await at.open(url(5));
  await at.shows('Two questions');
  expect(await at.page.locator('c-gadget-wizard .actions').textContent()).toBe('FINISH');
  expect(await at.page.locator('lightning-flow header, lightning-flow footer').count()).toBe(0);
  await at.press('Yes');
  await at.press('Yes');
  await at.press('Accept');
  await at.page.locator('c-gadget-wizard').getByRole('alert').getByText('We pay nothing below 10.').waitFor();
  await at.page.goto(at.gadgets.origin + url(50));
  await at.press('Yes');
  await at.press('Yes');
  await at.press('Accept');
  await at.page.getByRole('heading', { level: 1 }).getByText('Gadget 12').waitFor();
  expect(at.faults).toEqual([]);
}, 30_000);

test('a page that is left gives its interview up', async () => {
  await at.open(at.quoteUrl(0));
  await at.textbox('Customer').waitFor();
  const left = at.page.waitForRequest(/\/lightning\/api\/interviews\/[-0-9a-f]+\/leave$/);
  await at.page.getByRole('link', { name: 'Home' }).click();
  expect((await (await left).response())?.status()).toBe(204);
  expect(at.faults).toEqual([]);
}, 30_000);
