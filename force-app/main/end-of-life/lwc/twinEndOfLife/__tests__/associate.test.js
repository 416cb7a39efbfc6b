import { settle, shown } from 'lwc-test';
import TwinEndOfLife from 'c/twinEndOfLife';
import { ADVICE, PARTNERS } from '../../verdictCard/__tests__/samples';
import getActions from '@salesforce/apex/ItemActionsController.getActions';
import getAdvice from '@salesforce/apex/EndOfLifeController.getAdvice';
import getState from '@salesforce/apex/EndOfLifeController.getState';

// an associate trades in, and asks for no repairs
jest.mock('@salesforce/customPermission/Quote_Trade_In', () => ({ __esModule: true, default: true }), { virtual: true });
jest.mock('@salesforce/customPermission/Request_Repair', () => ({ __esModule: true, default: false }), { virtual: true });
jest.mock('@salesforce/apex/TwinController.getTwin', () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }), { virtual: true });
jest.mock('@salesforce/apex/ItemActionsController.getActions', () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }), { virtual: true });
jest.mock('@salesforce/apex/EndOfLifeController.getAdvice', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/EndOfLifeController.getState', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PreOwnedController.getStores', () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }), { virtual: true });

describe('c-twin-end-of-life for an associate', () => {
    it('offers only the ways that the user can go', async () => {
        globalThis.crypto.randomUUID ??= () => '00000000-0000-4000-8000-000000000001';
        getAdvice.mockResolvedValue(ADVICE);
        getState.mockResolvedValue({ handover: null, canStart: true, partners: PARTNERS, wipeMethods: [] });
        const element = shown('c-twin-end-of-life', TwinEndOfLife, { recordId: 't1' });
        getActions.emit({ open: ['repair', 'tradeIn'], closed: {} });
        await settle();
        expect(Object.keys(element.shadowRoot.querySelector('c-verdict-card').actions)).toEqual(['tradeIn', 'resell', 'recycle']);
    });
});
