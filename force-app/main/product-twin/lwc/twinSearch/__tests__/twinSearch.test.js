import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import TwinSearch from 'c/twinSearch';
import search from '@salesforce/apex/TwinSearchController.search';
import { getNavigateCalledWith } from 'lightning/navigation';

jest.mock('@salesforce/apex/TwinSearchController.search', () => ({ default: jest.fn() }), { virtual: true });

const MATCH = { twinId: 'a01000000000001AAA', name: 'Lune shoulder bag', brandCode: 'AUR', serial: 'H123', stage: 'Owned', ownerName: 'Ada Roy', matchedLabel: 'Serial' };

describe('c-twin-search', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    function show() {
        const element = createElement('c-twin-search', { is: TwinSearch });
        document.body.appendChild(element);
        return element;
    }

    async function find(element, term) {
        element.shadowRoot.querySelector('c-scan-field').dispatchEvent(new CustomEvent('term', { detail: { term } }));
        await settle();
    }

    it('says what can be typed before anything was', async () => {
        const element = show();
        expect(element.shadowRoot.textContent).toContain('Loop_Ui_Search_Hint');
        await expect(element).toBeAccessible();
    });

    it('shows what was found and opens the item that is chosen', async () => {
        search.mockResolvedValue([MATCH]);
        const element = show();
        await find(element, 'H123');
        expect(search).toHaveBeenCalledWith({ term: 'H123' });
        const link = element.shadowRoot.querySelector('a');
        expect(link.textContent).toBe('Lune shoulder bag');
        await expect(element).toBeAccessible();
        link.click();
        expect(getNavigateCalledWith().pageReference.attributes).toEqual({ recordId: MATCH.twinId, objectApiName: 'Product_Twin__c', actionName: 'view' });
    });

    it('says so when nothing was found', async () => {
        search.mockResolvedValue([]);
        const element = show();
        await find(element, 'nothing');
        expect(element.shadowRoot.querySelector('[data-id="empty"]')).not.toBeNull();
    });

    it('shows why a search failed and tries again', async () => {
        search.mockRejectedValueOnce({ body: { message: 'Too short' } });
        const element = show();
        await find(element, 'a');
        const panel = element.shadowRoot.querySelector('c-error-panel');
        expect(panel.errors).toEqual({ body: { message: 'Too short' } });
        search.mockResolvedValue([MATCH]);
        panel.dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(element.shadowRoot.querySelector('c-error-panel')).toBeNull();
        expect(element.shadowRoot.querySelectorAll('li')).toHaveLength(1);
    });

    it('lets only the newest search show its result', async () => {
        let answerFirst;
        search.mockReturnValueOnce(new Promise((resolve) => (answerFirst = resolve))).mockResolvedValueOnce([MATCH]);
        const element = show();
        await find(element, 'first');
        await find(element, 'second');
        answerFirst([]);
        await settle();
        expect(element.shadowRoot.querySelectorAll('li')).toHaveLength(1);
    });

    it('shows why the camera could not be used', async () => {
        const element = show();
        element.shadowRoot.querySelector('c-scan-field').dispatchEvent(new CustomEvent('scanfailed', { detail: { error: { message: 'Allow the camera' } } }));
        await settle();
        expect(element.shadowRoot.querySelector('c-error-panel').errors.message).toBe('Allow the camera');
    });
});
