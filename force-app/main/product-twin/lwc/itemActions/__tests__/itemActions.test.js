import { part, settle, shown } from 'lwc-test';
import { getRecord } from 'lightning/uiRecordApi';
import { refreshApex } from '@salesforce/apex';
import getActions from '@salesforce/apex/ItemActionsController.getActions';
import Card from './card/card';

jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn().mockResolvedValue() }), { virtual: true });
jest.mock('@salesforce/apex/ItemActionsController.getActions', () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }), { virtual: true });

describe('c-item-actions', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    const seen = async (element) => {
        await settle();
        return { lends: part(element, 'lend') !== null, why: part(element, 'why').textContent, error: part(element, 'error').textContent };
    };

    it('offers nothing before it is known, then what is open, or why it is not', async () => {
        const element = shown('c-card', Card, { recordId: 'a' });
        expect(await seen(element)).toEqual({ lends: false, why: '', error: '' });
        getActions.emit({ open: ['lend'], closed: {} });
        expect(await seen(element)).toEqual({ lends: true, why: '', error: '' });
        getActions.emit({ open: [], closed: { lend: 'It is lent.' } });
        expect(await seen(element)).toEqual({ lends: false, why: 'It is lent.', error: '' });
    });

    it('tells what cannot be read, and keeps what was known', async () => {
        const element = shown('c-card', Card, { recordId: 'a' });
        getActions.emit({ open: ['lend'], closed: {} });
        getActions.error({ message: 'Busy' });
        expect(await seen(element)).toEqual({ lends: true, why: '', error: 'Busy' });
    });

    it('asks anew after each step that is taken with the item, and for the next item', async () => {
        const element = shown('c-card', Card, { recordId: 'a' });
        getActions.emit({ open: [], closed: {} });
        const record = (count) => getRecord.emit({ id: 'a', fields: { Event_Count__c: { value: count } } });
        record(1);
        record(2);
        await settle();
        expect(refreshApex).toHaveBeenCalledTimes(1);
        expect(refreshApex).toHaveBeenCalledWith(expect.objectContaining({ data: { open: [], closed: {} } }));
        element.recordId = 'b';
        await settle();
        expect(getActions.getLastConfig()).toEqual({ twinId: 'b' });
    });

    it('asks for nothing on the page of another record', async () => {
        shown('c-card', Card);
        const record = (count) => getRecord.emit({ id: 'c', fields: { Event_Count__c: { value: count } } });
        record(1);
        record(2);
        await settle();
        expect(refreshApex).not.toHaveBeenCalled();
    });
});
