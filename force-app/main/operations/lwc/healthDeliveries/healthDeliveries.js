import { LightningElement, api } from 'lwc';
import { Working } from 'c/working';
import { withOutcomes } from 'c/healthOutcomes';
import getFailed from '@salesforce/apex/WebhookReviewController.getFailed';
import replay from '@salesforce/apex/WebhookReviewController.replay';
import dismiss from '@salesforce/apex/WebhookReviewController.dismiss';
import title from '@salesforce/label/c.Loop_Ui_Health_Deliveries';
import none from '@salesforce/label/c.Loop_Ui_Health_Deliveries_None';
import attempts from '@salesforce/label/c.Loop_Ui_Health_Attempts';
import sent from '@salesforce/label/c.Loop_Ui_Health_Sent';
import dismissed from '@salesforce/label/c.Loop_Ui_Health_Dismissed';
import loading from '@salesforce/label/c.Loop_Ui_Loading';

/** Messages of webhooks that were given up: send them again, or dismiss them. Tells `changed` afterwards. */
export default class HealthDeliveries extends Working(LightningElement) {
    labels = { title, none, loading };

    rows;

    connectedCallback() {
        return this.refresh();
    }

    @api
    refresh() {
        return this.work(async () => {
            const failed = await getFailed();
            this.rows = failed.map((row) => ({
                id: row.id,
                title: `${row.name} · ${row.subscriptionName}`,
                detail: [row.eventType, row.twinKey, attempts.replace('{0}', String(row.attempts ?? 0))].filter(Boolean).join(' · '),
                reason: row.lastAnswer,
                url: `/lightning/r/Webhook_Delivery__c/${row.id}/view`
            }));
        });
    }

    handleReplay(event) {
        return this.decide(sent, () => replay({ deliveryIds: event.detail.ids }));
    }

    handleDismiss(event) {
        return this.decide(dismissed, () => dismiss({ deliveryIds: event.detail.ids }));
    }

    decide(done, call) {
        return this.work(async () => {
            this.rows = withOutcomes(this.rows, await call(), done);
            this.dispatchEvent(new CustomEvent('changed'));
        });
    }
}
