import { loadDecision } from 'c/rules';
import { loadScript } from 'lightning/platformResourceLoader';
import current from '@salesforce/apex/RulePackController.current';

jest.mock('@salesforce/apex/RulePackController.current', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('lightning/platformResourceLoader', () => ({ loadScript: jest.fn().mockResolvedValue() }), { virtual: true });

describe('c/rules', () => {
    beforeEach(() => {
        window.loopRules = {
            tradeInValuation: { logicHash: 'L1', inputs: [{ name: 'ageDays' }], load: (pack) => ({ evaluate: (input) => ({ outputs: { offerMinor: pack.price - input.ageDays } }) }) }
        };
    });

    it('evaluates a decision with the pack in force', async () => {
        current.mockResolvedValue({ packJson: '{"price":100}', packHash: 'P1', logicHash: 'L1' });
        const decision = await loadDecision({}, 'tradeInValuation');
        expect(loadScript).toHaveBeenCalled();
        expect(decision.packHash).toBe('P1');
        expect(decision.inputs).toEqual([{ name: 'ageDays' }]);
        expect(decision.evaluate({ ageDays: 30 }).outputs.offerMinor).toBe(70);
    });

    it('shows no price by rules that the server has no more', async () => {
        current.mockResolvedValue({ packJson: '{}', packHash: 'P1', logicHash: 'L2' });
        await expect(loadDecision({}, 'tradeInValuation')).rejects.toThrow('Loop_Error_Rules_Outdated');
    });
});
