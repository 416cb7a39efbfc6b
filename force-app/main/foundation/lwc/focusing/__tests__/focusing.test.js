import { settle, shown } from 'lwc-test';
import { areFine } from 'c/focusing';
import Card from './card/card';

describe('c-focusing', () => {
    afterEach(() => document.body.replaceChildren());

    const focused = (element) => element.shadowRoot.activeElement?.dataset.id;

    it('gives the focus to what comes up, once', async () => {
        const element = shown('c-card', Card);
        element.ask('[data-id="reason"]');
        await settle();
        expect(focused(element)).toBe('reason');
        element.shadowRoot.querySelector('button').focus();
        await element.finish(async () => element.shadowRoot.querySelector('input').focus());
        await settle();
        expect(focused(element)).toBe('send');
    });

    it('gives it to the first of several that is there', async () => {
        const element = shown('c-card', Card);
        element.ask(['[data-id="gone"]', '[data-id="reason"]', '[data-id="send"]']);
        await settle();
        expect(focused(element)).toBe('reason');
    });

    it('waits until the step is over: a disabled button takes no focus', async () => {
        const element = shown('c-card', Card);
        let end;
        const step = element.finish(() => new Promise((resolve) => (end = resolve)));
        await settle();
        expect(focused(element)).toBeUndefined();
        end();
        await step;
        await settle();
        expect(focused(element)).toBe('send');
    });

    it('leaves the focus alone where nothing is to have it', async () => {
        const element = shown('c-card', Card);
        element.ask(undefined);
        await settle();
        expect(focused(element)).toBeUndefined();
    });

    it('lets every wrong field say so, and gives the focus to the first', () => {
        const field = (isFine) => {
            const input = document.body.appendChild(document.createElement('input'));
            return Object.assign(input, { reportValidity: jest.fn(() => isFine) });
        };
        const [fine, first, second] = [field(true), field(false), field(false)];
        expect([areFine([fine, first, second]), document.activeElement]).toEqual([false, first]);
        expect([fine, first, second].map(({ reportValidity }) => reportValidity.mock.calls.length)).toEqual([1, 1, 1]);
        fine.focus();
        expect([areFine([fine]), document.activeElement]).toEqual([true, fine]);
    });
});
