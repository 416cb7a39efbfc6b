import { LightningElement, api, wire } from 'lwc';
import { Focusing } from 'c/focusing';
import { Working } from 'c/working';
import { CurrentPageReference } from 'lightning/navigation';
import getItems from '@salesforce/apex/PortalItemsController.getItems';
import getRepairs from '@salesforce/apex/RepairPortalController.getRepairs';
import getChoices from '@salesforce/apex/RepairPortalController.getChoices';
import start from '@salesforce/apex/RepairPortalController.start';
import take from '@salesforce/apex/RepairPortalController.take';
import title from '@salesforce/label/c.Loop_Ui_Repair_Title';
import loading from '@salesforce/label/c.Loop_Ui_Repair_Loading';
import none from '@salesforce/label/c.Loop_Ui_Repair_None';
import ask from '@salesforce/label/c.Loop_Ui_Repair_Ask';
import item from '@salesforce/label/c.Loop_Ui_Repair_Item';
import send from '@salesforce/label/c.Loop_Ui_Repair_Send';
import asked from '@salesforce/label/c.Loop_Ui_Repair_Asked';
import askedApproved from '@salesforce/label/c.Loop_Ui_Repair_Asked_Approved';
import printLabel from '@salesforce/label/c.Loop_Ui_Repair_Print_Label';
import approveQuote from '@salesforce/label/c.Loop_Ui_Repair_Action_Approve_Quote';
import declineQuote from '@salesforce/label/c.Loop_Ui_Repair_Action_Decline_Quote';
import cancel from '@salesforce/label/c.Loop_Ui_Repair_Action_Cancel';
import changed from '@salesforce/label/c.Loop_Ui_Repair_Changed';
import askCancel from '@salesforce/label/c.Loop_Ui_Repair_Question_Cancel';
import askDecline from '@salesforce/label/c.Loop_Ui_Repair_Question_Decline';
import confirmCancel from '@salesforce/label/c.Loop_Ui_Repair_Confirm_Cancel';
import confirmDecline from '@salesforce/label/c.Loop_Ui_Repair_Confirm_Decline';
import back from '@salesforce/label/c.Loop_Ui_Repair_Question_Back';

/** What a customer may do with a repair. */
const ACTIONS = { approveQuote, declineQuote, cancel };

/** What cannot be undone is asked first. */
const QUESTIONS = { declineQuote: { text: askDecline, confirm: confirmDecline }, cancel: { text: askCancel, confirm: confirmCancel } };

/** A customer's repairs: ask for one, print its label, follow its steps, decide on its quote. */
export default class PortalRepairs extends Focusing(Working(LightningElement)) {
    labels = { title, loading, none, ask, item, send, printLabel, back };

    /** Address of the page of a label, relative to this page. */
    @api labelPage = 'repair-label';

    items = [];
    repairs;
    passportId;
    choices;
    /** The step that is asked about before it is taken. @type {{repairId: string, action: string} | undefined} */
    asked;
    /** The request that is being written: sent again it is the same repair. */
    clientKey = crypto.randomUUID();

    @wire(CurrentPageReference)
    readPage(page) {
        const passportId = page?.state?.passportId;
        if (passportId && passportId !== this.passportId) this.choose(passportId);
    }

    connectedCallback() {
        this.load();
    }

    get isLoading() {
        return this.isBusy || (!this.repairs && !this.error);
    }

    get isEmpty() {
        return this.repairs?.length === 0;
    }

    /** An item is in one repair at a time; one that another page sent here says so. */
    get itemOptions() {
        const busy = new Set((this.repairs ?? []).filter(({ isOver }) => !isOver).map(({ passportId }) => passportId));
        const free = this.items.filter(({ passportId, isJoint }) => !isJoint && (!busy.has(passportId) || passportId === this.passportId));
        return free.map(({ passportId, name, serial }) => ({ value: passportId, label: serial ? `${name} (${serial})` : name }));
    }

    get canAsk() {
        return this.itemOptions.length > 0;
    }

    get rows() {
        // first the one that another page led to, then what waits for the customer
        const rank = ({ actions, passportId, isOver }) => (!isOver && passportId === this.passportId ? 2 : 0) + Number(actions.includes('approveQuote'));
        const ordered = [...(this.repairs ?? [])].sort((a, b) => rank(b) - rank(a));
        return this.repairs && ordered.map((repair) => ({
            ...repair,
            labelUrl: repair.hasLabel ? `${this.labelPage}?repairId=${repair.id}` : undefined,
            question: repair.id === this.asked?.repairId ? QUESTIONS[this.asked.action] : undefined,
            buttons: repair.actions
                .filter((action) => action in ACTIONS)
                .map((action) => ({ action, label: ACTIONS[action], variant: action === 'approveQuote' ? 'brand' : 'neutral' }))
        }));
    }

    handleItem(event) {
        this.choose(event.detail.value);
    }

    handleRetry() {
        this.load();
    }

    handleAsk(event) {
        return this.act(async () => {
            const status = await start({ passportId: this.passportId, clientKey: this.clientKey, ...event.detail });
            this.answer = status === 'Approved' ? askedApproved : asked;
            this.clientKey = crypto.randomUUID();
            this.passportId = undefined;
            this.choices = undefined;
        });
    }

    handleAction(event) {
        const { id, action } = event.currentTarget.dataset;
        if (!QUESTIONS[action]) return this.act(() => take({ repairId: id, action }));
        this.asked = { repairId: id, action };
        this.nextFocus = '[data-id="question"]';
        return undefined;
    }

    handleBack() {
        this.nextFocus = `[data-action="${this.asked.action}"][data-id="${this.asked.repairId}"]`;
        this.asked = undefined;
    }

    handleConfirm() {
        const step = this.asked;
        return this.act(async () => {
            await take(step);
            this.asked = undefined;
            this.nextFocus = '[data-id="answer"]';
        });
    }

    choose(passportId) {
        this.passportId = passportId;
        this.choices = undefined;
        return this.read(
            () => getChoices({ passportId }),
            (choices) => {
                this.choices = choices;
            }
        );
    }

    act(step) {
        return this.work(async () => {
            await step();
            const before = this.repairs;
            this.repairs = await getRepairs();
            this.tellChange(before);
        });
    }

    /** Says what the step led to, where nothing was said yet. */
    tellChange(before) {
        if (this.answer) return;
        const moved = this.repairs.find(({ id, status }) => before?.some((old) => old.id === id && old.status !== status));
        this.answer = moved ? changed.replace('{0}', moved.name).replace('{1}', moved.statusText) : '';
    }

    load() {
        return this.work(async () => {
            [this.items, this.repairs] = await Promise.all([getItems(), getRepairs()]);
        });
    }
}
