import { createElement } from 'lwc';
import Worker from './worker/worker';

/** An answer that comes when the test says so. */
function later() {
    const answer = {};
    answer.promise = new Promise((resolve, reject) => Object.assign(answer, { resolve, reject }));
    return answer;
}

describe('c-working', () => {
    afterEach(() => document.body.replaceChildren());

    function show() {
        const element = createElement('c-worker', { is: Worker });
        document.body.appendChild(element);
        const seen = async () => {
            await Promise.resolve();
            return Object.fromEntries([...element.shadowRoot.querySelectorAll('p')].map(({ dataset, textContent }) => [dataset.id, textContent]));
        };
        return { element, seen };
    }

    it('shows that a step runs, and its answer', async () => {
        const { element, seen } = show();
        expect(await seen()).toEqual({ busy: 'false', error: '', answer: '', found: '' });
        const waiting = later();
        const step = element.step(() => waiting.promise);
        expect(await seen()).toMatchObject({ busy: 'true', answer: '' });
        waiting.resolve('Done');
        await step;
        expect(await seen()).toEqual({ busy: 'false', error: '', answer: 'Done', found: '' });
    });

    it('brings into sight why a step failed that somebody took, and leaves the page where it is otherwise', async () => {
        const { element } = show();
        const shown = jest.fn();
        HTMLElement.prototype.scrollIntoView = shown;
        const failing = () => Promise.reject(new Error('No'));
        await element.step(failing);
        expect(shown).not.toHaveBeenCalled();
        element.shadowRoot.querySelector('input').focus();
        await element.step(() => Promise.resolve('Done'));
        expect(shown).not.toHaveBeenCalled();
        await element.step(failing);
        expect(shown.mock.contexts).toEqual([element.shadowRoot.querySelector('c-error-panel')]);
        delete HTMLElement.prototype.scrollIntoView;
    });

    it('gives the focus back to the button that a step took it from, to what is told where that is gone, but not when somebody went elsewhere', async () => {
        const { element, seen } = show();
        const [button, other] = ['button', 'input'].map((name) => element.shadowRoot.querySelector(name));
        const press = async (meanwhile) => {
            button.focus();
            const waiting = later();
            const step = element.step(() => waiting.promise);
            await seen();
            // what a browser does with a button that is disabled; here only an enabled one loses the focus
            button.disabled = false;
            button.blur();
            button.disabled = true;
            meanwhile();
            waiting.resolve('Done');
            await step;
            return element.shadowRoot.activeElement;
        };
        expect(await press(() => {})).toBe(button);
        expect(await press(() => other.focus())).toBe(other);
        const answer = element.shadowRoot.querySelector('[data-id="answer"]');
        const taken = jest.spyOn(HTMLButtonElement.prototype, 'focus');
        expect(await press(() => taken.mockImplementation(() => {}))).toBe(answer);
        taken.mockRestore();
        expect(await press(() => button.remove())).toBe(answer);
    });

    it('shows what failed until the next step begins', async () => {
        const { element, seen } = show();
        await element.step(() => Promise.reject(new Error('Not now')));
        expect(await seen()).toMatchObject({ busy: 'false', error: 'Not now' });
        await element.step(() => 'Done');
        expect(await seen()).toMatchObject({ error: '', answer: 'Done' });
        const waiting = later();
        const step = element.step(() => waiting.promise);
        expect(await seen()).toMatchObject({ answer: '' });
        waiting.resolve('Again');
        await step;
    });

    it('is busy until the last of several steps ends, and loses no error of them', async () => {
        const { element, seen } = show();
        const [first, second] = [later(), later()];
        const steps = [element.step(() => first.promise), element.step(() => second.promise)];
        first.reject(new Error('First failed'));
        await steps[0];
        expect(await seen()).toMatchObject({ busy: 'true', error: 'First failed' });
        second.resolve('Second');
        await steps[1];
        expect(await seen()).toMatchObject({ busy: 'false', error: 'First failed', answer: 'Second' });
    });

    it('shows the latest reading only, with its error only', async () => {
        const { element, seen } = show();
        const [old, wrong, latest] = [later(), later(), later()];
        const readings = [old, wrong, latest].map(({ promise }) => element.look(() => promise));
        latest.resolve('Latest');
        await readings[2];
        expect(await seen()).toMatchObject({ busy: 'false', found: 'Latest' });
        old.resolve('Old');
        wrong.reject(new Error('Overtaken'));
        await Promise.all(readings);
        expect(await seen()).toEqual({ busy: 'false', error: '', answer: '', found: 'Latest' });
        await element.look(() => Promise.reject(new Error('Not found')));
        expect(await seen()).toEqual({ busy: 'false', error: 'Not found', answer: '', found: 'Latest' });
    });
});
