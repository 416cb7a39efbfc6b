const { Buffer } = require('buffer');
const { createHash, webcrypto } = require('crypto');
const { TextEncoder: NodeTextEncoder } = require('util');
import { createElement } from 'lwc';
import TwinLog from 'c/twinLog';
import { getRecord } from 'lightning/uiRecordApi';
import getPlace from '@salesforce/apex/LogController.getPlace';
import getEvidence from '@salesforce/apex/LogController.getEvidence';

jest.mock('@salesforce/apex/LogController.getPlace', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/LogController.getEvidence', () => ({ default: jest.fn() }), { virtual: true });

const sha256 = (...bytes) => createHash('sha256').update(Buffer.concat(bytes)).digest('hex');
const leaf = (hash) => sha256(Buffer.from([0]), Buffer.from(hash));
const canonical = '{"previousHash":null,"sequence":1}';
const hash = sha256(Buffer.from(canonical));
const checkpoint = JSON.stringify({ kid: null, origin: 'loop/test', root: leaf(hash), schema: 'loop/log-checkpoint/1', signature: null, size: 1, time: '2026-11-20T10:00:00Z' });
const event = { sequence: 1, canonical, hash, previousHash: null, position: 0, proof: [] };
const item = { checkpoint, keys: [], count: 1, headHash: hash };

const settled = async (condition) => {
    // eslint-disable-next-line no-await-in-loop -- turn after turn of the event loop
    for (let turn = 0; turn < 200 && !condition(); turn++) await new Promise((resolve) => setTimeout(resolve));
};

describe('c-twin-log', () => {
    beforeAll(() => {
        Object.defineProperty(globalThis, 'crypto', { value: webcrypto, configurable: true });
        globalThis.TextEncoder = NodeTextEncoder;
    });
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    async function show() {
        const element = createElement('c-twin-log', { is: TwinLog });
        element.recordId = 'a01000000000001AAA';
        document.body.appendChild(element);
        await settled(() => !element.shadowRoot.querySelector('lightning-spinner'));
        return element;
    }

    async function check(pages) {
        getPlace.mockResolvedValue({ position: 0, size: 1, signedAt: '2026-11-20T10:00:00.000Z' });
        for (const events of pages) getEvidence.mockResolvedValueOnce({ ...item, events });
        const element = await show();
        element.shadowRoot.querySelector('[data-id="check-here"]').click();
        await settled(() => element.shadowRoot.querySelector('[data-id="result"], c-error-panel'));
        return element;
    }

    it('shows the place in the log, and why an unsigned checkpoint proves little', async () => {
        getPlace.mockResolvedValue({ position: 0, size: 1, signedAt: '2026-11-20T10:00:00.000Z', problem: 'not signed' });
        const element = await show();
        expect(element.shadowRoot.querySelector('[data-id="place"]').textContent).toBe('c.Loop_Ui_Log_Place');
        expect(element.shadowRoot.textContent).toContain('not signed');
        await expect(element).toBeAccessible();
    });

    it('tells that the newest event waits, and that there is no log yet', async () => {
        getPlace.mockResolvedValueOnce({ size: 1, signedAt: '2026-11-20T10:00:00.000Z' });
        expect((await show()).shadowRoot.querySelector('[data-id="place"]').textContent).toBe('c.Loop_Ui_Log_Waiting');
        getPlace.mockResolvedValueOnce(null);
        const element = await show();
        expect(element.shadowRoot.textContent).toContain('c.Loop_Ui_Log_Empty');
        await expect(element).toBeAccessible();
    });

    it('tells where the event of a step stands that somebody takes on the page', async () => {
        getPlace.mockResolvedValueOnce({ position: 0, size: 1, signedAt: '2026-11-20T10:00:00.000Z' }).mockResolvedValueOnce({ size: 1, signedAt: '2026-11-20T10:00:00.000Z' });
        const element = await show();
        const record = (count) => getRecord.emit({ id: 'a01000000000001AAA', lastModifiedDate: '2026-11-22T10:00:00.000Z', fields: { Event_Count__c: { value: count } } });
        const place = () => element.shadowRoot.querySelector('[data-id="place"]').textContent;
        record(1);
        record(2);
        await settled(() => place() === 'c.Loop_Ui_Log_Waiting');
        expect(place()).toBe('c.Loop_Ui_Log_Waiting');
    });

    it('tells nothing of one item on the page of the next', async () => {
        getPlace.mockResolvedValue({ position: 0, size: 1, signedAt: '2026-11-20T10:00:00.000Z' });
        let answer;
        getEvidence.mockReturnValueOnce(new Promise((resolve) => (answer = resolve))).mockResolvedValue({ ...item, events: [] });
        const element = await show();
        element.shadowRoot.querySelector('[data-id="check-here"]').click();
        element.recordId = 'a01000000000002AAA';
        answer({ ...item, events: [event] });
        await settled(() => getEvidence.mock.calls.length === 2 && !element.shadowRoot.querySelector('[data-id="check-here"]').disabled);
        expect(getPlace).toHaveBeenLastCalledWith({ twinId: 'a01000000000002AAA' });
        expect(element.shadowRoot.querySelector('[data-id="result"]')).toBeNull();
    });

    it('recomputes all events in the browser, page by page under one checkpoint', async () => {
        const element = await check([[event], []]);
        expect(element.shadowRoot.querySelector('[data-id="result"]').textContent).toContain('c.Loop_Ui_Log_Sound');
        expect(element.shadowRoot.querySelector('[data-id="result"]').textContent).toContain('c.Loop_Ui_Log_Unsigned');
        expect(getEvidence).toHaveBeenLastCalledWith({ twinId: 'a01000000000001AAA', sequence: 1, size: 1 });
        await expect(element).toBeAccessible();
    });

    it('names the event that was changed', async () => {
        const element = await check([[{ ...event, canonical: '{"previousHash":null,"sequence":1,"x":1}' }], []]);
        expect([...element.shadowRoot.querySelectorAll('li')].map(({ textContent }) => textContent)).toEqual(['c.Loop_Ui_Log_Break_Hash']);
        await expect(element).toBeAccessible();
    });

    it('tells when the history does not end where the item says', async () => {
        const element = await check([[]]);
        expect(element.shadowRoot.querySelector('li').textContent).toBe('c.Loop_Ui_Log_Break_Head');
    });

    it('shows why nothing could be asked', async () => {
        getPlace.mockRejectedValue({ body: { message: 'No access' } });
        const element = await show();
        expect(element.shadowRoot.querySelector('c-error-panel')).not.toBeNull();
        await expect(element).toBeAccessible();
    });
});
