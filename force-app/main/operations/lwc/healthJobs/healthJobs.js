import { LightningElement, api } from 'lwc';
import { Working } from 'c/working';
import schedule from '@salesforce/apex/OperationsController.schedule';
import title from '@salesforce/label/c.Loop_Ui_Health_Jobs';
import all from '@salesforce/label/c.Loop_Ui_Health_Jobs_All';
import one from '@salesforce/label/c.Loop_Ui_Health_Jobs_One';
import next from '@salesforce/label/c.Loop_Ui_Health_Jobs_Next';
import stopped from '@salesforce/label/c.Loop_Ui_Health_Jobs_Stopped';
import none from '@salesforce/label/c.Loop_Ui_Health_Jobs_None';
import note from '@salesforce/label/c.Loop_Ui_Health_Jobs_Note';
import loading from '@salesforce/label/c.Loop_Ui_Loading';

/** Expected jobs and when they run; schedules one or all that do not. Tells `changed` afterwards. */
export default class HealthJobs extends Working(LightningElement) {
    labels = { title, all, next, stopped, none, note, loading };

    /** What became of the last try, until the page knows anew. */
    tried;
    given = [];

    /** List of ExpectedJob. */
    @api
    get jobs() {
        return this.given;
    }
    set jobs(jobs) {
        this.given = jobs ?? [];
    }

    get rows() {
        const problems = new Map((this.tried ?? []).map((job) => [job.name, job.problem]));
        return this.given.map((job) => ({ ...job, problem: job.isScheduled ? undefined : problems.get(job.name), scheduleText: one.replace('{0}', job.name) }));
    }

    get isEmpty() {
        return this.given.length === 0;
    }

    get isMissing() {
        return this.given.some((job) => !job.isScheduled);
    }

    handleAll() {
        return this.ask(null);
    }

    handleOne(event) {
        return this.ask([event.currentTarget.dataset.name]);
    }

    ask(names) {
        return this.work(async () => {
            this.tried = await schedule({ names });
            this.given = this.tried;
            this.dispatchEvent(new CustomEvent('changed'));
        });
    }
}
