import { LightningElement, api } from 'lwc';
import { Focusing } from 'c/focusing';
import { Working } from 'c/working';
import { base64Of } from 'c/files';
import canInspect from '@salesforce/customPermission/Inspect_Item';
import getInspections from '@salesforce/apex/ItemInspectionController.getInspections';
import getInspection from '@salesforce/apex/ItemInspectionController.getInspection';
import start from '@salesforce/apex/ItemInspectionController.start';
import keep from '@salesforce/apex/ItemInspectionController.keep';
import addPhoto from '@salesforce/apex/ItemInspectionController.addPhoto';
import complete from '@salesforce/apex/ItemInspectionController.complete';
import title from '@salesforce/label/c.Loop_Ui_Inspection_Title';
import none from '@salesforce/label/c.Loop_Ui_Inspection_None';
import begin from '@salesforce/label/c.Loop_Ui_Inspection_Begin';
import right from '@salesforce/label/c.Loop_Ui_Inspection_Right';
import wrong from '@salesforce/label/c.Loop_Ui_Inspection_Wrong';
import unseen from '@salesforce/label/c.Loop_Ui_Inspection_Unseen';
import photo from '@salesforce/label/c.Loop_Ui_Inspection_Photo';
import photos from '@salesforce/label/c.Loop_Ui_Inspection_Photos';
import store from '@salesforce/label/c.Loop_Ui_Inspection_Store';
import record from '@salesforce/label/c.Loop_Ui_Inspection_Record';
import print from '@salesforce/label/c.Loop_Ui_Inspection_Print';
import back from '@salesforce/label/c.Loop_Ui_Inspection_Back';
import open from '@salesforce/label/c.Loop_Ui_Inspection_Open';
import inspector from '@salesforce/label/c.Loop_Ui_Inspection_Inspector';
import evidence from '@salesforce/label/c.Loop_Ui_Inspection_Evidence';
import unchanged from '@salesforce/label/c.Loop_Ui_Inspection_Unchanged';
import changed from '@salesforce/label/c.Loop_Ui_Inspection_Changed';
import event from '@salesforce/label/c.Loop_Ui_Inspection_Event';
import loading from '@salesforce/label/c.Loop_Ui_Loading';

const ANSWERS = [
    { value: 'right', label: right },
    { value: 'wrong', label: wrong },
    { value: 'unseen', label: unseen }
];
/** What shows now begins there: the result of an inspection, else the name of the card. */
const TOP = ['[data-id="result"]', '[data-id="title"]'];
const TEXTS = { right, wrong, unseen };

/** Inspections of an item: the list, the checklist of an open one, the evidence of a completed one. */
export default class ItemInspection extends Focusing(Working(LightningElement)) {
    labels = { title, none, begin, photo, store, record, print, back, open, inspector, evidence, event, loading };

    inspections;
    view;
    answers = {};
    storeCode = '';
    key;

    /** Record id or passport id of the item. */
    @api
    get itemKey() {
        return this.key;
    }
    set itemKey(value) {
        this.choose(value);
    }

    @api
    get recordId() {
        return this.key;
    }
    set recordId(value) {
        this.choose(value);
    }

    choose(key) {
        if (!key || key === this.key) return;
        this.key = key;
        this.view = undefined;
        this.load();
    }

    get mayBegin() {
        return canInspect === true;
    }

    get hasNone() {
        return this.inspections?.length === 0;
    }

    get showsList() {
        return !this.view && this.inspections;
    }

    get isDraft() {
        return this.view?.status === 'Draft';
    }

    get isCompleted() {
        return this.view?.status === 'Completed';
    }

    get rows() {
        return this.view.questions.map((question) => {
            const taken = this.photosOf(question.code);
            return {
                ...question,
                asked: [{ ...question, kind: 'Choice', choices: ANSWERS }],
                answer: TEXTS[this.answers[question.code]] ?? '—',
                photoLabel: photo.replace('{0}', question.label),
                photosText: taken.length > 0 ? photos.replace('{0}', String(taken.length)) : '',
                pictures: taken
            };
        });
    }

    get unchangedText() {
        return this.view.isUnchanged ? unchanged : changed;
    }

    photosOf(code) {
        return (this.view.photos ?? [])
            .filter(({ questionCode }) => questionCode === code)
            .map((each) => ({ ...each, url: `/sfc/servlet.shepherd/version/download/${each.versionId}` }));
    }

    load() {
        return this.work(async () => {
            this.inspections = await getInspections({ itemKey: this.key });
        });
    }

    handleBegin() {
        return this.work(async () => this.show(await start({ itemKey: this.key, category: null })));
    }

    handleOpen({ target }) {
        return this.work(async () => this.show(await getInspection({ checkId: target.dataset.check })));
    }

    async handleBack() {
        this.view = undefined;
        this.nextFocus = TOP;
        await this.load();
    }

    handleStore({ detail }) {
        this.storeCode = detail.value;
    }

    /** Kept on the way: a phone that loses its signal loses no answers but the last. */
    async handleAnswer({ detail: { code, value } }) {
        this.answers = { ...this.answers, [code]: value };
        try {
            await keep({ checkId: this.view.checkId, answersJson: JSON.stringify(this.answers) });
            this.error = undefined;
        } catch (error) {
            this.error = error;
        }
    }

    handlePhoto({ target }) {
        const [file] = target.files;
        const questionCode = target.dataset.code;
        if (!file) return undefined;
        return this.work(async () => {
            const added = await addPhoto({ checkId: this.view.checkId, questionCode, fileName: file.name, base64: await base64Of(file) });
            this.view = { ...this.view, photos: [...(this.view.photos ?? []), added] };
        });
    }

    handleRecord() {
        return this.work(async () => {
            this.show(await complete({ checkId: this.view.checkId, answersJson: JSON.stringify(this.answers), storeCode: this.storeCode || null }));
            this.dispatchEvent(new CustomEvent('completed'));
        });
    }

    handlePrint() {
        window.print();
    }

    show(view) {
        this.view = view;
        this.nextFocus = TOP;
        this.answers = { ...view.answers };
    }
}
