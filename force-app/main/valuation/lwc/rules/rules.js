import { loadScript } from 'lightning/platformResourceLoader';
import valuation from '@salesforce/resourceUrl/RulesTradeInValuation';
import currentPack from '@salesforce/apex/RulePackController.current';
import outdated from '@salesforce/label/c.Loop_Error_Rules_Outdated';

const SCRIPTS = { tradeInValuation: valuation };

/**
 * A decision of the rules with the pack in force, ready to be evaluated in the browser. What it gives is a preview: the server decides.
 * @param {import('lwc').LightningElement} component the one that shows the result
 * @param {string} name of the decision
 * @returns {Promise<{inputs: {name: string}[], packHash: string, evaluate: (input: object) => any}>}
 *     `evaluate` gives `{outputs, reasons, effects}`, or `{errors}` for an input it refuses
 */
export async function loadDecision(component, name) {
    const [pack] = await Promise.all([currentPack(), loadScript(component, SCRIPTS[name])]);
    const decision = /** @type {any} */ (window).loopRules[name];
    if (decision.logicHash !== pack.logicHash) throw new Error(outdated);
    const { evaluate } = decision.load(JSON.parse(pack.packJson));
    return { inputs: decision.inputs, packHash: pack.packHash, evaluate };
}
