import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import ItemInspection from 'c/itemInspection';
import getInspections from '@salesforce/apex/ItemInspectionController.getInspections';
import start from '@salesforce/apex/ItemInspectionController.start';
import keep from '@salesforce/apex/ItemInspectionController.keep';
import addPhoto from '@salesforce/apex/ItemInspectionController.addPhoto';
import complete from '@salesforce/apex/ItemInspectionController.complete';

jest.mock('@salesforce/customPermission/Inspect_Item', () => ({ default: true }), { virtual: true });
jest.mock('@salesforce/apex/ItemInspectionController.getInspections', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ItemInspectionController.getInspection', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ItemInspectionController.start', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ItemInspectionController.keep', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ItemInspectionController.addPhoto', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ItemInspectionController.complete', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PreOwnedController.getStores', () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }), { virtual: true });

const QUESTION = { code: 'serial', label: 'Serial number as on record?', help: 'Look', isRequired: true, needsPhoto: true };
const DRAFT = { checkId: 'c1', name: 'AC-1', status: 'Draft', questions: [QUESTION], answers: {}, photos: [] };
const DONE = { ...DRAFT, status: 'Completed', result: 'Open Questions', advice: 'Offer an expert.', answers: { serial: 'wrong' }, photos: [{ versionId: 'v1', questionCode: 'serial', hash: 'ab12' }], evidenceHash: 'cd34', isUnchanged: true, eventSequence: 4, completedAt: '2026-11-22T10:00:00Z', inspectorName: 'Mina Laurent' };

describe('c-item-inspection', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    async function show() {
        const element = createElement('c-item-inspection', { is: ItemInspection });
        element.recordId = 'twin';
        document.body.appendChild(element);
        await settle();
        return { element, at: (id) => element.shadowRoot.querySelector(`[data-id="${id}"]`), part: (name) => element.shadowRoot.querySelector(name) };
    }

    it('leads from the checklist with photos to a printable result that accuses nobody', async () => {
        getInspections.mockResolvedValue([]);
        start.mockResolvedValue(DRAFT);
        addPhoto.mockResolvedValue({ versionId: 'v1', questionCode: 'serial', hash: 'ab12' });
        complete.mockResolvedValue(DONE);
        const page = await show();
        expect(page.at('none').textContent).toBe('c.Loop_Ui_Inspection_None');
        await expect(page.element).toBeAccessible();
        page.at('begin').click();
        await settle();
        expect(page.element.shadowRoot.activeElement).toBe(page.at('title'));
        page.part('c-trade-in-questions').dispatchEvent(new CustomEvent('answerchange', { detail: { code: 'serial', value: 'wrong' } }));
        await settle();
        expect(keep).toHaveBeenCalledWith({ checkId: 'c1', answersJson: '{"serial":"wrong"}' });
        const input = page.part('lightning-input[data-code="serial"]');
        Object.defineProperty(input, 'files', { value: [new File(['x'], 'a.png')] });
        input.dispatchEvent(new CustomEvent('change'));
        await settle();
        await settle();
        expect(addPhoto).toHaveBeenCalledWith({ checkId: 'c1', questionCode: 'serial', fileName: 'a.png', base64: 'eA==' });
        page.at('record').click();
        await settle();
        expect(page.at('result').textContent).toBe('Open Questions');
        expect(page.element.shadowRoot.activeElement).toBe(page.at('result'));
        expect(page.at('advice').textContent).toBe('Offer an expert.');
        expect(page.at('evidence').textContent).toContain('ab12');
        expect(page.at('evidence').textContent).toContain('c.Loop_Ui_Inspection_Unchanged');
        window.print = jest.fn();
        page.at('print').click();
        expect(window.print).toHaveBeenCalled();
    });

    it('shows why the list did not come', async () => {
        getInspections.mockRejectedValue({ body: { message: 'No signal' } });
        const page = await show();
        expect(page.part('c-error-panel').errors).toEqual({ body: { message: 'No signal' } });
    });
});
