import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import { CurrentPageReference } from 'lightning/navigation';
import CertificatePage from 'c/certificatePage';
import open from '@salesforce/apex/CertificatePageController.open';

jest.mock('@salesforce/apex/CertificatePageController.open', () => ({ default: jest.fn() }), { virtual: true });
const GENUINE = { verdict: 'Genuine', title: 'Genuine', advice: 'Enjoy it', reasons: [{ code: 'SOUND', text: 'It is sound.' }] };
const SHARED = {
    isFound: true, kind: 'Ownership', verdict: { isValid: true, reasons: [] }, item: GENUINE, issuer: 'Brand', itemName: 'Nord 12', brand: 'Nord', serial: 'SN-1', gtin: '09520000000028',
    ownerReference: 'ab12', issuedAt: '2026-07-01T12:00:00.000Z', expiresAt: '2026-09-29T12:00:00.000Z', sharedUntil: '2026-07-08T12:00:00.000Z', checkedAt: '2026-07-02T12:00:00.000Z',
    eventCount: 3, headHash: 'cd34', token: 'h.p.s'
};

describe('c-certificate-page', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    async function show(state = { share: 'CODE' }) {
        const element = createElement('c-certificate-page', { is: CertificatePage });
        document.body.appendChild(element);
        CurrentPageReference.emit({ state });
        await settle();
        const at = (selector) => element.shadowRoot.querySelector(selector);
        return { element, at, text: () => element.shadowRoot.textContent, key: () => at('article')?.dataset.verdict };
    }

    it('shows what the certificate says and that it holds; the owner unnamed', async () => {
        open.mockResolvedValue(SHARED);
        const { element, at, text, key } = await show();
        expect(open).toHaveBeenCalledWith({ code: 'CODE' });
        expect(key()).toBe('verified');
        for (const part of ['Nord 12', 'SN-1', 'Brand', 'cd34', 'ab12', 'Loop_Ui_Certificate_Owner_Hidden']) expect(text()).toContain(part);
        expect(at('[data-id="file"]').getAttribute('href')).toBe('data:application/vc+jwt,h.p.s');
        expect(at('svg path').getAttribute('d')).not.toBe('');
        await expect(element).toBeAccessible();
    });

    it('says that the item is lent, to whoever was shown the link of its borrower', async () => {
        const reasons = [...GENUINE.reasons, { code: 'LENT', text: 'Its owner lent it.' }];
        open.mockResolvedValue({ ...SHARED, kind: 'Authenticity', ownerReference: undefined, item: { ...GENUINE, reasons } });
        const { key, text } = await show();
        expect(key()).toBe('verified');
        expect(text()).toContain('Its owner lent it.');
        expect(text()).not.toContain('It is sound.');
    });

    it('names the owner who chose it, and nobody on a certificate of authenticity', async () => {
        open.mockResolvedValue({ ...SHARED, ownerName: 'Ada Byron' });
        expect((await show()).text()).toContain('Ada Byron');
        open.mockResolvedValue({ ...SHARED, kind: 'Authenticity', ownerReference: undefined });
        expect((await show()).text()).not.toContain('Loop_Ui_Certificate_Owner');
    });

    it('the certificate of a listing says how long it can be opened', async () => {
        open.mockResolvedValue({ ...SHARED, kind: 'Authenticity', ownerReference: undefined, sharedUntil: null });
        const { element, at } = await show();
        expect(at('[data-id="listed"]').textContent).toBe('c.Loop_Ui_Certificate_While_Listed');
        await expect(element).toBeAccessible();
    });

    it('a revoked certificate is not valid, with the reason', async () => {
        open.mockResolvedValue({ ...SHARED, verdict: { isValid: false, reasons: [{ code: 'REVOKED', text: 'It was revoked.' }] } });
        const { element, key, text } = await show();
        expect(key()).toBe('invalid');
        expect(text()).toContain('It was revoked.');
        await expect(element).toBeAccessible();
    });

    it('a forged one shows nothing of what it says', async () => {
        open.mockResolvedValue({ isFound: true, kind: 'Ownership', item: GENUINE, verdict: { isValid: false, reasons: [{ code: 'SIGNATURE', text: 'Forged.' }] }, checkedAt: SHARED.checkedAt });
        const { at, key } = await show();
        expect(key()).toBe('invalid');
        expect(at('[data-id="facts"]')).toBeNull();
        expect(at('[data-id="print"]')).toBeNull();
    });

    it('a certificate of an item that is held says to ask first', async () => {
        open.mockResolvedValue({ ...SHARED, item: { verdict: 'Blocked', title: 'Blocked', advice: 'Ask the brand.' } });
        const { key, text } = await show();
        expect(key()).toBe('held');
        expect(text()).toContain('Ask the brand.');
    });

    it('a link that opens nothing says why', async () => {
        open.mockResolvedValue({ isFound: false, message: 'Over.', checkedAt: SHARED.checkedAt });
        const { element, key, text } = await show();
        expect(key()).toBe('none');
        expect(text()).toContain('Over.');
        await expect(element).toBeAccessible();
    });

    it('prints', async () => {
        window.print = jest.fn();
        open.mockResolvedValue(SHARED);
        const { at } = await show();
        at('[data-id="print"]').click();
        expect(window.print).toHaveBeenCalledTimes(1);
    });

    it('asks for a link when there is none', async () => {
        const { element, at } = await show({});
        expect(at('[data-id="empty"]')).not.toBeNull();
        expect(open).not.toHaveBeenCalled();
        await expect(element).toBeAccessible();
    });

    it('is busy while it loads, shows why it failed and tries again', async () => {
        open.mockReturnValueOnce(new Promise(() => {}));
        expect((await show()).at('lightning-spinner')).not.toBeNull();
        open.mockRejectedValueOnce(new Error('x')).mockResolvedValueOnce(SHARED);
        const { at, key } = await show();
        at('c-error-panel').dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(key()).toBe('verified');
    });
});
