import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import PrivacyCenter from 'c/privacyCenter';
import getState from '@salesforce/apex/PrivacyController.getState';
import exportData from '@salesforce/apex/PrivacyController.exportData';
import startExport from '@salesforce/apex/PrivacyController.startExport';
import getExport from '@salesforce/apex/PrivacyController.getExport';
import getExportPart from '@salesforce/apex/PrivacyController.getExportPart';
import { documentOf } from '../personalData';

jest.mock('@salesforce/apex/PrivacyController.getState', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PrivacyController.exportData', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PrivacyController.startExport', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PrivacyController.getExport', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PrivacyController.getExportPart', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PrivacyController.requestErasure', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PrivacyController.cancelErasure', () => ({ default: jest.fn() }), { virtual: true });

const STATE = { preferences: [{ name: 'DoNotCall', label: 'We may call you', isAllowed: true }], erased: [], kept: [], required: [], waiting: [], coolingOffDays: 14 };

describe('c-privacy-center', () => {
    const files = [];

    beforeEach(() => {
        files.length = 0;
        URL.createObjectURL = jest.fn((blob) => {
            files.push(blob);
            return 'blob:x';
        });
        URL.revokeObjectURL = jest.fn();
        HTMLAnchorElement.prototype.click = jest.fn();
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    async function show() {
        const element = createElement('c-privacy-center', { is: PrivacyCenter });
        document.body.appendChild(element);
        await settle();
        const at = (id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);
        const press = async (id) => {
            at(id).click();
            await settle();
        };
        return { element, at, press };
    }

    it('shows preferences as they stand', async () => {
        getState.mockResolvedValue(STATE);
        const { element, at } = await show();
        expect(at('preferences').textContent).toBe('We may call you: c.Loop_Ui_Privacy_Yes');
        await expect(element).toBeAccessible();
    });

    it('says so when there are none', async () => {
        getState.mockResolvedValue({ ...STATE, preferences: [] });
        const { element, at } = await show();
        expect(at('no-preferences')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    it('is busy while it loads', async () => {
        getState.mockReturnValue(new Promise(() => {}));
        const { element } = await show();
        expect(element.shadowRoot.querySelector('lightning-spinner')).not.toBeNull();
    });

    it('shows why it failed and tries again', async () => {
        getState.mockRejectedValueOnce({ body: { message: 'No' } });
        const { element, at } = await show();
        expect(at('download')).toBeNull();
        getState.mockResolvedValue(STATE);
        element.shadowRoot.querySelector('c-error-panel').dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(at('download')).not.toBeNull();
    });

    it('gives the data as a file', async () => {
        getState.mockResolvedValue(STATE);
        exportData.mockResolvedValue('{"sections":[]}');
        const { at, press } = await show();
        const focus = jest.spyOn(HTMLElement.prototype, 'focus');
        await press('download');
        expect(focus.mock.contexts).toEqual([at('download')]);
        focus.mockRestore();
        expect(files).toHaveLength(1);
        expect(files[0].type).toBe('application/json');
        expect(HTMLAnchorElement.prototype.click).toHaveBeenCalledTimes(1);
        expect(at('downloaded')).not.toBeNull();
    });

    it('tells why a download failed, and keeps the page', async () => {
        getState.mockResolvedValue(STATE);
        exportData.mockRejectedValue({ body: { message: 'No' } });
        const { element, at, press } = await show();
        await press('download');
        expect(element.shadowRoot.querySelector('c-error-panel').errors).toEqual({ body: { message: 'No' } });
        expect(at('downloaded')).toBeNull();
    });

    it('lets too much be made in the background, and puts the parts together', async () => {
        getState.mockResolvedValue(STATE);
        exportData.mockResolvedValue(null);
        startExport.mockResolvedValue({ status: 'Running', steps: 4, stepsDone: 1, parts: 1 });
        const { element, at, press } = await show();
        await press('download');
        expect(at('progress').querySelector('lightning-progress-bar').value).toBe(25);
        await expect(element).toBeAccessible();
        getExport.mockResolvedValue({ status: 'Ready', steps: 4, stepsDone: 4, parts: 2 });
        await press('check');
        getExportPart.mockResolvedValue('{"title":"T","object":"O","records":[{"a":1}]}');
        await press('download');
        expect(getExportPart.mock.calls).toEqual([[{ part: 1 }], [{ part: 2 }]]);
        expect(files).toHaveLength(1);
    });

    it('tells that a file could not be made, and takes the next request', async () => {
        getState.mockResolvedValue({ ...STATE, download: { status: 'Failed', steps: 4, stepsDone: 1, parts: 1 } });
        exportData.mockResolvedValue(null);
        startExport.mockResolvedValue({ status: 'Running', steps: 4, stepsDone: 0, parts: 0 });
        const { element, at, press } = await show();
        expect(at('failed').textContent).toBe('c.Loop_Ui_Privacy_Export_Failed');
        await expect(element).toBeAccessible();
        await press('download');
        expect(at('failed')).toBeNull();
        expect(at('progress')).not.toBeNull();
    });

    it('joins the parts of one section', () => {
        const part = (title, a) => JSON.stringify({ title, object: 'O', records: [{ a }] });
        const { schema, sections } = JSON.parse(documentOf([part('T', 1), part('T', 2), part('U', 3)]));
        expect(schema).toBe('loop/personal-data/1');
        expect(sections).toEqual([
            { title: 'T', object: 'O', records: [{ a: 1 }, { a: 2 }] },
            { title: 'U', object: 'O', records: [{ a: 3 }] }
        ]);
    });

    it('takes over what the erasure tells', async () => {
        getState.mockResolvedValue(STATE);
        const { element } = await show();
        const erasure = element.shadowRoot.querySelector('c-privacy-erasure');
        const asked = { ...STATE, request: { status: 'Scheduled' } };
        erasure.dispatchEvent(new CustomEvent('changed', { detail: { state: asked } }));
        await settle();
        expect(erasure.state).toEqual(asked);
    });
});
