import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import PortalCertificates from 'c/portalCertificates';
import getOverview from '@salesforce/apex/PortalCertificatesController.getOverview';
import issue from '@salesforce/apex/PortalCertificatesController.issue';
import share from '@salesforce/apex/PortalCertificatesController.share';
import endShare from '@salesforce/apex/PortalCertificatesController.endShare';
import revoke from '@salesforce/apex/PortalCertificatesController.revoke';

jest.mock('@salesforce/apex/PortalCertificatesController.getOverview', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PortalCertificatesController.issue', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PortalCertificatesController.share', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PortalCertificatesController.endShare', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PortalCertificatesController.revoke', () => ({ default: jest.fn() }), { virtual: true });

const VALID = { certificateId: 'c1', name: 'IC-1', kind: 'Ownership', status: 'Valid', expiresAt: '2026-09-01T00:00:00.000Z', namesHolder: true };
const SHARED = { ...VALID, certificateId: 'c2', name: 'IC-2', kind: 'Authenticity', namesHolder: false, sharedUntil: '2026-07-08T12:00:00.000Z' };
const REVOKED = { ...VALID, certificateId: 'c3', name: 'IC-3', status: 'Revoked' };
const PHONE = { passportId: 'p1', name: 'Nord 12', serial: 'SN-1', certificates: [VALID, SHARED, REVOKED] };
const BAG = { passportId: 'p2', name: 'Lune', certificates: [] };

describe('c-portal-certificates', () => {
    beforeEach(() => getOverview.mockResolvedValue({ items: [PHONE, BAG], shareDays: 30 }));
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    async function show() {
        const element = createElement('c-portal-certificates', { is: PortalCertificates });
        document.body.appendChild(element);
        await settle();
        const all = (selector) => [...element.shadowRoot.querySelectorAll(selector)];
        const at = (selector) => element.shadowRoot.querySelector(selector);
        const press = async (selector) => {
            at(selector).click();
            await settle();
        };
        return { element, all, at, press };
    }

    it('lists certificates by item; only valid ones can be acted on', async () => {
        const { element, all, at } = await show();
        expect(all('h3').map(({ textContent }) => textContent)).toEqual(['Nord 12', 'Lune']);
        expect(all('[data-state]').map((badge) => badge.dataset.state)).toEqual(['Valid', 'Valid', 'Revoked']);
        expect(all('li[data-id="c3"] lightning-button')).toHaveLength(0);
        expect(at('li[data-id="c2"] [data-id="shared"]')).not.toBeNull();
        expect(at('[data-item="p2"] [data-id="none"]')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    it('says why a certificate is suspended; its link can be ended and it can be revoked', async () => {
        getOverview.mockResolvedValue({ items: [{ ...PHONE, certificates: [{ ...SHARED, status: 'Suspended' }] }], shareDays: 30 });
        const { element, at, all } = await show();
        expect(at('[data-id="why"]').textContent).toBe('c.Loop_Ui_Certificates_Suspended_Why');
        expect(all('li[data-id="c2"] [data-panel]').map(({ dataset }) => dataset.panel)).toEqual(['revoke']);
        expect(all('li[data-id="c2"] lightning-button')).toHaveLength(2);
        await expect(element).toBeAccessible();
    });

    it('offers no new certificate of an item on hold, and says why', async () => {
        getOverview.mockResolvedValue({ items: [PHONE, { ...BAG, obstacle: 'This item is locked.' }], shareDays: 30 });
        const { element, at } = await show();
        expect(at('[data-item="p2"] [data-panel="issue"]')).toBeNull();
        expect(at('[data-item="p2"] [data-id="obstacle"]').textContent).toBe('This item is locked.');
        expect(at('[data-item="p1"] [data-panel="issue"]')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    it('issues with the name only for ownership and only when chosen', async () => {
        issue.mockResolvedValue(VALID);
        const { element, at, press } = await show();
        await press('[data-item="p2"] [data-panel="issue"]');
        expect(at('[data-id="name-me"]')).toBeNull();
        await expect(element).toBeAccessible();
        await press('[data-id="issue"]');
        expect(issue).toHaveBeenLastCalledWith({ passportId: 'p2', kind: 'Authenticity', namesHolder: false });
        await press('[data-item="p1"] [data-panel="issue"]');
        at('[data-id="kind"]').dispatchEvent(new CustomEvent('change', { detail: { value: 'Ownership' } }));
        await settle();
        at('[data-id="name-me"]').dispatchEvent(new CustomEvent('change', { detail: { checked: true } }));
        await press('[data-id="issue"]');
        expect(issue).toHaveBeenLastCalledWith({ passportId: 'p1', kind: 'Ownership', namesHolder: true });
        expect(at('[data-id="answer"]').textContent).toContain('Loop_Ui_Certificates_Issued');
        expect(getOverview).toHaveBeenCalledTimes(3);
    });

    it('shows the link that sharing answers, which is lost when another panel opens', async () => {
        share.mockResolvedValue({ url: '/s/certificate?share=X', expiresAt: '2026-07-08T12:00:00.000Z' });
        const { at, press } = await show();
        await press('li[data-id="c1"] [data-panel="share"]');
        at('c-certificate-share').dispatchEvent(new CustomEvent('share', { detail: { days: 7 } }));
        await settle();
        expect(share).toHaveBeenCalledWith({ certificateId: 'c1', days: 7 });
        expect(at('c-certificate-share').link.url).toBe('/s/certificate?share=X');
        await press('li[data-id="c2"] [data-panel="share"]');
        expect(at('c-certificate-share').link).toBeUndefined();
        at('c-certificate-share').dispatchEvent(new CustomEvent('cancel'));
        await settle();
        expect(at('c-certificate-share')).toBeNull();
    });

    it('revokes after asking once more, and ends sharing', async () => {
        const { element, at, press } = await show();
        await press('li[data-id="c1"] [data-panel="revoke"]');
        await expect(element).toBeAccessible();
        expect(revoke).not.toHaveBeenCalled();
        await press('[data-id="yes"]');
        expect(revoke).toHaveBeenCalledWith({ certificateId: 'c1' });
        expect(at('[data-id="answer"]').textContent).toContain('Loop_Ui_Certificates_Was_Revoked');
        await press('li[data-id="c2"] lightning-button:nth-of-type(2)');
        expect(endShare).toHaveBeenCalledWith({ certificateId: 'c2' });
    });

    it.each(['[data-item="p1"] [data-panel="issue"]', 'li[data-id="c1"] [data-panel="revoke"]'])('leads the focus into the panel of %s, and back to it', async (opener) => {
        const { element, at, press } = await show();
        const focus = jest.spyOn(HTMLElement.prototype, 'focus');
        await press(opener);
        expect(element.shadowRoot.activeElement).toBe(at('[data-id="panel"]'));
        expect(at('[data-id="panel"]').getAttribute('aria-label')).toBeTruthy();
        await press('[data-id="panel"] lightning-button:last-child');
        expect(focus.mock.contexts.at(-1)).toBe(at(opener));
        focus.mockRestore();
    });

    it('leads the focus into sharing, and back to where it was asked for', async () => {
        const { at, press } = await show();
        await press('li[data-id="c1"] [data-panel="share"]');
        const { shadowRoot } = at('c-certificate-share');
        expect(shadowRoot.activeElement).toBe(shadowRoot.querySelector('[data-id="share"]'));
        const focus = jest.spyOn(HTMLElement.prototype, 'focus');
        at('c-certificate-share').dispatchEvent(new CustomEvent('cancel'));
        await settle();
        expect(focus.mock.contexts.at(-1)).toBe(at('li[data-id="c1"] [data-panel="share"]'));
        focus.mockRestore();
    });

    it('leads the focus to what came of a step: the link, the button again, or the answer', async () => {
        share.mockResolvedValue({ url: '/s/certificate?share=X', expiresAt: '2026-07-08T12:00:00.000Z' });
        issue.mockResolvedValue(VALID);
        const { element, at, press } = await show();
        await press('li[data-id="c1"] [data-panel="share"]');
        const panel = at('c-certificate-share').shadowRoot;
        panel.activeElement.blur();
        at('c-certificate-share').dispatchEvent(new CustomEvent('share', { detail: { days: 7 } }));
        await settle();
        expect(panel.activeElement).toBe(panel.querySelector('[data-id="share"]'));
        const focus = jest.spyOn(HTMLElement.prototype, 'focus');
        await press('[data-item="p2"] [data-panel="issue"]');
        await press('[data-id="issue"]');
        // the stub of a button takes no focus, so that what was told is offered it, too
        expect(focus.mock.contexts.slice(-2)).toEqual([at('[data-item="p2"] [data-panel="issue"]'), at('[data-id="answer"]')]);
        await press('li[data-id="c2"] lightning-button:nth-of-type(2)');
        expect(focus.mock.contexts.at(-1)).toBe(at('li[data-id="c2"] [data-panel="share"]'));
        focus.mockRestore();
        await press('li[data-id="c1"] [data-panel="revoke"]');
        getOverview.mockResolvedValue({ items: [{ ...PHONE, certificates: [{ ...VALID, status: 'Revoked' }] }], shareDays: 30 });
        await press('[data-id="yes"]');
        expect(element.shadowRoot.activeElement).toBe(at('[data-id="answer"]'));
    });

    it('says why it was refused and keeps the panel open', async () => {
        issue.mockRejectedValue({ body: { message: 'stolen' } });
        const { at, press } = await show();
        await press('[data-item="p1"] [data-panel="issue"]');
        await press('[data-id="issue"]');
        expect(at('c-error-panel').errors).toEqual({ body: { message: 'stolen' } });
        expect(at('[data-id="issue"]')).not.toBeNull();
    });

    it('says so when nothing is owned', async () => {
        getOverview.mockResolvedValue({ items: [], shareDays: 30 });
        const { element, at } = await show();
        expect(at('[data-id="empty"]')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    it('is busy while it loads, shows why it failed and tries again', async () => {
        getOverview.mockReturnValueOnce(new Promise(() => {}));
        expect((await show()).at('lightning-spinner')).not.toBeNull();
        getOverview.mockRejectedValueOnce(new Error('x'));
        const { at } = await show();
        expect(at('lightning-spinner')).toBeNull();
        at('c-error-panel').dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(at('[data-item="p1"]')).not.toBeNull();
    });
});
