/** Kinds and states of certificates in words. */
import authenticity from '@salesforce/label/c.Loop_Ui_Certificates_Authenticity';
import ownership from '@salesforce/label/c.Loop_Ui_Certificates_Ownership';
import valid from '@salesforce/label/c.Loop_Ui_Certificates_Status_Valid';
import expired from '@salesforce/label/c.Loop_Ui_Certificates_Status_Expired';
import suspended from '@salesforce/label/c.Loop_Ui_Certificates_Status_Suspended';
import suspendedWhy from '@salesforce/label/c.Loop_Ui_Certificates_Suspended_Why';
import revoked from '@salesforce/label/c.Loop_Ui_Certificates_Status_Revoked';

const KINDS = { Authenticity: authenticity, Ownership: ownership };
const STATES = { Valid: valid, Suspended: suspended, Expired: expired, Revoked: revoked };
const THEMES = { Valid: 'slds-theme_success', Suspended: 'slds-theme_warning' };

/** @param {string} kind */
export const kindText = (kind) => KINDS[kind] ?? kind;

/**
 * What a list shows of a certificate.
 * @param {{certificateId: string, name: string, kind: string, status: string}} certificate
 */
export function certificateRow(certificate) {
    const isValid = certificate.status === 'Valid';
    const isSuspended = certificate.status === 'Suspended';
    return {
        ...certificate,
        isValid,
        isSuspended,
        isOpen: isValid || isSuspended,
        why: isSuspended ? suspendedWhy : undefined,
        title: kindText(certificate.kind),
        groupText: `${kindText(certificate.kind)} ${certificate.name}`,
        stateText: STATES[certificate.status] ?? certificate.status,
        stateClass: `slds-badge ${THEMES[certificate.status] ?? ''}`
    };
}
