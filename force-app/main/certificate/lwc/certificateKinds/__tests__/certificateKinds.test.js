import { certificateRow, kindText } from 'c/certificateKinds';

const CERTIFICATE = { certificateId: 'c1', name: 'CERT-1', kind: 'Authenticity', status: 'Valid' };

describe('c-certificate-kinds', () => {
    it('tells kind and state in words', () => {
        expect(certificateRow(CERTIFICATE)).toEqual({
            ...CERTIFICATE,
            isValid: true,
            isSuspended: false,
            isOpen: true,
            why: undefined,
            title: 'c.Loop_Ui_Certificates_Authenticity',
            groupText: 'c.Loop_Ui_Certificates_Authenticity CERT-1',
            stateText: 'c.Loop_Ui_Certificates_Status_Valid',
            stateClass: 'slds-badge slds-theme_success'
        });
    });

    it.each(['Expired', 'Revoked'])('a certificate that is %s looks like no valid one', (status) => {
        const row = certificateRow({ ...CERTIFICATE, status });
        expect(row).toMatchObject({ isValid: false, isOpen: false, why: undefined, stateText: `c.Loop_Ui_Certificates_Status_${status}` });
        expect(row.stateClass).not.toContain('success');
    });

    it('a suspended certificate says why, proves nothing and can still be ended', () => {
        const row = certificateRow({ ...CERTIFICATE, status: 'Suspended' });
        expect(row).toMatchObject({ isValid: false, isOpen: true, why: 'c.Loop_Ui_Certificates_Suspended_Why', stateText: 'c.Loop_Ui_Certificates_Status_Suspended', stateClass: 'slds-badge slds-theme_warning' });
    });

    it('names what it does not know by its code', () => {
        expect(kindText('Loan')).toBe('Loan');
        expect(certificateRow({ ...CERTIFICATE, kind: 'Loan', status: 'Held' })).toMatchObject({ title: 'Loan', stateText: 'Held' });
    });
});
