import { createElement } from 'lwc';
import TwinStage from 'c/twinStage';

describe('c-twin-stage', () => {
    afterEach(() => document.body.replaceChildren());

    function show(stage, hold) {
        const element = createElement('c-twin-stage', { is: TwinStage });
        element.stage = stage;
        element.hold = hold;
        document.body.appendChild(element);
        return element.shadowRoot.querySelector('[data-id="stage"]');
    }

    it('shows known stages in colour and one that an admin added neutrally', () => {
        expect(show('Owned').className).toContain('slds-theme_success');
        expect(show('On Exhibition').textContent).toBe('On Exhibition');
        expect(show('On Exhibition').className).not.toContain('slds-theme');
    });

    it('says first what holds an item, in words, and shows its stage neutrally then', () => {
        const stage = show('Owned', 'Stolen');
        expect(stage.className).not.toContain('slds-theme');
        expect(stage.previousElementSibling.textContent.trim()).toBe('c.Loop_Ui_Hold_Stolen');
        expect(stage.previousElementSibling.className).toContain('slds-theme_error');
        expect(show('Owned').previousElementSibling).toBeNull();
    });

    it('shows nothing without a stage', () => expect(show(undefined)).toBeNull());
});
