import { createElement } from 'lwc';
import TwinHeader from 'c/twinHeader';
import getTwin from '@salesforce/apex/TwinController.getTwin';
import { refreshApex } from '@salesforce/apex';
import { getRecord } from 'lightning/uiRecordApi';
import { getNavigateCalledWith } from 'lightning/navigation';

jest.mock(
    '@salesforce/apex/TwinController.getTwin',
    () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
    { virtual: true }
);

jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn().mockResolvedValue() }), { virtual: true });

const TWIN = {
    id: 'a01000000000001AAA', name: 'Lune shoulder bag', identity: { serial: 'H123', gtin: '09520000000011', brandCode: 'AUR' }, identityStatus: 'Serialised',
    matchStatus: 'Matched', productName: 'Lune', stage: 'Owned', sector: 'Luxury', showsOwner: true,
    owner: { contactId: '003000000000001AAA', name: 'Ada Roy', verification: 'Unverified' },
    warranty: { state: 'Active', endsOn: '2027-01-31', daysLeft: 71 },
    purchase: { amount: 2450, currencyCode: 'EUR', purchasedOn: '2025-01-31', orderNumber: '70001' }, profile: []
};

describe('c-twin-header', () => {
    afterEach(() => {
        document.body.replaceChildren();
        refreshApex.mockClear();
    });

    const record = (lastModifiedDate, events = 1) =>
        getRecord.emit({ apiName: 'Product_Twin__c', id: TWIN.id, lastModifiedDate, fields: { Event_Count__c: { value: events } } });

    async function show(twin) {
        const element = createElement('c-twin-header', { is: TwinHeader });
        element.recordId = TWIN.id;
        document.body.appendChild(element);
        if (twin) getTwin.emit({ ...TWIN, ...twin });
        await Promise.resolve();
        await Promise.resolve();
        return element;
    }

    it('follows what a step on the page changed, and nothing else', async () => {
        await show({});
        record('2026-11-22T10:00:00.000Z');
        record('2026-11-22T10:00:00.000Z');
        expect(refreshApex).not.toHaveBeenCalled();
        record('2026-11-22T10:05:00.000Z');
        expect(refreshApex).toHaveBeenCalledTimes(1);
    });

    it('ends with the newest state when steps follow each other while it asks', async () => {
        await show({});
        const answers = [];
        refreshApex.mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
        record('2026-11-22T10:00:00.000Z', 1);
        record('2026-11-22T10:00:01.000Z', 2);
        record('2026-11-22T10:00:01.000Z', 3);
        expect(refreshApex).toHaveBeenCalledTimes(1);
        answers[0]();
        await Promise.resolve();
        expect(refreshApex).toHaveBeenCalledTimes(2);
    });

    it('shows what it is, whose it is and how its warranty stands', async () => {
        const element = await show({});
        const text = element.shadowRoot.textContent;
        expect(text).toContain('Lune shoulder bag');
        expect(text).toContain('H123');
        expect(text).toContain('Ada Roy');
        expect(text).toContain('Loop_Ui_Unverified');
        expect(element.shadowRoot.querySelector('.slds-theme_success').textContent).toContain('Loop_Ui_Warranty_Active');
        await expect(element).toBeAccessible();
    });

    it('warns of a warranty that ends within two months', async () => {
        const element = await show({ warranty: { state: 'Active', endsOn: '2026-12-31', daysLeft: 40 } });
        expect(element.shadowRoot.querySelector('.slds-theme_warning').textContent).toContain('Loop_Ui_Warranty_Active');
    });

    it('says why no warranty runs for an item that is gone', async () => {
        const element = await show({ stage: 'Recycled', warranty: { state: 'None', reason: 'Over: recycled' } });
        expect(element.shadowRoot.textContent).toContain('Loop_Ui_Warranty_Expired');
        expect(element.shadowRoot.querySelector('[data-id="warranty-reason"]').textContent).toBe('Over: recycled');
        await expect(element).toBeAccessible();
    });

    it('says that an item waits for its serial and its product', async () => {
        const element = await show({ identity: { sku: 'X-1' }, identityStatus: 'Awaiting Serial', matchStatus: 'To Be Matched' });
        expect(element.shadowRoot.textContent).toContain('Loop_Ui_Awaiting_Serial');
        expect(element.shadowRoot.textContent).toContain('Loop_Ui_To_Be_Matched');
    });

    it('lets who may give a waiting item its serial, and follows', async () => {
        const form = (element) => element.shadowRoot.querySelector('c-item-identity');
        const element = await show({ identityStatus: 'Awaiting Serial', canBeIdentified: false });
        expect(form(element)).toBeNull();
        getTwin.emit({ ...TWIN, identityStatus: 'Awaiting Serial', canBeIdentified: true });
        await Promise.resolve();
        await expect(element).toBeAccessible();
        form(element).dispatchEvent(new CustomEvent('identified'));
        await Promise.resolve();
        expect(refreshApex).toHaveBeenCalledTimes(1);
        getTwin.emit(TWIN);
        await Promise.resolve();
        expect(form(element)).toBeNull();
        const answer = element.shadowRoot.querySelector('[data-id="answer"]');
        expect(answer.textContent).toBe('c.Loop_Ui_Identity_Done');
        expect(element.shadowRoot.activeElement).toBe(answer);
    });

    it.each([
        [true, 'Loop_Ui_No_Owner'],
        [false, 'Loop_Ui_Owner_Hidden']
    ])('tells nobody from hidden (may see: %s)', async (showsOwner, label) => {
        const element = await show({ owner: null, showsOwner });
        expect(element.shadowRoot.textContent).toContain(label);
    });

    it('says that the owner was erased, to those who may see owners', async () => {
        const element = await show({ owner: null, isOwnerErased: true });
        expect(element.shadowRoot.textContent).toContain('Loop_Ui_Owner_Erased');
    });

    it('opens the owner', async () => {
        const element = await show({});
        element.shadowRoot.querySelector('a').click();
        expect(getNavigateCalledWith().pageReference.attributes.recordId).toBe(TWIN.owner.contactId);
    });

    it('shows that it loads, and why it could not', async () => {
        const element = await show();
        expect(element.shadowRoot.querySelector('lightning-spinner')).not.toBeNull();
        getTwin.error({ message: 'Gone' });
        await Promise.resolve();
        expect(element.shadowRoot.querySelector('c-error-panel').errors.body.message).toBe('Gone');
    });
});
