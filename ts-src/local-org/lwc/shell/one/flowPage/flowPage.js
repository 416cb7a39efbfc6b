import { api, LightningElement } from 'lwc';
import { navigate } from 'local/router';

/** A page that is one flow: `/flow/Name?variable=value&retURL=/…`. */
export default class FlowPage extends LightningElement {
    @api flowApiName;
    @api interviewId;
    /** Parameters of the address: input variables, with `flow__` before them or not, and `retURL`. */
    @api parameters = {};
    title;

    get heading() {
        return this.title ?? this.flowApiName;
    }

    /** Another address is another interview. */
    get interviews() {
        return [{ key: JSON.stringify([this.flowApiName, this.interviewId, this.parameters]), inputs: this.inputs }];
    }

    get inputs() {
        return Object.entries(this.parameters).filter(([name]) => name !== 'retURL' && name !== 'flowLayout').map(([name, value]) => ({ name: name.replace(/^flow__/, ''), type: 'String', value }));
    }

    get returnUrl() {
        return returnAddress(this.parameters.retURL);
    }

    get finishBehavior() {
        return this.returnUrl ? 'NONE' : 'RESTART';
    }

    handleStatus(event) {
        const { status, flowTitle } = event.detail;
        if (flowTitle && flowTitle !== this.title) {
            this.title = flowTitle;
            this.dispatchEvent(new CustomEvent('recordtitle', { bubbles: true, composed: true, detail: { title: flowTitle, icon: 'standard:flow' } }));
        }
        if (status.startsWith('FINISHED') && this.returnUrl) navigate(this.returnUrl);
    }
}

/** Only addresses of this org; `001…` and `/001…` are records. */
function returnAddress(target) {
    if (!target) return undefined;
    const path = /^[a-zA-Z]/.test(target) && !target.includes(':') ? `/${target}` : target;
    const record = /^\/([a-zA-Z0-9]{15}|[a-zA-Z0-9]{18})$/.exec(path)?.[1];
    if (record) return `/lightning/r/${record}/view`;
    return /^\/(?![/\\])/.test(path) ? path : undefined;
}
