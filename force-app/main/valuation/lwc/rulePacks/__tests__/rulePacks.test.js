import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import RulePacks from 'c/rulePacks';
import getPacks from '@salesforce/apex/RulePackAdminController.getPacks';
import copyPack from '@salesforce/apex/RulePackAdminController.copyPack';

jest.mock('@salesforce/apex/RulePackAdminController.getPacks', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RulePackAdminController.copyPack', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RulePackAdminController.getPack', () => ({ default: jest.fn().mockReturnValue(new Promise(() => {})) }), { virtual: true });

const PACKS = [{ packId: null, name: 'Default', status: 'Default', isInForce: false }, { packId: 'a1', name: 'Autumn', status: 'Active', isInForce: true }, { packId: 'a2', name: 'Winter', status: 'Draft', isInForce: false }];

describe('c-rule-packs', () => {
    beforeEach(() => {
        globalThis.fetch = jest.fn().mockReturnValue(new Promise(() => {}));
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    async function show() {
        const element = createElement('c-rule-packs', { is: RulePacks });
        document.body.appendChild(element);
        await settle();
        return { element, at: (id) => element.shadowRoot.querySelector(`[data-id="${id}"]`), editors: () => [...element.shadowRoot.querySelectorAll('c-rule-pack-editor')].map(({ packId }) => packId) };
    }

    it('lists the packs and marks the one in force', async () => {
        getPacks.mockResolvedValue(PACKS);
        const { element, at } = await show();
        expect(at('a1').textContent).toContain('Autumn');
        expect(at('a1').querySelectorAll('lightning-badge')).toHaveLength(2);
        expect(at('a2').querySelectorAll('lightning-badge')).toHaveLength(1);
        expect(at('default').textContent).toContain('Default');
        await expect(element).toBeAccessible();
    });

    it('opens one pack at a time', async () => {
        getPacks.mockResolvedValue(PACKS);
        const { at, editors } = await show();
        at('a1').click();
        await settle();
        at('a2').click();
        await settle();
        expect(editors()).toEqual(['a2']);
    });

    it('begins a draft from the default pack', async () => {
        getPacks.mockResolvedValueOnce([]).mockResolvedValue(PACKS);
        copyPack.mockResolvedValue({ packId: 'a2' });
        const { at, editors } = await show();
        expect(at('empty')).not.toBeNull();
        at('from-default').click();
        await settle();
        expect(copyPack).toHaveBeenCalledWith({ packId: null, name: 'c.Loop_Ui_Packs_New_Name' });
        expect(editors()).toEqual(['a2']);
    });

    it('shows why the packs could not be told', async () => {
        getPacks.mockRejectedValue({ body: { message: 'No access' } });
        const { element } = await show();
        expect(element.shadowRoot.querySelector('c-error-panel').errors).toEqual({ body: { message: 'No access' } });
    });
});
