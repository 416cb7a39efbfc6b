import { messagesOf } from 'c/errors';

describe('messagesOf', () => {
    it.each([
        ['an Apex error', { body: { message: 'No access' } }, ['No access']],
        ['a wire with several', { body: [{ message: 'A' }, { message: 'B' }] }, ['A', 'B']],
        ['a record save', { body: { message: 'An error occurred', output: { errors: [{ message: 'Locked' }], fieldErrors: { Name: [{ message: 'Too long' }] } } } }, ['Locked', 'Too long']],
        ['a network failure', { statusText: 'Bad Gateway' }, ['Bad Gateway']],
        ['a JavaScript error', new Error('Oops'), ['Oops']],
        ['a text', 'Oops', ['Oops']],
        ['nothing', undefined, []]
    ])('reads %s', (_name, error, messages) => {
        expect(messagesOf(error)).toEqual(messages);
    });

    it('tells the same message once', () => {
        expect(messagesOf([new Error('A'), { body: { message: 'A' } }])).toEqual(['A']);
    });
});
