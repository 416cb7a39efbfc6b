import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import ItemVerify from 'c/itemVerify';
import verify from '@salesforce/apex/PassportController.verify';
import { simulateScanner, removeScanner } from 'lightning/mobileCapabilities';

jest.mock('@salesforce/apex/PassportController.verify', () => ({ default: jest.fn() }), { virtual: true });

const FOUND = { isFound: true, name: 'Nord 12', facts: [], verification: { verdict: 'Genuine', title: 'Genuine', reasons: [] } };

describe('c-item-verify', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
        removeScanner();
        delete navigator.geolocation;
    });

    function locate(answer) {
        Object.defineProperty(navigator, 'geolocation', { value: { getCurrentPosition: answer }, configurable: true });
    }

    function show() {
        const element = createElement('c-item-verify', { is: ItemVerify });
        document.body.appendChild(element);
        return { element, at: (id) => element.shadowRoot.querySelector(`[data-id="${id}"]`), part: (name) => element.shadowRoot.querySelector(name) };
    }

    async function check({ element, at }, code) {
        const input = element.shadowRoot.querySelector('lightning-input');
        input.value = code;
        input.dispatchEvent(new CustomEvent('change'));
        at('verify').click();
        await settle();
    }

    it('checks what was typed and goes on to the next item', async () => {
        verify.mockResolvedValue(FOUND);
        const page = show();
        await check(page, ' SN-1 ');
        expect(verify).toHaveBeenCalledWith({ text: 'SN-1', latitude: null, longitude: null });
        expect(page.part('c-passport-verdict').verification).toEqual(FOUND.verification);
        expect(page.part('c-passport-details').passport).toEqual(FOUND);
        await expect(page.element).toBeAccessible();
        page.at('next').click();
        await settle();
        expect(page.part('c-passport-verdict')).toBeNull();
    });

    it('asks for a number before it asks the org', async () => {
        const page = show();
        await check(page, '  ');
        expect(verify).not.toHaveBeenCalled();
        expect(page.at('message').textContent).toBe('c.Loop_Ui_Verify_Empty');
    });

    it('shows why a check failed and tries again', async () => {
        verify.mockRejectedValueOnce({ body: { message: 'No signal' } });
        const page = show();
        await check(page, 'SN-1');
        const panel = page.part('c-error-panel');
        expect(panel.errors).toEqual({ body: { message: 'No signal' } });
        verify.mockResolvedValue(FOUND);
        panel.dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(page.part('c-error-panel')).toBeNull();
    });

    it('tells a place only with consent, and only roughly', async () => {
        const ask = jest.fn((done) => done({ coords: { latitude: 48.8566, longitude: 2.3522 } }));
        locate(ask);
        verify.mockResolvedValue(FOUND);
        const page = show();
        await check(page, 'SN-1');
        expect(ask).not.toHaveBeenCalled();
        page.at('place').checked = true;
        page.at('place').dispatchEvent(new CustomEvent('change'));
        await check(page, 'SN-1');
        expect(verify).toHaveBeenLastCalledWith({ text: 'SN-1', latitude: 49, longitude: 2 });
    });

    it('goes on without a place that cannot be read', async () => {
        locate((_done, fail) => fail(new Error('denied')));
        verify.mockResolvedValue(FOUND);
        const page = show();
        await settle();
        page.at('place').checked = true;
        page.at('place').dispatchEvent(new CustomEvent('change'));
        await check(page, 'SN-1');
        expect(verify).toHaveBeenCalledWith({ text: 'SN-1', latitude: null, longitude: null });
        expect(page.at('message').textContent).toBe('c.Loop_Ui_Verify_No_Place');
    });

    it('offers a scan only where there is a scanner, and checks what it reads', async () => {
        expect(show().at('scan')).toBeNull();
        simulateScanner({ codes: ['https://id.example/01/09520000000011/21/H123'] });
        verify.mockResolvedValue(FOUND);
        const page = show();
        page.at('scan').click();
        await settle();
        expect(verify).toHaveBeenCalledWith({ text: 'https://id.example/01/09520000000011/21/H123', latitude: null, longitude: null });
    });

    it('a closed scanner is no error, a broken one is', async () => {
        simulateScanner({ error: { code: 'userDismissedScanner' } });
        const page = show();
        page.at('scan').click();
        await settle();
        expect(page.part('c-error-panel')).toBeNull();
        simulateScanner({ error: { code: 'cameraDenied', message: 'Allow the camera' } });
        page.at('scan').click();
        await settle();
        expect(page.part('c-error-panel').errors.message).toBe('Allow the camera');
    });
});
