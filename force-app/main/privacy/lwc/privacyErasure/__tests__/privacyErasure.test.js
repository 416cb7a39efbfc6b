import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import PrivacyErasure from 'c/privacyErasure';
import requestErasure from '@salesforce/apex/PrivacyController.requestErasure';
import cancelErasure from '@salesforce/apex/PrivacyController.cancelErasure';

jest.mock('@salesforce/apex/PrivacyController.requestErasure', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PrivacyController.cancelErasure', () => ({ default: jest.fn() }), { virtual: true });

const WORD = 'c.Loop_Ui_Privacy_Word';
const STATE = {
    coolingOffDays: 14,
    erased: [{ title: 'Contact', text: 'Deleted.' }],
    kept: [{ title: 'History', text: 'Stays.' }],
    required: [{ title: 'Offers', text: 'Tax.', until: '2036-01-01T00:00:00Z' }],
    waiting: []
};
const ASKED = { ...STATE, request: { status: 'Scheduled', dueAt: '2026-12-01T00:00:00Z', isCancellable: true } };

describe('c-privacy-erasure', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    async function show(state) {
        const element = createElement('c-privacy-erasure', { is: PrivacyErasure });
        element.state = state;
        const changes = [];
        element.addEventListener('changed', ({ detail }) => changes.push(detail.state));
        document.body.appendChild(element);
        await settle();
        const at = (id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);
        const button = (label) => [...element.shadowRoot.querySelectorAll('lightning-button')].find((each) => each.label === label);
        const type = async (value) => {
            element.shadowRoot.querySelector('lightning-input').dispatchEvent(new CustomEvent('change', { detail: { value } }));
            await settle();
        };
        const press = async (one) => {
            one.click();
            await settle();
        };
        return { element, at, button, type, press, changes };
    }

    it('shows the consequences before anything can be confirmed', async () => {
        const { element, at, press } = await show(STATE);
        expect(at('form')).toBeNull();
        await press(at('open'));
        expect([...element.shadowRoot.querySelectorAll('c-privacy-notes')].map(({ notes }) => notes)).toEqual([STATE.erased, STATE.required, STATE.kept]);
        expect(at('confirm').disabled).toBe(true);
        expect(element.shadowRoot.activeElement).toBe(at('form'));
        await expect(element).toBeAccessible();
    });

    it('wants the word, whatever its case', async () => {
        requestErasure.mockResolvedValue(ASKED);
        const { element, at, type, press, changes } = await show(STATE);
        element.addEventListener('changed', ({ detail }) => Object.assign(element, detail));
        await press(at('open'));
        await type('something');
        expect(at('confirm').disabled).toBe(true);
        await type(` ${WORD.toUpperCase()} `);
        expect(at('confirm').disabled).toBe(false);
        await press(at('confirm'));
        expect(requestErasure).toHaveBeenCalledWith({ word: ` ${WORD.toUpperCase()} ` });
        expect(changes).toEqual([ASKED]);
        expect([at('form'), element.shadowRoot.activeElement]).toEqual([null, at('request')]);
    });

    it('can be left again', async () => {
        const { at, button, type, press } = await show(STATE);
        await press(at('open'));
        await type(WORD);
        const focus = jest.spyOn(HTMLElement.prototype, 'focus');
        await press(button('c.Loop_Ui_Privacy_Back'));
        expect(at('form')).toBeNull();
        expect(focus.mock.contexts).toEqual([at('open')]);
        focus.mockRestore();
        await press(at('open'));
        expect(at('confirm').disabled).toBe(true);
    });

    it('tells why it was refused and keeps the form', async () => {
        requestErasure.mockRejectedValue({ body: { message: 'No' } });
        const { element, at, type, press } = await show(STATE);
        await press(at('open'));
        await type(WORD);
        await press(at('confirm'));
        expect(element.shadowRoot.querySelector('c-error-panel').errors).toEqual({ body: { message: 'No' } });
        expect(at('form')).not.toBeNull();
    });

    it('an open request says when it is due and can be cancelled', async () => {
        cancelErasure.mockResolvedValue(STATE);
        const { element, at, button, press, changes } = await show(ASKED);
        expect(at('open')).toBeNull();
        expect(at('request').querySelector('lightning-formatted-date-time').value).toBe(ASKED.request.dueAt);
        await expect(element).toBeAccessible();
        await press(button('c.Loop_Ui_Privacy_Cancel'));
        expect(changes).toEqual([STATE]);
    });

    it('what has begun cannot be cancelled', async () => {
        const { at, button } = await show({ ...STATE, request: { status: 'Running', isCancellable: false } });
        expect(at('request').textContent).toContain('Loop_Ui_Privacy_Running');
        expect(button('c.Loop_Ui_Privacy_Cancel')).toBeUndefined();
    });

    it('names what must end before', async () => {
        const waiting = [{ title: 'Trade-in', text: 'Under way.' }];
        const { element, at } = await show({ ...STATE, waiting });
        expect(at('waiting').querySelector('c-privacy-notes').notes).toEqual(waiting);
        await expect(element).toBeAccessible();
    });
});
