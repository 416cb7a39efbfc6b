import { settle, shown } from 'lwc-test';
import { getRecord } from 'lightning/uiRecordApi';
import Card from './card/card';

describe('c-item-following', () => {
    afterEach(() => document.body.replaceChildren());

    const record = (id, count) => getRecord.emit({ id, lastModifiedDate: '2026-11-22T10:00:00.000Z', fields: { Event_Count__c: { value: count } } });
    const show = () => {
        const heard = jest.fn();
        return { heard, element: shown('c-card', Card, { recordId: 'a', heard }) };
    };

    it('refreshes with each event that the item gets, and not for the state it came with', async () => {
        const { heard } = show();
        record('a', 4);
        record('a', 4);
        await settle();
        expect(heard).not.toHaveBeenCalled();
        record('a', 5);
        await settle();
        expect(heard).toHaveBeenCalledTimes(1);
    });

    it('follows the item that the page goes on to', async () => {
        const { element, heard } = show();
        record('a', 4);
        element.recordId = 'b';
        await settle();
        expect(getRecord.getLastConfig()).toMatchObject({ recordId: 'b' });
        record('b', 9);
        await settle();
        expect(heard).not.toHaveBeenCalled();
        record('b', 10);
        await settle();
        expect(heard.mock.calls).toEqual([['b']]);
    });

    it('refreshes when asked to, once more for what is told meanwhile', async () => {
        const { element, heard } = show();
        let answer;
        heard.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
        const asked = element.ask();
        element.ask();
        expect(heard).toHaveBeenCalledTimes(1);
        answer();
        await asked;
        expect(heard).toHaveBeenCalledTimes(2);
    });
});
