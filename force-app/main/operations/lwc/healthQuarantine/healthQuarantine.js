import { LightningElement, api } from 'lwc';
import { areFine } from 'c/focusing';
import { Working } from 'c/working';
import { withOutcomes } from 'c/healthOutcomes';
import getOpen from '@salesforce/apex/QuarantineController.getOpen';
import replay from '@salesforce/apex/QuarantineController.replay';
import dismiss from '@salesforce/apex/QuarantineController.dismiss';
import title from '@salesforce/label/c.Loop_Ui_Health_Quarantine';
import none from '@salesforce/label/c.Loop_Ui_Health_Quarantine_None';
import reasonLabel from '@salesforce/label/c.Loop_Ui_Health_Reason';
import replayed from '@salesforce/label/c.Loop_Ui_Health_Replayed';
import dismissed from '@salesforce/label/c.Loop_Ui_Health_Dismissed';
import loading from '@salesforce/label/c.Loop_Ui_Loading';

/** Events in quarantine: hand them to the intake again, or dismiss them with a reason. Tells `changed` afterwards. */
export default class HealthQuarantine extends Working(LightningElement) {
    labels = { title, none, reason: reasonLabel, loading };

    rows;
    reason = '';

    connectedCallback() {
        return this.refresh();
    }

    get hasRows() {
        return this.rows.some(({ isDone }) => !isDone);
    }

    @api
    refresh() {
        return this.work(async () => {
            const open = await getOpen();
            this.rows = open.map((row) => ({
                id: row.id,
                title: `${row.name} · ${row.eventType ?? row.kind}`,
                detail: [row.twinName, row.sourceSystem, row.sourceEventId].filter(Boolean).join(' · '),
                reason: row.reason,
                url: `/lightning/r/Quarantined_Event__c/${row.id}/view`
            }));
        });
    }

    handleReason(event) {
        this.reason = event.target.value;
    }

    handleReplay(event) {
        return this.decide(replayed, () => replay({ eventIds: event.detail.ids }));
    }

    handleDismiss(event) {
        if (!this.reason.trim()) {
            const field = this.template.querySelector('[data-id="reason"]');
            field.required = true;
            areFine([field]);
            return undefined;
        }
        return this.decide(dismissed, () => dismiss({ eventIds: event.detail.ids, reason: this.reason }));
    }

    decide(done, call) {
        return this.work(async () => {
            this.rows = withOutcomes(this.rows, await call(), done);
            this.dispatchEvent(new CustomEvent('changed'));
        });
    }
}
