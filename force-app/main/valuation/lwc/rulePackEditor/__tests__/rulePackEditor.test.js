import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import RulePackEditor from 'c/rulePackEditor';
import getPack from '@salesforce/apex/RulePackAdminController.getPack';
import validate from '@salesforce/apex/RulePackAdminController.validate';
import saveDraft from '@salesforce/apex/RulePackAdminController.saveDraft';
import copyPack from '@salesforce/apex/RulePackAdminController.copyPack';
import activatePack from '@salesforce/apex/RulePackAdminController.activatePack';

jest.mock('@salesforce/apex/RulePackAdminController.getPack', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RulePackAdminController.validate', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RulePackAdminController.saveDraft', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RulePackAdminController.copyPack', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RulePackAdminController.activatePack', () => ({ default: jest.fn() }), { virtual: true });

const PARAMETER = { name: 'highestFraudScore', kind: 'integer', unit: 'points', min: 0, max: 1000, shape: 'free', keys: [] };
const WORDS = { parameters: { highestFraudScore: { label: 'Highest fraud score', description: 'Items above it need a second opinion.' } }, units: {}, shapes: {}, keys: {} };
const PACK = { packId: 'a1', name: 'Autumn', status: 'Draft', note: '', packHash: 'abc', packJson: '{"format":1,"lists":{},"name":"Autumn","parameters":{"highestFraudScore":{"source":"policy","value":599}}}' };

describe('c-rule-pack-editor', () => {
    beforeEach(() => {
        const files = { '@salesforce/resourceUrl/RulesProgram': { parameters: [PARAMETER] }, '@salesforce/resourceUrl/RulesWords': WORDS };
        globalThis.fetch = jest.fn(async (url) => ({ json: async () => Object.entries(files).find(([name]) => url.endsWith(name.split('/').at(-1)))[1] }));
        validate.mockResolvedValue([]);
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    async function show(pack) {
        getPack.mockResolvedValue({ ...PACK, ...pack });
        const element = createElement('c-rule-pack-editor', { is: RulePackEditor });
        element.packId = 'a1';
        const changed = jest.fn();
        element.addEventListener('changed', ({ detail }) => changed(detail));
        document.body.appendChild(element);
        await settle();
        const at = (id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);
        const edit = async () => {
            element.shadowRoot.querySelector('c-rule-parameter').dispatchEvent(new CustomEvent('givenchange', { detail: { source: 'policy', value: 650 } }));
            await settle();
        };
        const click = async (id) => {
            at(id).click();
            await settle();
        };
        return { element, changed, at, edit, click };
    }

    it('shows the parameters of a pack', async () => {
        const { element, at } = await show();
        expect(element.shadowRoot.querySelector('c-rule-parameter').given).toEqual({ source: 'policy', value: 599 });
        expect(at('parameter').options).toEqual([{ label: 'Highest fraud score', value: 'highestFraudScore' }]);
        expect(element.shadowRoot.querySelector('c-rule-parameter').words).toEqual(WORDS);
        await expect(element).toBeAccessible();
    });

    it('saves what the checks let pass', async () => {
        saveDraft.mockResolvedValue(PACK);
        const { changed, at, edit, click } = await show();
        await edit();
        expect(at('activate').disabled).toBe(true);
        await click('save');
        const { draft } = saveDraft.mock.calls[0][0];
        expect(JSON.parse(draft.packJson).parameters.highestFraudScore.value).toBe(650);
        expect(changed).toHaveBeenCalledWith({ packId: 'a1' });
    });

    it('saves nothing that is wrong, and says what is', async () => {
        validate.mockResolvedValue([{ path: 'parameters.highestFraudScore', rule: 'range', value: 5000, message: 'parameters.highestFraudScore: 5000 is not within 0 to 1000.' }]);
        const { at, edit, click } = await show();
        await edit();
        await click('save');
        expect(saveDraft).not.toHaveBeenCalled();
        expect(at('faults').textContent).toContain('5000 is not within 0 to 1000');
    });

    it('says that nothing is wrong', async () => {
        const { at, click } = await show();
        await click('check');
        expect(at('sound')).not.toBeNull();
    });

    it('puts a draft in force', async () => {
        activatePack.mockResolvedValue({ ...PACK, status: 'Active' });
        const { element, at, click } = await show();
        await click('activate');
        expect(activatePack).toHaveBeenCalledWith({ packId: 'a1' });
        expect(at('save')).toBeNull();
        expect(element.shadowRoot.querySelector('c-rule-parameter').readOnly).toBe(true);
    });

    it('changes a pack in force only as a copy', async () => {
        copyPack.mockResolvedValue({ packId: 'a2' });
        const { changed, at, click } = await show({ status: 'Active' });
        expect(at('save')).toBeNull();
        await click('copy');
        expect(changed).toHaveBeenCalledWith({ packId: 'a2' });
    });

    it('shows why activation was refused', async () => {
        activatePack.mockRejectedValue({ body: { message: 'Another pack is in force then.' } });
        const { element, click } = await show();
        await click('activate');
        expect(element.shadowRoot.querySelector('c-error-panel').errors).toEqual({ body: { message: 'Another pack is in force then.' } });
    });
});
