import { LightningElement } from 'lwc';
import { Working } from 'c/working';
import getRewards from '@salesforce/apex/OfferPortalController.getRewards';
import title from '@salesforce/label/c.Loop_Ui_Offer_Rewards_Title';
import loading from '@salesforce/label/c.Loop_Ui_Offer_Rewards_Loading';
import points from '@salesforce/label/c.Loop_Ui_Offer_Points';
import how from '@salesforce/label/c.Loop_Ui_Offer_Points_How';
import credits from '@salesforce/label/c.Loop_Ui_Offer_Credits';
import none from '@salesforce/label/c.Loop_Ui_Offer_Credits_None';
import until from '@salesforce/label/c.Loop_Ui_Offer_Until';

/** What a customer has from redeemed offers and circular acts. */
export default class PortalRewards extends Working(LightningElement) {
    labels = { title, loading, points, how, credits, none, until };

    rewards;

    /** An offer beside it was redeemed. */
    handleRedeemed = () => this.load();

    connectedCallback() {
        window.addEventListener('redeemed', this.handleRedeemed);
        this.load();
    }

    disconnectedCallback() {
        window.removeEventListener('redeemed', this.handleRedeemed);
    }

    get isEmpty() {
        return this.rewards.credits.length === 0;
    }

    load() {
        return this.work(async () => {
            this.rewards = await getRewards();
        });
    }
}
