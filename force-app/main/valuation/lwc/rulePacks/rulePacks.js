import { LightningElement } from 'lwc';
import { Working } from 'c/working';
import getPacks from '@salesforce/apex/RulePackAdminController.getPacks';
import copyPack from '@salesforce/apex/RulePackAdminController.copyPack';
import title from '@salesforce/label/c.Loop_Ui_Packs_Title';
import none from '@salesforce/label/c.Loop_Ui_Packs_None';
import inForce from '@salesforce/label/c.Loop_Ui_Packs_In_Force';
import fromDefault from '@salesforce/label/c.Loop_Ui_Packs_From_Default';
import newName from '@salesforce/label/c.Loop_Ui_Packs_New_Name';
import loading from '@salesforce/label/c.Loop_Ui_Loading';

/** Rule packs for the admin: which is in force, drafts to edit, check, replay and activate. */
export default class RulePacks extends Working(LightningElement) {
    labels = { title, none, inForce, fromDefault, loading };

    packs;
    openId;

    connectedCallback() {
        this.load();
    }

    get isLoading() {
        return this.isBusy || (!this.packs && !this.error);
    }

    get isEmpty() {
        return this.packs?.length === 0;
    }

    get rows() {
        return this.packs?.map((pack) => {
            const isOpen = Boolean(pack.packId) && pack.packId === this.openId;
            // The default pack of the package is no record.
            return { ...pack, key: pack.packId ?? 'default', isOpen, expanded: String(isOpen) };
        });
    }

    handleToggle(event) {
        const { id } = event.currentTarget.dataset;
        this.openId = id === this.openId ? undefined : id;
    }

    handleFromDefault() {
        return this.work(async () => {
            const made = await copyPack({ packId: null, name: newName });
            this.packs = await getPacks();
            this.openId = made.packId;
        });
    }

    handleChanged(event) {
        this.openId = event.detail.packId;
        return this.load();
    }

    load() {
        return this.work(async () => {
            this.packs = await getPacks();
        });
    }
}
