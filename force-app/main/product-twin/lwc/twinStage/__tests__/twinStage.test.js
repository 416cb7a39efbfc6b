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
        const hold = stage.getRootNode().querySelector('[data-id="hold"]');
        expect(stage.className).not.toContain('slds-theme');
        expect(hold.textContent.trim()).toBe('c.Loop_Ui_Hold_Stolen');
        expect(hold.className).toContain('slds-theme_error');
        expect(hold.compareDocumentPosition(stage)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
        expect(show('Owned').getRootNode().querySelector('[data-id="hold"]')).toBeNull();
    });

    it('shows nothing without a stage', () => expect(show(undefined)).toBeNull());
});
