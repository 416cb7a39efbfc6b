import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import TwinCertificates from 'c/twinCertificates';
import { getRecord } from 'lightning/uiRecordApi';
import { refreshApex } from '@salesforce/apex';
import getActions from '@salesforce/apex/ItemActionsController.getActions';
import getOverview from '@salesforce/apex/ItemCertificatesController.getOverview';
import issue from '@salesforce/apex/ItemCertificatesController.issue';
import share from '@salesforce/apex/ItemCertificatesController.share';
import revoke from '@salesforce/apex/ItemCertificatesController.revoke';

jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn().mockResolvedValue() }), { virtual: true });
jest.mock('@salesforce/apex/ItemActionsController.getActions', () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }), { virtual: true });
jest.mock('@salesforce/apex/ItemCertificatesController.getOverview', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ItemCertificatesController.issue', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ItemCertificatesController.share', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ItemCertificatesController.revoke', () => ({ default: jest.fn() }), { virtual: true });

const AUTHENTICITY = { certificateId: 'c1', name: 'IC-1', kind: 'Authenticity', status: 'Valid', issuedAt: '2026-07-01T12:00:00.000Z', expiresAt: '2027-07-01T12:00:00.000Z' };
const OWNERSHIP = { ...AUTHENTICITY, certificateId: 'c2', name: 'IC-2', kind: 'Ownership', namesHolder: true };

describe('c-twin-certificates', () => {
    beforeEach(() => getOverview.mockResolvedValue({ certificates: [AUTHENTICITY, OWNERSHIP], kinds: ['Authenticity'], shareDays: 30 }));
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    async function show(actions = { open: ['certify', 'certifyOwner'], closed: {} }) {
        const element = createElement('c-twin-certificates', { is: TwinCertificates });
        element.recordId = 't1';
        document.body.appendChild(element);
        getActions.emit(actions);
        await settle();
        const at = (selector) => element.shadowRoot.querySelector(selector);
        const press = async (selector) => {
            at(selector).click();
            await settle();
        };
        return { element, at, press, all: (selector) => [...element.shadowRoot.querySelectorAll(selector)] };
    }

    it('asks anew when something happened to the item: a lending brings a certificate, a hold suspends', async () => {
        await show();
        const record = (count) => ({ id: 't1', fields: { Stage__c: { value: 'Owned' }, Event_Count__c: { value: count } } });
        getRecord.emit(record(1));
        await settle();
        expect(getOverview).toHaveBeenCalledTimes(1);
        getRecord.emit(record(2));
        await settle();
        expect(getOverview).toHaveBeenCalledTimes(2);
        expect(refreshApex).toHaveBeenCalledTimes(1);
    });

    it('issues nothing that the item does not allow, and says why', async () => {
        getOverview.mockResolvedValue({ certificates: [], kinds: ['Authenticity', 'Ownership'], shareDays: 30 });
        const { element, at, all } = await show({ open: ['certify'], closed: { certifyOwner: 'Nobody is known as the owner.' } });
        expect(all('[data-kind]').map(({ dataset }) => dataset.kind)).toEqual(['Authenticity']);
        expect(at('[data-id="cannot"]').textContent).toBe('Nobody is known as the owner.');
        await expect(element).toBeAccessible();
    });

    it('lists all, and lets act only on kinds that the user may issue', async () => {
        const { element, all } = await show();
        expect(getOverview).toHaveBeenCalledWith({ twinId: 't1' });
        expect(all('li').map((row) => row.dataset.id)).toEqual(['c1', 'c2']);
        expect(all('[data-kind]').map((button) => button.dataset.kind)).toEqual(['Authenticity']);
        expect(all('li[data-id="c1"] [data-panel]')).toHaveLength(2);
        expect(all('li[data-id="c2"] [data-panel]')).toHaveLength(0);
        await expect(element).toBeAccessible();
    });

    it('issues, shares and revokes with a reason', async () => {
        issue.mockResolvedValue(AUTHENTICITY);
        share.mockResolvedValue({ url: '/s/certificate?share=X', expiresAt: '2026-07-08T12:00:00.000Z' });
        const { element, at, press } = await show();
        await press('[data-kind="Authenticity"]');
        expect(issue).toHaveBeenCalledWith({ twinId: 't1', kind: 'Authenticity' });
        expect(at('[data-id="answer"]').textContent).toContain('Loop_Ui_Certificates_Issued');
        await press('li[data-id="c1"] [data-panel="share"]');
        at('c-certificate-share').dispatchEvent(new CustomEvent('share', { detail: { days: 1 } }));
        await settle();
        expect(share).toHaveBeenCalledWith({ certificateId: 'c1', days: 1 });
        expect(at('c-certificate-share').link.url).toContain('share=X');
        at('c-certificate-share').dispatchEvent(new CustomEvent('cancel'));
        await settle();
        await press('li[data-id="c1"] [data-panel="revoke"]');
        await expect(element).toBeAccessible();
        await press('[data-reason="Issued in Error"]');
        expect(revoke).toHaveBeenCalledWith({ certificateId: 'c1', reason: 'Issued in Error' });
    });

    it('leads the focus into a panel, back to the button that opened it, or to the answer where that is gone', async () => {
        const { element, at, press } = await show();
        const focus = jest.spyOn(HTMLElement.prototype, 'focus');
        await press('[data-panel="revoke"]');
        expect(element.shadowRoot.activeElement).toBe(at('[data-id="panel"]'));
        await press('[data-id="panel"] lightning-button:last-child');
        expect(focus.mock.contexts.at(-1)).toBe(at('[data-panel="revoke"]'));
        await press('[data-panel="share"]');
        expect(element.shadowRoot.activeElement).toBe(at('c-certificate-share'));
        at('c-certificate-share').dispatchEvent(new CustomEvent('cancel'));
        await settle();
        expect(focus.mock.contexts.at(-1)).toBe(at('[data-panel="share"]'));
        focus.mockRestore();
        await press('[data-panel="revoke"]');
        getOverview.mockResolvedValue({ certificates: [{ ...AUTHENTICITY, status: 'Revoked' }], kinds: ['Authenticity'], shareDays: 30 });
        await press('[data-reason="Owner Request"]');
        expect(element.shadowRoot.activeElement).toBe(at('[data-id="answer"]'));
    });

    it('says why a certificate is suspended; it can be revoked, not shared', async () => {
        getOverview.mockResolvedValue({ certificates: [{ ...AUTHENTICITY, status: 'Suspended' }], kinds: ['Authenticity'], shareDays: 30 });
        const { element, at, all } = await show();
        expect(at('[data-id="why"]').textContent).toBe('c.Loop_Ui_Certificates_Suspended_Why');
        expect(all('[data-panel]').map(({ dataset }) => dataset.panel)).toEqual(['revoke']);
        await expect(element).toBeAccessible();
    });

    it('without the right it only shows, also that there is none', async () => {
        getOverview.mockResolvedValue({ certificates: [], kinds: [], shareDays: 30 });
        const { element, at, all } = await show();
        expect(at('[data-id="none"]')).not.toBeNull();
        expect(all('[data-kind]')).toHaveLength(0);
        await expect(element).toBeAccessible();
    });

    it('another item loads anew, the same one does not', async () => {
        const { element } = await show();
        element.recordId = 't1';
        element.recordId = 't2';
        await settle();
        expect(getOverview.mock.calls.map(([{ twinId }]) => twinId)).toEqual(['t1', 't2']);
    });

    it('is busy while it loads, shows why it failed and tries again', async () => {
        getOverview.mockReturnValueOnce(new Promise(() => {}));
        expect((await show()).at('lightning-spinner')).not.toBeNull();
        getOverview.mockRejectedValueOnce(new Error('x'));
        const { at } = await show();
        at('c-error-panel').dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(at('li[data-id="c1"]')).not.toBeNull();
    });
});
