import { LightningElement } from 'lwc';
import { CertificateActions } from 'c/certificateActions';
import { certificateRow } from 'c/certificateKinds';
import getOverview from '@salesforce/apex/PortalCertificatesController.getOverview';
import issue from '@salesforce/apex/PortalCertificatesController.issue';
import share from '@salesforce/apex/PortalCertificatesController.share';
import endShare from '@salesforce/apex/PortalCertificatesController.endShare';
import revoke from '@salesforce/apex/PortalCertificatesController.revoke';
import title from '@salesforce/label/c.Loop_Ui_Certificates_Title';
import intro from '@salesforce/label/c.Loop_Ui_Certificates_Intro';
import loading from '@salesforce/label/c.Loop_Ui_Certificates_Loading';
import noItems from '@salesforce/label/c.Loop_Ui_Certificates_No_Items';
import none from '@salesforce/label/c.Loop_Ui_Certificates_None';
import add from '@salesforce/label/c.Loop_Ui_Certificates_New';
import newFor from '@salesforce/label/c.Loop_Ui_Certificates_New_For';
import kind from '@salesforce/label/c.Loop_Ui_Certificates_Kind';
import genuine from '@salesforce/label/c.Loop_Ui_Certificates_Kind_Authenticity';
import mine from '@salesforce/label/c.Loop_Ui_Certificates_Kind_Ownership';
import nameMe from '@salesforce/label/c.Loop_Ui_Certificates_Name_Me';
import nameMeHelp from '@salesforce/label/c.Loop_Ui_Certificates_Name_Me_Help';
import issueLabel from '@salesforce/label/c.Loop_Ui_Certificates_Issue';
import cancel from '@salesforce/label/c.Loop_Ui_Certificates_Cancel';
import shareLabel from '@salesforce/label/c.Loop_Ui_Certificates_Share';
import shareAgain from '@salesforce/label/c.Loop_Ui_Certificates_Share_Again';
import sharedUntil from '@salesforce/label/c.Loop_Ui_Certificates_Shared_Until';
import endShareLabel from '@salesforce/label/c.Loop_Ui_Certificates_End_Share';
import revokeLabel from '@salesforce/label/c.Loop_Ui_Certificates_Revoke';
import sure from '@salesforce/label/c.Loop_Ui_Certificates_Revoke_Sure';
import yes from '@salesforce/label/c.Loop_Ui_Certificates_Revoke_Yes';
import named from '@salesforce/label/c.Loop_Ui_Certificates_Named';
import until from '@salesforce/label/c.Loop_Ui_Certificates_Until';
import serial from '@salesforce/label/c.Loop_Ui_Certificate_Serial';
import issued from '@salesforce/label/c.Loop_Ui_Certificates_Issued';
import shareEnded from '@salesforce/label/c.Loop_Ui_Certificates_Share_Ended';
import wasRevoked from '@salesforce/label/c.Loop_Ui_Certificates_Was_Revoked';

/** A customer's certificates: by item, with issuing, sharing and revoking. */
export default class PortalCertificates extends CertificateActions(LightningElement) {
    labels = {
        title, intro, loading, noItems, none, add, kind, nameMe, nameMeHelp, issue: issueLabel, cancel,
        sharedUntil, endShare: endShareLabel, revoke: revokeLabel, sure, yes, named, until, serial
    };
    kinds = [{ label: genuine, value: 'Authenticity' }, { label: mine, value: 'Ownership' }];

    kind = 'Authenticity';
    namesHolder = false;

    connectedCallback() {
        this.load();
    }

    get isEmpty() {
        return this.overview?.items.length === 0;
    }

    get shareDays() {
        return this.overview.shareDays;
    }

    get canBeNamed() {
        return this.kind === 'Ownership';
    }

    get items() {
        return this.overview?.items.map((item) => ({
            ...item,
            newText: newFor.replace('{0}', item.name),
            isIssuing: this.isOpen('issue', item.passportId),
            isWithout: item.certificates.length === 0,
            rows: item.certificates.map((certificate) => this.rowOf(certificate))
        }));
    }

    rowOf(certificate) {
        const row = certificateRow(certificate);
        const isSharing = this.isOpen('share', certificate.certificateId);
        const isRevoking = this.isOpen('revoke', certificate.certificateId);
        return {
            ...row,
            isSharing,
            isRevoking,
            canAct: row.isOpen && !isSharing && !isRevoking,
            shareLabel: certificate.sharedUntil ? shareAgain : shareLabel
        };
    }

    isOpen(action, id) {
        return this.panel.action === action && this.panel.id === id;
    }

    handleOpen(event) {
        super.handleOpen(event);
        this.kind = 'Authenticity';
        this.namesHolder = false;
    }

    handleKind(event) {
        this.kind = event.detail.value;
    }

    handleNamesHolder(event) {
        this.namesHolder = event.detail.checked;
    }

    handleIssue() {
        const { id } = this.panel;
        return this.act(() => issue({ passportId: id, kind: this.kind, namesHolder: this.canBeNamed && this.namesHolder }), issued);
    }

    handleRevoke() {
        const { id } = this.panel;
        return this.act(() => revoke({ certificateId: id }), wasRevoked);
    }

    handleEndShare(event) {
        const { id } = event.currentTarget.dataset;
        return this.act(() => endShare({ certificateId: id }), shareEnded, [`[data-panel="share"][data-id="${id}"]`]);
    }

    readOverview() {
        return getOverview();
    }

    makeLink(wish) {
        return share(wish);
    }
}
