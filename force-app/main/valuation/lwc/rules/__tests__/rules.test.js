import { loadDecision } from 'c/rules';
import { loadScript } from 'lightning/platformResourceLoader';
import current from '@salesforce/apex/RulePackController.current';

jest.mock('@salesforce/apex/RulePackController.current', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('lightning/platformResourceLoader', () => ({ loadScript: jest.fn().mockResolvedValue() }), { virtual: true });

describe('c/rules', () => {
    beforeEach(() => {
        window.loopRules = {
            tradeInValuation: { logicHash: 'L1', inputs: [{ name: 'ageDays' }, { name: 'model', optional: true, list: 'models' }], load: (pack) => ({ evaluate: (input) => ({ price: pack.price, input }) }) }
        };
    });

    it('evaluates a decision with the pack in force', async () => {
        current.mockResolvedValue({ packJson: '{"price":100,"lists":{"models":["nord-12"]}}', packHash: 'P1', logicHash: 'L1' });
        const decision = await loadDecision({}, 'tradeInValuation');
        expect(loadScript).toHaveBeenCalled();
        expect(decision.packHash).toBe('P1');
        expect(decision.evaluate({ ageDays: 30, model: 'nord-12' })).toEqual({ price: 100, input: { ageDays: 30, model: 'nord-12' } });
    });

    it('gives the rules what they ask for, without keys that the pack does not list', async () => {
        current.mockResolvedValue({ packJson: '{"price":100,"lists":{"models":["nord-12"]}}', packHash: 'P1', logicHash: 'L1' });
        const decision = await loadDecision({}, 'tradeInValuation');
        expect(decision.evaluate({ ageDays: 30, model: 'unlisted', colour: 'black', warranty: null }).input).toEqual({ ageDays: 30 });
    });

    it('shows no price by rules that the server has no more', async () => {
        current.mockResolvedValue({ packJson: '{}', packHash: 'P1', logicHash: 'L2' });
        await expect(loadDecision({}, 'tradeInValuation')).rejects.toThrow('Loop_Error_Rules_Outdated');
    });
});
