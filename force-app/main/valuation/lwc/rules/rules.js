import { loadScript } from 'lightning/platformResourceLoader';
import valuation from '@salesforce/resourceUrl/RulesTradeInValuation';
import currentPack from '@salesforce/apex/RulePackController.current';
import outdated from '@salesforce/label/c.Loop_Error_Rules_Outdated';

const SCRIPTS = { tradeInValuation: valuation };

/**
 * A decision of the rules with the pack in force, ready to be evaluated in the browser. What it gives is a preview: the server decides.
 * @param {import('lwc').LightningElement} component the one that shows the result
 * @param {string} name of the decision
 * @returns {Promise<{packHash: string, evaluate: (facts: object) => any}>}
 *     `evaluate` takes what is known, by input name, and gives `{outputs, reasons, effects}`, or `{errors}` for an input it refuses
 */
export async function loadDecision(component, name) {
    const [pack] = await Promise.all([currentPack(), loadScript(component, SCRIPTS[name])]);
    const decision = /** @type {any} */ (window).loopRules[name];
    if (decision.logicHash !== pack.logicHash) throw new Error(outdated);
    const { lists, ...rest } = JSON.parse(pack.packJson);
    const { evaluate } = decision.load({ lists, ...rest });
    return { packHash: pack.packHash, evaluate: (facts) => evaluate(inputOf(facts, decision.inputs, lists)) };
}

/** What the decision asks for, of all that is known; an optional key that the pack does not list is left out. */
function inputOf(facts, inputs, lists) {
    const asked = inputs.filter(({ name, optional, list }) => {
        const fact = facts[name];
        if (fact === undefined || fact === null) return false;
        return !(optional && list) || lists[list].includes(fact);
    });
    return Object.fromEntries(asked.map(({ name }) => [name, facts[name]]));
}
