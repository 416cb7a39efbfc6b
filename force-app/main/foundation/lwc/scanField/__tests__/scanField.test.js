import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import ScanField from 'c/scanField';
import { simulateScanner, removeScanner } from 'lightning/mobileCapabilities';

describe('c-scan-field', () => {
    afterEach(() => {
        document.body.replaceChildren();
        removeScanner();
    });

    function show() {
        const element = createElement('c-scan-field', { is: ScanField });
        Object.assign(element, { label: 'Serial', placeholder: 'e.g. H123' });
        const told = [];
        element.addEventListener('term', ({ detail }) => told.push(detail.term));
        element.addEventListener('scanfailed', ({ detail }) => told.push(detail.error.message));
        document.body.appendChild(element);
        const type = (text) => {
            const input = element.shadowRoot.querySelector('lightning-input');
            input.value = text;
            input.dispatchEvent(new CustomEvent('change'));
            return input;
        };
        const click = async (id) => {
            element.shadowRoot.querySelector(`[data-id="${id}"]`).click();
            await settle();
        };
        return { element, told, type, click };
    }

    it('tells what was typed, by button or Enter', async () => {
        const { element, told, type, click } = show();
        await expect(element).toBeAccessible();
        const input = type(' H123 ');
        await click('find');
        input.dispatchEvent(Object.assign(new CustomEvent('keyup'), { key: 'Enter' }));
        expect(told).toEqual(['H123', 'H123']);
    });

    it('tells nothing for an empty term, and says below the field what is missing', async () => {
        const { told, type, click } = show();
        const input = type('   ');
        const said = [];
        input.setCustomValidity = (message) => said.push(message);
        input.reportValidity = () => said.push('reported');
        await click('find');
        expect([told, said]).toEqual([[], ['c.Loop_Ui_Search_Empty', 'reported']]);
    });

    it('says below the field that a search needs more characters, until it has them', async () => {
        const { element, told, type, click } = show();
        element.shortest = 3;
        const input = type('H1 ');
        const said = [];
        input.setCustomValidity = (message) => said.push(message);
        input.reportValidity = () => said.push('reported');
        await click('find');
        expect(told).toEqual([]);
        type('H12');
        await click('find');
        expect(told).toEqual(['H12']);
        expect(said).toEqual(['c.Loop_Error_Search_Term_Short', 'reported', '', 'reported']);
    });

    it('offers no scan in a browser', () => {
        expect(show().element.shadowRoot.querySelector('[data-id="scan"]')).toBeNull();
    });

    it('tells what the phone scanned', async () => {
        simulateScanner({ codes: ['https://id.example/01/09520000000011/21/H123'] });
        const { told, click } = show();
        await click('scan');
        expect(told).toEqual(['https://id.example/01/09520000000011/21/H123']);
    });

    it('a closed scanner is no error, a broken one is', async () => {
        simulateScanner({ error: { code: 'userDismissedScanner' } });
        const closed = show();
        await closed.click('scan');
        expect(closed.told).toEqual([]);
        simulateScanner({ error: { code: 'cameraDenied', message: 'Allow the camera' } });
        const broken = show();
        await broken.click('scan');
        expect(broken.told).toEqual(['Allow the camera']);
    });
});
