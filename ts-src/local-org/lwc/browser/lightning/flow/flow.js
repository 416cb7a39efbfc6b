import { api, LightningElement } from 'lwc';
import { everyField, ScreenAnswers } from 'local/flowAnswers';
import { request } from 'local/http';
import { actionsOf, forwardOf, statusDetail } from './view.js';

/** After the last change, milliseconds: then what depends on it is asked for. */
const PAUSE = 250;

const EMPTY = { view: undefined, fields: [], failure: undefined, trouble: undefined, messages: [], closing: undefined, status: '', busy: false, helpOpen: false };

/** A flow with screens, run for the signed-in person. */
export default class Flow extends LightningElement {
    _flowApiName;
    /** `[{ name, type, value }]` */
    @api flowInputVariables;
    /** A paused interview to go on with. */
    @api flowInterviewId;
    /** `RESTART` or `NONE`: what comes after the end. */
    @api flowFinishBehavior = 'RESTART';
    /** Text of the live region. */
    status = '';
    view;
    fields = [];
    visit = 0;
    busy = false;
    helpOpen = false;
    /** Ends the interview here; `trouble` leaves the screen. */
    failure;
    trouble;
    messages = [];
    closing;
    #answers;
    #handles = new Map();
    #connected = false;
    /** Raised by each new interview: answers to an earlier one are dropped. */
    #run = 0;
    #last = Promise.resolve();
    #timer;
    #afterRender;
    #hide = ({ persisted }) => {
        if (!persisted) this.leave();
    };

    @api
    get flowApiName() {
        return this._flowApiName;
    }
    set flowApiName(name) {
        const isNew = name !== this._flowApiName;
        this._flowApiName = name;
        if (isNew && name && this.#connected) this.startFlow();
    }

    connectedCallback() {
        this.#connected = true;
        window.addEventListener('pagehide', this.#hide);
        if (this.flowInterviewId) this.resumeFlow(this.flowInterviewId);
        else if (this._flowApiName) this.startFlow();
    }

    disconnectedCallback() {
        this.#connected = false;
        window.removeEventListener('pagehide', this.#hide);
        this.#run++;
        clearTimeout(this.#timer);
        this.leave();
    }

    /** A screen that is left is not come back to; the org need not keep it. */
    leave() {
        if (this.view?.status === 'STARTED') navigator.sendBeacon(`/lightning/api/interviews/${this.view.interviewId}/leave`);
    }

    renderedCallback() {
        const work = this.#afterRender;
        this.#afterRender = undefined;
        work?.();
    }

    /** Starts an interview; without arguments of the flow and inputs that the component has. */
    @api
    startFlow(flowApiName = this._flowApiName, inputVariables = this.flowInputVariables) {
        this._flowApiName = flowApiName;
        const inputs = Object.fromEntries((inputVariables ?? []).map(({ name, value }) => [name, value]));
        this.begin('start', `/lightning/api/flow/${encodeURIComponent(flowApiName)}/interviews`, { inputs });
    }

    /** Goes on with a paused interview. */
    @api
    resumeFlow(interviewId = this.flowInterviewId) {
        this.begin('resume', `/lightning/api/interviews/${encodeURIComponent(interviewId)}/resume`, {});
    }

    begin(step, path, body) {
        this.leave();
        clearTimeout(this.#timer);
        this.#run++;
        Object.assign(this, EMPTY, { status: 'Loading' });
        this.send(step, path, () => body);
    }

    /** One call after the other, so that a late answer never replaces a newer screen; a refresh is for the screen it was asked at. */
    send(step, path, body) {
        const [run, visit] = [this.#run, this.visit];
        this.busy = this.busy || step !== 'refresh';
        this.#last = this.#last.then(async () => {
            if (run !== this.#run || (step === 'refresh' && (visit !== this.visit || !this.screen))) return;
            try {
                const view = await request('POST', path, body());
                if (run === this.#run) this.arrive(view, step);
            } catch (failure) {
                if (run === this.#run) this.fail(failure);
            }
            if (run === this.#run && step !== 'refresh') this.busy = false;
        });
    }

    step(step) {
        clearTimeout(this.#timer);
        const { interviewId } = this.view;
        this.send(step, `/lightning/api/interviews/${interviewId}/${step}`, () => ({ answers: this.#answers.toJson() }));
    }

    arrive(view, step) {
        const { screen } = view;
        const stays = screen !== null && (step === 'refresh' || view.errors.length > 0);
        // The end of an interview has no names of its own when a step of it has failed.
        const pausedText = this.view?.screen?.pausedText;
        this.view = { ...view, flowName: view.flowName || this._flowApiName, flowTitle: view.flowTitle || this.view?.flowTitle || '' };
        this.trouble = undefined;
        this.messages = [];
        this.status = '';
        if (stays) {
            this.#answers.refresh(screen.fields);
            this.fields = this.#answers.fields();
            if (step !== 'refresh') this.#afterRender = () => this.showErrors(view.errors);
            return;
        }
        clearTimeout(this.#timer);
        this.helpOpen = false;
        if (screen !== null) this.enter(screen, step);
        else if (view.status === 'ERROR') this.messages = view.errors.map(({ message }) => message);
        else this.closing = view.status === 'PAUSED' ? pausedText || 'Your flow was paused.' : 'Your flow finished.';
        if (screen === null) this.fields = [];
        this.tell(view.status === 'FINISHED' && step === 'start' ? 'FINISHED_SCREEN' : view.status);
        if (view.status === 'FINISHED' && step !== 'start' && this.flowFinishBehavior === 'RESTART' && this.#connected) this.startFlow();
        else if (screen === null) this.#afterRender = () => this.template.querySelector('.end')?.focus();
    }

    enter(screen, step) {
        this.#answers = new ScreenAnswers(screen.fields);
        this.fields = this.#answers.fields();
        this.visit++;
        // A page that opens with a flow keeps its focus.
        if (step !== 'start' && step !== 'resume') this.#afterRender = () => this.focusScreen();
    }

    focusScreen() {
        this.template.querySelector('.flow')?.scrollIntoView({ block: 'nearest' });
        this.template.querySelector('.body')?.focus({ preventScroll: true });
    }

    /** At the fields that are there, else above them all; the first one gets the focus. */
    showErrors(errors) {
        const here = errors.filter(({ field }) => this.#handles.has(field));
        this.messages = errors.filter((error) => !here.includes(error)).map(({ message }) => message);
        for (const { field, message } of here) this.#handles.get(field).show(message);
        this.attend(here.map(({ field }) => field));
    }

    /** @param {string[]} names fields that need attention */
    attend(names) {
        if (names.length === 0) return;
        this.status = names.length === 1 ? '1 field needs your attention.' : `${names.length} fields need your attention.`;
        const first = everyField(this.fields).find(({ name }) => names.includes(name));
        // Its section may have to open first.
        Promise.resolve().then(() => this.#handles.get(first?.name)?.focus());
    }

    fail({ status, body, message }) {
        const text = body?.message ?? message ?? 'Unknown error';
        // The org did not answer: what was entered is still here to be sent again.
        if (status === 0 && this.screen) this.trouble = text;
        else this.failure = text;
        this.status = '';
        if (this.failure) this.tell('ERROR');
    }

    tell(status) {
        this.dispatchEvent(new CustomEvent('statuschange', { detail: statusDetail(this.view, status) }));
    }

    handleField(event) {
        event.stopPropagation();
        const handle = event.detail;
        this.#handles.set(handle.name, handle);
        handle.leave = () => {
            if (this.#handles.get(handle.name) === handle) this.#handles.delete(handle.name);
        };
    }

    handleFieldChange(event) {
        event.stopPropagation();
        this.#answers.change(event.detail.name, event.detail.value);
        this.changed();
    }

    handleAttribute(event) {
        event.stopPropagation();
        const { name, attributeName, newValue } = event.detail;
        this.#answers.tell(name, attributeName, newValue);
        this.changed();
    }

    changed() {
        this.fields = this.#answers.fields();
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.step('refresh'), PAUSE);
    }

    handleNavigation(event) {
        event.stopPropagation();
        this.go(event.detail.navigationTarget);
    }

    handleButton(event) {
        this.go(event.target.dataset.target);
    }

    go(target) {
        if (this.busy) return;
        if (!this.availableActions.includes(target)) {
            console.warn(`The screen ${this.screen?.name} does not offer ${target}; it offers ${this.availableActions.join(', ')}`);
            return;
        }
        if (target === 'BACK') this.step('back');
        else if (target === 'PAUSE') this.step('pause');
        else if (this.check()) this.step('next');
    }

    /** Asks every field and component before anything is sent. */
    check() {
        const wrong = everyField(this.fields).map(({ name }) => name).filter((name) => this.#handles.get(name)?.check() === false);
        this.attend(wrong);
        return wrong.length === 0;
    }

    handleResume() {
        this.resumeFlow(this.view.interviewId);
    }

    handleStart() {
        this.startFlow();
    }

    handleHelp() {
        this.helpOpen = !this.helpOpen;
    }

    get screen() {
        return this.closing || this.failure ? undefined : (this.view?.screen ?? undefined);
    }

    get isLoading() {
        return !this.view && !this.failure;
    }

    get isPaused() {
        return this.view?.status === 'PAUSED';
    }

    get hasFailed() {
        return this.failure !== undefined || this.view?.status === 'ERROR';
    }

    get hasMessages() {
        return this.messages.length > 0;
    }

    get alerts() {
        return this.failure ? [this.failure] : this.messages;
    }

    get busyText() {
        return String(this.busy);
    }

    get helpExpanded() {
        return String(this.helpOpen);
    }

    get availableActions() {
        return actionsOf(this.screen);
    }

    get forward() {
        return forwardOf(this.screen);
    }
}
