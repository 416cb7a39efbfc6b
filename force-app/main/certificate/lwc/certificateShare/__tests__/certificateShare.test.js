import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import CertificateShare from 'c/certificateShare';

const LINK = { url: '/s/certificate?share=AAAA-BBBB', expiresAt: '2026-07-08T12:00:00.000Z' };

describe('c-certificate-share', () => {
    afterEach(() => document.body.replaceChildren());

    async function show(properties = {}) {
        const element = createElement('c-certificate-share', { is: CertificateShare });
        Object.assign(element, properties);
        document.body.appendChild(element);
        await settle();
        return { element, at: (id) => element.shadowRoot.querySelector(`[data-id="${id}"]`) };
    }

    it('asks for how long, a week unless told, and never longer than allowed', async () => {
        const { element, at } = await show({ shareDays: 30 });
        expect(at('days').options.map(({ value }) => value)).toEqual(['1', '7', '30']);
        expect(at('days').value).toBe('7');
        const shared = jest.fn();
        element.addEventListener('share', (event) => shared(event.detail));
        at('make').click();
        at('days').dispatchEvent(new CustomEvent('change', { detail: { value: '30' } }));
        at('make').click();
        expect(shared.mock.calls).toEqual([[{ days: 7 }], [{ days: 30 }]]);
        await expect(element).toBeAccessible();
    });

    it('where only few days are allowed it offers those', async () => {
        const { at } = await show({ shareDays: 0.5 });
        expect(at('days').options).toHaveLength(1);
        expect(at('days').value).toBe('0.5');
    });

    it('tells when it is left', async () => {
        const { element, at } = await show();
        const left = jest.fn();
        element.addEventListener('cancel', left);
        at('cancel').click();
        expect(left).toHaveBeenCalledTimes(1);
    });

    it('shows the whole link, its code, and copies it', async () => {
        const writeText = jest.fn().mockResolvedValueOnce().mockRejectedValueOnce(new Error('denied'));
        Object.assign(navigator, { clipboard: { writeText } });
        const { element, at } = await show({ link: LINK });
        const address = `${window.location.origin}${LINK.url}`;
        expect(at('link').value).toBe(address);
        expect(at('open').href).toBe(address);
        expect(at('qr').querySelector('path').getAttribute('d')).toMatch(/^M4 4h7v1h-7z/);
        at('copy').click();
        await settle();
        expect(writeText).toHaveBeenCalledWith(address);
        expect(at('copied').textContent).toContain('Loop_Ui_Certificates_Copied');
        at('copy').click();
        await settle();
        expect(at('copied').textContent).toContain('Loop_Ui_Certificates_Copy_Failed');
        await expect(element).toBeAccessible();
    });
});
