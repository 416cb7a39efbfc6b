import { createElement } from 'lwc';
import RuleCurve from 'c/ruleCurve';

describe('c-rule-curve', () => {
    afterEach(() => document.body.replaceChildren());

    function show(points, isSteps = false) {
        const element = createElement('c-rule-curve', { is: RuleCurve });
        Object.assign(element, { points, isSteps });
        document.body.appendChild(element);
        return { element, path: element.shadowRoot.querySelector('polyline').getAttribute('points') };
    }

    it('joins the points of a curve over the whole width and height', async () => {
        const { element, path } = show([[0, 10000], [365, 5000], [730, 0]]);
        expect(path).toBe('0,0 300,90 600,180');
        await expect(element).toBeAccessible();
    });

    it('holds a step until the next one', () => {
        expect(show([[0, 5000], [50, 10000]], true).path).toBe('0,90 600,90 600,0');
    });

    it('leaves out points that are not whole yet', () => {
        expect(show([[0, 10000], [null, 1], [100, 0]]).path).toBe('0,0 600,180');
        expect(show([]).path ?? '').toBe('');
    });
});
