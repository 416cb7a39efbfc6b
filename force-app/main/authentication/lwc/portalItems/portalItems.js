import { LightningElement, api } from 'lwc';
import { Working } from 'c/working';
import getItems from '@salesforce/apex/PortalItemsController.getItems';
import getVerdict from '@salesforce/apex/PortalItemsController.getVerdict';
import title from '@salesforce/label/c.Loop_Ui_Items_Title';
import empty from '@salesforce/label/c.Loop_Ui_Items_Empty';
import value from '@salesforce/label/c.Loop_Ui_Items_Value';
import open from '@salesforce/label/c.Loop_Ui_Items_Open';
import joint from '@salesforce/label/c.Loop_Ui_Items_Joint';
import loading from '@salesforce/label/c.Loop_Ui_Items_Loading';
import serial from '@salesforce/label/c.Loop_Ui_Serial';
import warranty from '@salesforce/label/c.Loop_Ui_Passport_Warranty';
import active from '@salesforce/label/c.Loop_Passport_Warranty_Active';
import expired from '@salesforce/label/c.Loop_Passport_Warranty_Expired';
import notStarted from '@salesforce/label/c.Loop_Passport_Warranty_Not_Started';
import none from '@salesforce/label/c.Loop_Passport_Warranty_None';

const WARRANTIES = { Active: active, Expired: expired, 'Not Started': notStarted, None: none };

/** What the customer owns: verdict, warranty and value range of each item. */
export default class PortalItems extends Working(LightningElement) {
    labels = { title, empty, value, joint, loading, serial, warranty };

    items;
    verdicts = {};

    /** Address of the page of one item, relative to this page. */
    @api itemPage = 'item';

    /** Address of the public passport, where an item that is owned together leads to. */
    @api passportPage = 'passport';

    connectedCallback() {
        this.load();
    }

    get isEmpty() {
        return this.items?.length === 0;
    }

    get rows() {
        if (!this.items?.length) return undefined;
        return this.items.map((item) => ({
            ...item,
            url: `${item.isJoint ? this.passportPage : this.itemPage}?passportId=${encodeURIComponent(item.passportId)}`,
            openText: open.replace('{0}', item.name),
            warrantyText: WARRANTIES[item.warranty.state],
            verdict: this.verdicts[item.passportId]
        }));
    }

    handleRetry() {
        this.load();
    }

    async load() {
        await this.work(async () => {
            this.items = await getItems();
        });
        await this.loadVerdicts();
    }

    /** Each reads the history of one item. A verdict that fails is left out: the page of the item tells why. */
    async loadVerdicts() {
        await Promise.all((this.items ?? []).filter(({ isJoint }) => !isJoint).map(({ passportId }) => this.loadVerdict(passportId)));
    }

    async loadVerdict(passportId) {
        try {
            const verdict = await getVerdict({ passportId });
            this.verdicts = { ...this.verdicts, [passportId]: verdict };
        } catch {
            this.verdicts = { ...this.verdicts, [passportId]: undefined };
        }
    }
}
