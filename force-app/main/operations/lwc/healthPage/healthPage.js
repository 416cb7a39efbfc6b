import { LightningElement } from 'lwc';
import { Working } from 'c/working';
import getHealth from '@salesforce/apex/OperationsController.getHealth';
import title from '@salesforce/label/c.Loop_Ui_Health_Title';
import refresh from '@salesforce/label/c.Loop_Ui_Health_Refresh';
import signs from '@salesforce/label/c.Loop_Ui_Health_Signs';
import stateOk from '@salesforce/label/c.Loop_Ui_Health_State_Ok';
import stateWarning from '@salesforce/label/c.Loop_Ui_Health_State_Warning';
import stateError from '@salesforce/label/c.Loop_Ui_Health_State_Error';
import failedJobs from '@salesforce/label/c.Loop_Ui_Health_Failed_Jobs';
import noFailedJobs from '@salesforce/label/c.Loop_Ui_Health_Failed_Jobs_None';
import rejects from '@salesforce/label/c.Loop_Ui_Health_Rejects';
import rejectsText from '@salesforce/label/c.Loop_Ui_Health_Rejects_Text';
import loading from '@salesforce/label/c.Loop_Ui_Loading';

const STATES = {
    error: { rank: 0, icon: 'utility:error', variant: 'error', stateText: stateError },
    warning: { rank: 1, icon: 'utility:warning', variant: 'warning', stateText: stateWarning },
    ok: { rank: 2, icon: 'utility:success', variant: 'success', stateText: stateOk }
};

/** Whether everything works: what does not comes first, with what to do; below it is done. */
export default class HealthPage extends Working(LightningElement) {
    labels = { title, refresh, signs, failedJobs, noFailedJobs, rejects, rejectsText, loading };

    /** OperationsController.View; undefined while it is not known. */
    health;

    connectedCallback() {
        return this.load();
    }

    get findings() {
        return this.health.findings.map((finding) => ({ ...finding, ...STATES[finding.state] })).sort((one, other) => one.rank - other.rank);
    }

    get hasNoFailedJobs() {
        return this.health.failedJobs.length === 0;
    }

    async handleRefresh() {
        await this.load();
        for (const part of this.template.querySelectorAll('c-health-quarantine, c-health-deliveries, c-health-webhooks')) part.refresh();
    }

    handleChanged() {
        return this.load();
    }

    load() {
        return this.work(async () => {
            this.health = await getHealth();
        });
    }
}
