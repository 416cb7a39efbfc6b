import { LightningElement, api } from 'lwc';
import { Working } from 'c/working';
import program from '@salesforce/resourceUrl/RulesProgram';
import rulesWords from '@salesforce/resourceUrl/RulesWords';
import getPack from '@salesforce/apex/RulePackAdminController.getPack';
import validate from '@salesforce/apex/RulePackAdminController.validate';
import saveDraft from '@salesforce/apex/RulePackAdminController.saveDraft';
import copyPack from '@salesforce/apex/RulePackAdminController.copyPack';
import activatePack from '@salesforce/apex/RulePackAdminController.activatePack';
import retirePack from '@salesforce/apex/RulePackAdminController.retirePack';
import loading from '@salesforce/label/c.Loop_Ui_Loading';
import nameLabel from '@salesforce/label/c.Loop_Ui_Pack_Name';
import noteLabel from '@salesforce/label/c.Loop_Ui_Pack_Note';
import parameterLabel from '@salesforce/label/c.Loop_Ui_Pack_Parameter';
import faultsLabel from '@salesforce/label/c.Loop_Ui_Pack_Faults';
import sound from '@salesforce/label/c.Loop_Ui_Pack_Sound';
import check from '@salesforce/label/c.Loop_Ui_Pack_Check';
import save from '@salesforce/label/c.Loop_Ui_Pack_Save';
import activate from '@salesforce/label/c.Loop_Ui_Pack_Activate';
import retire from '@salesforce/label/c.Loop_Ui_Pack_Retire';
import copy from '@salesforce/label/c.Loop_Ui_Pack_Copy';
import copyOf from '@salesforce/label/c.Loop_Ui_Pack_Copy_Of';

/** One rule pack: its parameters, the server's checks, activation, and what it would have done. Tells `changed` with `{packId}`. */
export default class RulePackEditor extends Working(LightningElement) {
    labels = { loading, name: nameLabel, note: noteLabel, parameter: parameterLabel, faults: faultsLabel, sound, check, save, activate, retire, copy };

    pack;
    content;
    parameters;
    /** What codes are called: static resource RulesWords. */
    words;
    name;
    note;
    parameterName;
    faults = null;
    isChanged = false;
    shownId;

    /** Id of the Rule_Pack__c. */
    @api
    get packId() {
        return this.shownId;
    }
    set packId(packId) {
        this.shownId = packId;
        if (packId) this.load();
    }

    get isReady() {
        return Boolean(this.pack && this.parameters);
    }

    get isDraft() {
        return this.pack.status === 'Draft';
    }

    get isActive() {
        return this.pack.status === 'Active';
    }

    get isReadOnly() {
        return !this.isDraft;
    }

    get parameterOptions() {
        return this.parameters.map(({ name }) => ({ label: this.words.parameters[name]?.label ?? name, value: name }));
    }

    get parameter() {
        return this.parameters.find(({ name }) => name === this.parameterName);
    }

    get given() {
        return this.content.parameters[this.parameterName] ?? { source: '', value: undefined };
    }

    get hasFaults() {
        return this.faults?.length > 0;
    }

    get isSound() {
        return this.faults?.length === 0;
    }

    get cannotActivate() {
        return this.isBusy || this.isChanged;
    }

    handleName(event) {
        this.name = event.target.value;
        this.touch();
    }

    handleNote(event) {
        this.note = event.target.value;
        this.touch();
    }

    handleParameter(event) {
        this.parameterName = event.detail.value;
    }

    handleGiven(event) {
        this.content = { ...this.content, parameters: { ...this.content.parameters, [this.parameterName]: event.detail } };
        this.touch();
    }

    handleCheck() {
        return this.work(async () => {
            this.faults = await validate({ packJson: this.packJson });
        });
    }

    handleSave() {
        const { packId } = this.pack;
        return this.work(async () => {
            this.faults = await validate({ packJson: this.packJson });
            if (this.faults.length > 0) return;
            this.take(await saveDraft({ draft: { packId, name: this.name, note: this.note, packJson: this.packJson } }));
        });
    }

    handleActivate() {
        return this.work(async () => this.take(await activatePack({ packId: this.packId })));
    }

    handleRetire() {
        return this.work(async () => this.take(await retirePack({ packId: this.packId })));
    }

    handleCopy() {
        return this.work(async () => {
            const made = await copyPack({ packId: this.packId, name: copyOf.replace('{0}', this.name) });
            this.dispatchEvent(new CustomEvent('changed', { detail: { packId: made.packId } }));
        });
    }

    get packJson() {
        return JSON.stringify({ ...this.content, name: this.name });
    }

    load() {
        return this.work(async () => {
            const [pack, text, words] = await Promise.all([getPack({ packId: this.packId }), fetch(program), fetch(rulesWords)]);
            this.words ??= await words.json();
            this.parameters ??= (await text.json()).parameters;
            this.parameterName ??= this.parameters[0].name;
            this.show(pack);
        });
    }

    show(pack) {
        this.pack = pack;
        this.content = JSON.parse(pack.packJson);
        this.name = pack.name;
        this.note = pack.note;
        this.isChanged = false;
    }

    /** Shows what became of the pack. */
    take(pack) {
        this.show(pack);
        this.dispatchEvent(new CustomEvent('changed', { detail: { packId: pack.packId } }));
    }

    touch() {
        this.isChanged = true;
        this.faults = null;
    }
}
