import { api, createElement, LightningElement } from 'lwc';
import Confirm from 'lightning/confirm';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { deleteRecord, notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { messageOf } from 'local/fields';
import { request } from 'local/http';
import { currentPage, navigate } from 'local/router';
import { formFactor } from 'local/boot';
import ActionDialog from 'one/actionDialog';
import EditDialog from 'one/editDialog';
import OwnerDialog from 'one/ownerDialog';

/** Buttons of a record: those that fit side by side, the rest in a menu. */
export default class RecordActions extends LightningElement {
    _objectApiName;
    @api recordId;
    @api objectInfo;
    @api names;
    @api title;
    actions = [];

    @api
    get objectApiName() {
        return this._objectApiName;
    }
    set objectApiName(name) {
        this._objectApiName = name;
    }

    async connectedCallback() {
        const names = [this.names ?? []].flat().join(',');
        const { actions } = await request('GET', `/lightning/api/actions/${this._objectApiName}?names=${encodeURIComponent(names)}`).catch(() => ({ actions: [] }));
        this.actions = actions;
        // The address of a record may ask for its edit dialog.
        const { attributes } = currentPage();
        if (attributes.actionName === 'edit' && attributes.recordId === this.recordId && this.objectInfo.updateable) this.run('Edit');
    }

    get allowed() {
        return this.actions.filter(({ name }) => this.isAllowed(name));
    }

    isAllowed(name) {
        const { updateable, deletable, fields } = this.objectInfo;
        switch (name) {
            case 'Edit': return updateable;
            case 'Delete': return deletable;
            case 'ChangeOwnerOne': return updateable && Boolean(fields.OwnerId?.updateable);
            default: return true;
        }
    }

    get shown() {
        return this.allowed.slice(0, formFactor === 'Small' ? 1 : 3);
    }

    get hidden() {
        return this.allowed.slice(formFactor === 'Small' ? 1 : 3);
    }

    get hasHidden() {
        return this.hidden.length > 0;
    }

    handleButton(event) {
        this.run(event.target.dataset.name);
    }

    handleMenu(event) {
        this.run(event.detail.value);
    }

    run(name) {
        const action = this.actions.find((candidate) => candidate.name === name);
        if (name === 'Edit') EditDialog.open({ size: 'medium', recordId: this.recordId, objectApiName: this._objectApiName, heading: `Edit ${this.title}`, label: `Edit ${this.title}` });
        else if (name === 'Delete') this.remove();
        else if (name === 'ChangeOwnerOne') OwnerDialog.open({ size: 'small', recordId: this.recordId, objectApiName: this._objectApiName, label: 'Change Owner' });
        else if (action.kind === 'unsupported') this.toast(`${action.label} is of a kind that the local org does not run`, '', 'warning');
        else if (action.kind === 'flow') this.runFlow(action);
        else if (action.screen) ActionDialog.open({ size: 'medium', module: action.module, recordId: this.recordId, objectApiName: this._objectApiName, label: action.label });
        else this.invoke(action);
    }

    async runFlow({ flow, label }) {
        const { default: FlowDialog } = await import('one/flowDialog');
        await FlowDialog.open({ size: 'medium', flowApiName: flow, recordId: this.recordId, label });
        notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
    }

    /** A headless action: a component that is never shown. */
    async invoke({ module, label }) {
        try {
            const { default: ctor } = await import(module);
            const element = createElement('one-headless-action', { is: ctor });
            element.recordId = this.recordId;
            element.objectApiName = this._objectApiName;
            this.template.querySelector('.headless').replaceChildren(element);
            await element.invoke();
        } catch (error) {
            this.toast(`${label} failed`, messageOf(error), 'error');
        }
    }

    async remove() {
        const { label } = this.objectInfo;
        if (!(await Confirm.open({ label: `Delete ${label}`, message: `Are you sure you want to delete this ${label.toLowerCase()}?` }))) return;
        try {
            await deleteRecord(this.recordId);
            this.toast(`${label} “${this.title}” was deleted.`, '', 'success');
            navigate({ type: 'standard__objectPage', attributes: { objectApiName: this._objectApiName, actionName: 'list' } });
        } catch (error) {
            this.toast('Not deleted', messageOf(error), 'error');
        }
    }

    toast(title, message, variant) {
        this.dispatchEvent(new ShowToastEvent({ title, message, variant }));
    }
}
