import { createElement } from 'lwc';
import TwinStage from 'c/twinStage';

describe('c-twin-stage', () => {
    afterEach(() => document.body.replaceChildren());

    function show(stage) {
        const element = createElement('c-twin-stage', { is: TwinStage });
        element.stage = stage;
        document.body.appendChild(element);
        return element.shadowRoot.querySelector('span');
    }

    it('shows known stages in colour and one that an admin added neutrally', () => {
        expect(show('Owned').className).toContain('slds-theme_success');
        expect(show('On Exhibition').textContent).toBe('On Exhibition');
        expect(show('On Exhibition').className).not.toContain('slds-theme');
    });

    it('shows nothing without a stage', () => expect(show(undefined)).toBeNull());
});
