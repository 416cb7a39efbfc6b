import { createElement } from 'lwc';
import TwinCaseCard from 'c/twinCaseCard';
import getTwin from '@salesforce/apex/TwinController.getTwin';
import { getRecord } from 'lightning/uiRecordApi';
import { getNavigateCalledWith } from 'lightning/navigation';

jest.mock(
    '@salesforce/apex/TwinController.getTwin',
    () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
    { virtual: true }
);

const TWIN_ID = 'a01000000000001AAA';

describe('c-twin-case-card', () => {
    afterEach(() => document.body.replaceChildren());

    async function show(twinId) {
        const element = createElement('c-twin-case-card', { is: TwinCaseCard });
        element.recordId = '500000000000001AAA';
        document.body.appendChild(element);
        getRecord.emit({ fields: { Product_Twin__c: { value: twinId } } });
        await Promise.resolve();
        return element;
    }

    it('shows the item of the case and opens it', async () => {
        const element = await show(TWIN_ID);
        expect(getTwin.getLastConfig()).toEqual({ twinId: TWIN_ID });
        getTwin.emit({ name: 'Nordlys P7', stage: 'Owned', identity: { serial: 'NDL1' }, owner: { name: 'Ada Roy' }, warranty: { state: 'Active', endsOn: '2028-08-05' } });
        await Promise.resolve();
        expect(element.shadowRoot.textContent).toContain('Nordlys P7');
        const warranty = element.shadowRoot.querySelector('[data-id="warranty"]');
        expect(warranty.textContent).toContain('Loop_Ui_Warranty_Active');
        expect(warranty.querySelector('lightning-formatted-date-time').value).toBe('2028-08-05');
        await expect(element).toBeAccessible();
        element.shadowRoot.querySelector('lightning-button').click();
        expect(getNavigateCalledWith().pageReference.attributes.recordId).toBe(TWIN_ID);
    });

    it('says why no warranty runs for an item that is gone', async () => {
        const element = await show(TWIN_ID);
        getTwin.emit({ name: 'Nordlys P7', stage: 'Recycled', identity: {}, warranty: { state: 'None', reason: 'Over: recycled' } });
        await Promise.resolve();
        expect(element.shadowRoot.textContent).toContain('Over: recycled');
    });

    it('says how to link an item when the case has none', async () => {
        expect((await show(null)).shadowRoot.textContent).toContain('Loop_Ui_Case_None');
    });

    it('is not there for who may not see which item a case is about', async () => {
        const element = createElement('c-twin-case-card', { is: TwinCaseCard });
        element.recordId = '500000000000001AAA';
        document.body.appendChild(element);
        await Promise.resolve();
        expect(getRecord.getLastConfig()).toMatchObject({ optionalFields: [expect.objectContaining({ fieldApiName: 'Product_Twin__c' })] });
        getRecord.emit({ fields: {} });
        await Promise.resolve();
        expect(element.shadowRoot.querySelector('lightning-card')).toBeNull();
    });

    it('shows why the item could not be read', async () => {
        const element = await show(TWIN_ID);
        getTwin.error({ message: 'No access' });
        await Promise.resolve();
        expect(element.shadowRoot.querySelector('c-error-panel')).not.toBeNull();
    });
});
