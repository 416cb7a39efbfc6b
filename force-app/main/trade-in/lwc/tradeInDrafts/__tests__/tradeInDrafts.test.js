import { allUnsent, forget, keep, newClientKey, unsent } from 'c/tradeInDrafts';

describe('c/tradeInDrafts', () => {
    beforeEach(() => localStorage.clear());

    it('gives every trade-in a key of its own', () => {
        globalThis.crypto.randomUUID ??= () => `${Math.random()}`; // jsdom has none
        expect(newClientKey()).not.toBe(newClientKey());
    });

    it('keeps a draft until it was sent', () => {
        keep({ clientKey: 'k1', answersJson: '{"condition":"good"}' });
        keep({ clientKey: 'k2', answersJson: '{}' });
        expect(unsent('k1').answersJson).toBe('{"condition":"good"}');
        expect(allUnsent()).toHaveLength(2);
        forget('k1');
        expect(unsent('k1')).toBeNull();
        expect(allUnsent().map(({ clientKey }) => clientKey)).toEqual(['k2']);
    });

    it('goes on without storage', () => {
        const refuse = jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
            throw new Error('forbidden');
        });
        expect(() => keep({ clientKey: 'k3' })).not.toThrow();
        expect(unsent('k3')).toBeNull();
        refuse.mockRestore();
    });
});
