import { LightningElement, api } from 'lwc';
import { certificateRow } from 'c/certificateKinds';
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

const ISSUES = { Authenticity: authenticity, Ownership: ownership };

/** Certificates of an item for staff: what was issued, and what the user may issue, share and revoke. */
export default class TwinCertificates extends LightningElement {
    labels = { title, loading, none, add, share: shareLabel, revoke: revokeLabel, sure, inError, ownerWants, cancel, named, until };

    overview;
    error;
    answer = '';
    isBusy = false;
    /** The one panel that is open. */
    panel = {};
    /** The link just made: it comes back this once. */
    link;
    twinId;

    /** Id of the Product_Twin__c. */
    @api
    get recordId() {
        return this.twinId;
    }
    set recordId(value) {
        if (value === this.twinId) return;
        this.twinId = value;
        this.overview = undefined;
        if (value) this.load();
    }

    get isLoading() {
        return this.isBusy || (!this.overview && !this.error);
    }

    get isEmpty() {
        return this.overview?.certificates.length === 0;
    }

    get issues() {
        const kinds = this.overview?.kinds ?? [];
        return kinds.length > 0 ? kinds.map((kind) => ({ kind, label: ISSUES[kind] })) : undefined;
    }

    get rows() {
        const { kinds = [] } = this.overview ?? {};
        return this.overview?.certificates.map((certificate) => {
            const row = certificateRow(certificate);
            const open = this.panel.id === certificate.certificateId ? this.panel.action : undefined;
            return {
                ...row,
                isSharing: open === 'share',
                isRevoking: open === 'revoke',
                canAct: row.isValid && kinds.includes(certificate.kind) && !open
            };
        });
    }

    handleOpen(event) {
        const { panel, id } = event.currentTarget.dataset;
        this.panel = { action: panel, id };
        this.link = undefined;
        this.answer = '';
    }

    handleClose() {
        this.panel = {};
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

    /** The panel stays open: it shows the link. */
    handleShare(event) {
        const { id } = this.panel;
        const { days } = event.detail;
        return this.act(async () => {
            this.link = await share({ certificateId: id, days });
        }, '', true);
    }

    async act(work, answer, keepsPanel = false) {
        this.isBusy = true;
        this.error = undefined;
        this.answer = '';
        try {
            await work();
            if (!keepsPanel) this.panel = {};
            this.overview = await getOverview({ twinId: this.twinId });
            this.answer = answer;
        } catch (error) {
            this.error = error;
        } finally {
            this.isBusy = false;
        }
    }

    load() {
        return this.act(() => Promise.resolve(), '', true);
    }
}
