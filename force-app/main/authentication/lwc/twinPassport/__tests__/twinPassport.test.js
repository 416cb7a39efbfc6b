import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import TwinPassport from 'c/twinPassport';
import { CurrentPageReference } from 'lightning/navigation';
import { getRecord } from 'lightning/uiRecordApi';
import getPassport from '@salesforce/apex/PassportController.getPassport';

jest.mock('@salesforce/apex/PassportController.getPassport', () => ({ default: jest.fn() }), { virtual: true });

const VERIFICATION = { verdict: 'Genuine', title: 'Genuine', advice: 'Fine', reasons: [] };
const FOUND = { isFound: true, name: 'Nord 12', facts: [], verification: VERIFICATION };
const UNKNOWN = { isFound: false, facts: [], verification: { ...VERIFICATION, verdict: 'Unknown' } };

describe('c-twin-passport', () => {
    afterEach(() => {
        document.body.replaceChildren();
        getPassport.mockReset();
    });

    function show(properties = {}) {
        const element = createElement('c-twin-passport', { is: TwinPassport });
        Object.assign(element, properties);
        document.body.appendChild(element);
        return { element, part: (name) => element.shadowRoot.querySelector(name) };
    }

    it('shows the item of its properties with one question', async () => {
        getPassport.mockResolvedValue(FOUND);
        const { element, part } = show({ gtin: '09506000134352', serial: 'SN-1' });
        await settle();
        expect(getPassport.mock.calls).toEqual([[{ passportId: null, gtin: '09506000134352', serial: 'SN-1' }]]);
        expect(part('c-passport-verdict').verification).toEqual(VERIFICATION);
        expect(part('c-passport-details').passport).toEqual(FOUND);
        await expect(element).toBeAccessible();
    });

    it('shows the item of the page address', async () => {
        getPassport.mockResolvedValue(FOUND);
        const { part } = show();
        CurrentPageReference.emit({ state: { passportId: 'p1' } });
        await settle();
        expect(getPassport).toHaveBeenCalledWith({ passportId: 'p1', gtin: null, serial: null });
        expect(part('c-passport-details')).not.toBeNull();
    });

    it('shows to staff what others see of a record', async () => {
        getPassport.mockResolvedValue(FOUND);
        show({ recordId: 'a01' });
        getRecord.emit({ apiName: 'Product_Twin__c', fields: { Passport_Id__c: { value: 'p2' } } });
        await settle();
        expect(getPassport).toHaveBeenCalledWith({ passportId: 'p2', gtin: null, serial: null });
    });

    it('tells of an unknown item and shows no details', async () => {
        getPassport.mockResolvedValue(UNKNOWN);
        const { part } = show({ passportId: 'p1' });
        await settle();
        expect(part('c-passport-verdict').verification.verdict).toBe('Unknown');
        expect(part('c-passport-details')).toBeNull();
    });

    it('is busy while it loads', async () => {
        getPassport.mockReturnValue(new Promise(() => {}));
        const { part } = show({ passportId: 'p1' });
        await settle();
        expect(part('lightning-spinner')).not.toBeNull();
        expect(part('[aria-busy="true"]')).not.toBeNull();
    });

    it('says how to come to an item when the address names none', async () => {
        const { element, part } = show();
        CurrentPageReference.emit({ state: {} });
        await settle();
        expect(part('[data-id="empty"]')).not.toBeNull();
        expect(part('[data-id="verify"]').getAttribute('href')).toBeTruthy();
        expect(getPassport).not.toHaveBeenCalled();
        await expect(element).toBeAccessible();
    });

    it('shows why it failed and tries again', async () => {
        getPassport.mockRejectedValueOnce({ body: { message: 'No signal' } });
        const { part } = show({ passportId: 'p1' });
        await settle();
        expect(part('c-error-panel').errors).toEqual({ body: { message: 'No signal' } });
        getPassport.mockResolvedValue(FOUND);
        part('c-error-panel').dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(part('c-error-panel')).toBeNull();
        expect(part('c-passport-details')).not.toBeNull();
    });

    it('lets only the newest question answer', async () => {
        let answerFirst;
        getPassport.mockReturnValueOnce(new Promise((resolve) => (answerFirst = resolve))).mockResolvedValueOnce(FOUND);
        const { element, part } = show({ passportId: 'p1' });
        await settle();
        element.passportId = 'p2';
        await settle();
        answerFirst(UNKNOWN);
        await settle();
        expect(part('c-passport-verdict').verification.verdict).toBe('Genuine');
    });
});
