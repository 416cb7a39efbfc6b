import { countText, formOf } from 'c/plural';

describe('c-plural', () => {
    const forms = { one: '{0} item', other: '{0} items' };

    it('writes a count in the plural of the language', () => {
        expect([0, 1, 2, 1200].map((count) => countText(count, forms))).toEqual(['0 items', '1 item', '2 items', '1,200 items']);
    });

    it('chooses the form of a text that has more places than one', () => {
        expect(formOf(1, { one: '{0} of {1} event', other: '{0} of {1} events' })).toBe('{0} of {1} event');
    });
});
