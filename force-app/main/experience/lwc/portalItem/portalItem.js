import { LightningElement, api, wire } from 'lwc';
import { CurrentPageReference } from 'lightning/navigation';
import { Working } from 'c/working';
import getItem from '@salesforce/apex/PortalItemsController.getItem';
import preview from '@salesforce/apex/PortalItemsController.preview';
import back from '@salesforce/label/c.Loop_Ui_Items_Back';
import next from '@salesforce/label/c.Loop_Ui_Advice_Title';
import repair from '@salesforce/label/c.Loop_Ui_Repair_Ask';
import seeRepair from '@salesforce/label/c.Loop_Ui_Repair_See';
import unknown from '@salesforce/label/c.Loop_Ui_Items_Not_Known';
import value from '@salesforce/label/c.Loop_Ui_Items_Value';
import previewLabel from '@salesforce/label/c.Loop_Ui_Items_Preview';
import previewOwner from '@salesforce/label/c.Loop_Ui_Items_Preview_Owner';
import previewPublic from '@salesforce/label/c.Loop_Ui_Items_Preview_Public';
import previewAuthority from '@salesforce/label/c.Loop_Ui_Items_Preview_Authority';
import previewNote from '@salesforce/label/c.Loop_Ui_Items_Preview_Note';
import loading from '@salesforce/label/c.Loop_Ui_Passport_Loading';

const OWNER = 'Owner';

/** An own item with what only its owner sees: first what they can do with it, then what its passport tells. */
export default class PortalItem extends Working(LightningElement) {
    labels = { back, next, unknown, value, loading, preview: previewLabel, previewNote };
    levels = [
        { value: OWNER, label: previewOwner },
        { value: 'Public', label: previewPublic },
        { value: 'Authority', label: previewAuthority }
    ];

    detail;
    /** Whose view of the passport is shown. */
    level = OWNER;
    others;
    chosenId;

    /** Address of the list, relative to this page. */
    @api itemsPage = 'items';

    /** Address of the page of repairs, relative to this page. */
    @api repairsPage = 'repairs';

    @api
    get passportId() {
        return this.chosenId;
    }
    set passportId(passportId) {
        if (passportId) this.choose(passportId);
    }

    @wire(CurrentPageReference)
    readPage(page) {
        const passportId = page?.state?.passportId;
        if (passportId) this.choose(passportId);
    }

    get passport() {
        return this.others ?? this.detail.passport;
    }

    get isPreview() {
        return Boolean(this.others);
    }

    async handleLevel(event) {
        const level = event.detail.value;
        this.level = level;
        this.error = undefined;
        this.others = undefined;
        if (level === OWNER) return;
        await this.read(
            () => preview({ passportId: this.chosenId, level }),
            (others) => {
                if (this.level === level) this.others = others;
            }
        );
        if (this.error) this.level = OWNER;
    }

    /** What the owner did with the item changes what is said of it and what can be done now. */
    handleChange() {
        this.template.querySelector('c-portal-end-of-life').refresh();
        return this.reread();
    }

    handleHandover() {
        return this.reread();
    }

    /** The options side by side stand below the offers. */
    handleNext(event) {
        event.preventDefault();
        this.template.querySelector('c-portal-end-of-life').show();
    }

    get isEmpty() {
        return !this.chosenId;
    }

    get repairUrl() {
        return `${this.repairsPage}?passportId=${encodeURIComponent(this.chosenId)}`;
    }

    /** One repair at a time: while one is under way, there is the way to it. */
    get hasRepairPage() {
        return Boolean(this.detail.repairName) || this.detail.actions.open.includes('repair');
    }

    /** Why no repair can be asked for; not twice on the page, where it is not handed over for the same reason. */
    get noRepair() {
        const { repair: noRepair, handOver: toldBelow } = this.detail.actions.closed;
        return this.hasRepairPage || noRepair === toldBelow ? undefined : noRepair;
    }

    get repairLabel() {
        const { repairName } = this.detail;
        return repairName ? seeRepair.replace('{0}', repairName) : repair;
    }

    choose(passportId) {
        if (passportId === this.chosenId) return;
        this.chosenId = passportId;
        this.level = OWNER;
        this.others = undefined;
        this.load();
    }

    load() {
        this.detail = undefined;
        return this.reread();
    }

    reread() {
        return this.read(
            () => getItem({ passportId: this.chosenId }),
            (detail) => {
                this.detail = detail;
            }
        );
    }
}
