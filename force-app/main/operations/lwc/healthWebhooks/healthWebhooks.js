import { LightningElement, api } from 'lwc';
import { Working } from 'c/working';
import getSubscriptions from '@salesforce/apex/WebhookReviewController.getSubscriptions';
import rotateSecret from '@salesforce/apex/WebhookReviewController.rotateSecret';
import title from '@salesforce/label/c.Loop_Ui_Health_Webhooks';
import none from '@salesforce/label/c.Loop_Ui_Health_Webhooks_None';
import isOn from '@salesforce/label/c.Loop_Ui_Health_Webhooks_On';
import isOff from '@salesforce/label/c.Loop_Ui_Health_Webhooks_Off';
import rotateFor from '@salesforce/label/c.Loop_Ui_Health_Secret_New_For';
import secretOf from '@salesforce/label/c.Loop_Ui_Health_Secret';
import note from '@salesforce/label/c.Loop_Ui_Health_Secret_Note';
import kept from '@salesforce/label/c.Loop_Ui_Health_Secret_Kept';
import loading from '@salesforce/label/c.Loop_Ui_Loading';

/** Receivers of webhooks. A new secret is shown once, until it is hidden or the page is left. */
export default class HealthWebhooks extends Working(LightningElement) {
    labels = { title, none, note, kept, loading };

    subscriptions;
    secret;
    secretLabel;

    connectedCallback() {
        return this.refresh();
    }

    get isEmpty() {
        return this.subscriptions?.length === 0;
    }

    get rows() {
        return (this.subscriptions ?? []).map((row) => ({
            ...row,
            stateText: row.isActive ? isOn : isOff,
            rotateText: rotateFor.replace('{0}', row.name),
            url: `/lightning/r/Webhook_Subscription__c/${row.id}/view`
        }));
    }

    @api
    refresh() {
        return this.work(async () => {
            this.subscriptions = await getSubscriptions();
        });
    }

    handleRotate(event) {
        const { id } = event.currentTarget.dataset;
        return this.work(async () => {
            this.secret = await rotateSecret({ subscriptionId: id });
            this.secretLabel = secretOf.replace('{0}', this.subscriptions.find((row) => row.id === id).name);
        });
    }

    handleKept() {
        this.secret = undefined;
    }
}
