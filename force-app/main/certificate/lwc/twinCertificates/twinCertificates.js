import { LightningElement, api } from 'lwc';
import { CertificateActions } from 'c/certificateActions';
import { certificateRow } from 'c/certificateKinds';
import { ItemActions } from 'c/itemActions';
import getOverview from '@salesforce/apex/ItemCertificatesController.getOverview';
import issue from '@salesforce/apex/ItemCertificatesController.issue';
import share from '@salesforce/apex/ItemCertificatesController.share';
import revoke from '@salesforce/apex/ItemCertificatesController.revoke';
import title from '@salesforce/label/c.Loop_Ui_Certificates_Card_Title';
import loading from '@salesforce/label/c.Loop_Ui_Loading';
import none from '@salesforce/label/c.Loop_Ui_Certificates_None';
import add from '@salesforce/label/c.Loop_Ui_Certificates_New';
import authenticity from '@salesforce/label/c.Loop_Ui_Certificates_Issue_Authenticity';
import ownership from '@salesforce/label/c.Loop_Ui_Certificates_Issue_Ownership';
import shareLabel from '@salesforce/label/c.Loop_Ui_Certificates_Share';
import revokeLabel from '@salesforce/label/c.Loop_Ui_Certificates_Revoke';
import sure from '@salesforce/label/c.Loop_Ui_Certificates_Revoke_Sure';
import inError from '@salesforce/label/c.Loop_Ui_Certificates_In_Error';
import ownerWants from '@salesforce/label/c.Loop_Ui_Certificates_Owner_Wants';
import cancel from '@salesforce/label/c.Loop_Ui_Certificates_Cancel';
import named from '@salesforce/label/c.Loop_Ui_Certificates_Named_Owner';
import until from '@salesforce/label/c.Loop_Ui_Certificates_Until';
import issued from '@salesforce/label/c.Loop_Ui_Certificates_Issued';
import wasRevoked from '@salesforce/label/c.Loop_Ui_Certificates_Was_Revoked';

/** By kind: the text of its button, and its name among the ItemActions. */
const ISSUES = { Authenticity: { label: authenticity, action: 'certify' }, Ownership: { label: ownership, action: 'certifyOwner' } };

/** Certificates of an item for staff: what was issued, and what the user may issue, share and revoke. */
export default class TwinCertificates extends ItemActions(CertificateActions(LightningElement)) {
    labels = { title, loading, none, add, share: shareLabel, revoke: revokeLabel, sure, inError, ownerWants, cancel, named, until };

    shownId;

    /** Id of the Product_Twin__c. */
    @api
    get recordId() {
        return this.shownId;
    }
    set recordId(value) {
        if (value === this.shownId) return;
        this.shownId = value;
        this.overview = undefined;
        if (value) this.load();
    }

    get isEmpty() {
        return this.overview?.certificates.length === 0;
    }

    get issues() {
        const kinds = this.kinds.filter((kind) => this.isOpen(ISSUES[kind].action));
        return kinds.length > 0 ? kinds.map((kind) => ({ kind, label: ISSUES[kind].label })) : undefined;
    }

    /** Why one that the user may issue cannot be issued now. */
    get why() {
        return this.kinds.map((kind) => this.whyClosed(ISSUES[kind].action)).find(Boolean);
    }

    /** Kinds that the user may issue. */
    get kinds() {
        return this.overview?.kinds ?? [];
    }

    get rows() {
        return this.overview?.certificates.map((certificate) => {
            const row = certificateRow(certificate);
            const open = this.panel.id === certificate.certificateId ? this.panel.action : undefined;
            return {
                ...row,
                isSharing: open === 'share',
                isRevoking: open === 'revoke',
                canAct: row.isOpen && this.kinds.includes(certificate.kind) && !open
            };
        });
    }

    handleIssue(event) {
        const { kind } = event.currentTarget.dataset;
        return this.act(() => issue({ twinId: this.twinId, kind }), issued);
    }

    handleRevoke(event) {
        const { reason } = event.currentTarget.dataset;
        const { id } = this.panel;
        return this.act(() => revoke({ certificateId: id, reason }), wasRevoked);
    }

    /** A lending brings a certificate; its end, a new owner or a hold take some away. */
    refresh() {
        return Promise.all([super.refresh(), this.load()]);
    }

    readOverview() {
        return getOverview({ twinId: this.twinId });
    }

    makeLink(wish) {
        return share(wish);
    }
}
