import { LightningElement, api } from 'lwc';
import { ItemFollowing } from 'c/itemFollowing';
import { Working } from 'c/working';
import getPlace from '@salesforce/apex/LogController.getPlace';
import getEvidence from '@salesforce/apex/LogController.getEvidence';
import { checkEvents, parsed, signatureState } from 'c/ledgerProof';
import title from '@salesforce/label/c.Loop_Ui_Log_Title';
import place from '@salesforce/label/c.Loop_Ui_Log_Place';
import waiting from '@salesforce/label/c.Loop_Ui_Log_Waiting';
import empty from '@salesforce/label/c.Loop_Ui_Log_Empty';
import checkpoint from '@salesforce/label/c.Loop_Ui_Log_Checkpoint';
import checkHere from '@salesforce/label/c.Loop_Ui_Log_Check_Here';
import checking from '@salesforce/label/c.Loop_Ui_Authenticity_Checking';
import sound from '@salesforce/label/c.Loop_Ui_Log_Sound';
import unsigned from '@salesforce/label/c.Loop_Ui_Log_Unsigned';
import badSignature from '@salesforce/label/c.Loop_Ui_Log_Bad_Signature';
import breakHash from '@salesforce/label/c.Loop_Ui_Log_Break_Hash';
import breakChain from '@salesforce/label/c.Loop_Ui_Log_Break_Chain';
import breakSequence from '@salesforce/label/c.Loop_Ui_Log_Break_Sequence';
import breakLog from '@salesforce/label/c.Loop_Ui_Log_Break_Log';
import breakHead from '@salesforce/label/c.Loop_Ui_Log_Break_Head';

const BREAKS = { hash: breakHash, chain: breakChain, sequence: breakSequence, log: breakLog, head: breakHead };
const MOST_TOLD = 20;

/** Where an item's newest event stands in the log, and a check that recomputes all of it in this browser. */
export default class TwinLog extends ItemFollowing(Working(LightningElement)) {
    labels = { title, empty, checkpoint, checkHere, checking };

    place;
    isChecking = false;
    /** @type {{breaks: {sequence: number, problem: string}[], proved: number, count: number, signature: string | null} | undefined} */
    result;
    shownId;

    /** Id of the Product_Twin__c. */
    @api
    get recordId() {
        return this.shownId;
    }
    set recordId(value) {
        if (value === this.shownId) return;
        this.shownId = value;
        this.result = undefined;
        if (value) this.catchUp();
    }

    get isEmpty() {
        return !this.isBusy && !this.error && !this.place;
    }

    get placeText() {
        const { position, size } = this.place;
        // people count from one
        return position === undefined || position === null ? waiting : place.replace('{0}', String(position + 1)).replace('{1}', String(size));
    }

    get resultText() {
        const { breaks, proved, count } = this.result;
        return breaks.length === 0 ? sound.replace('{0}', String(count)).replace('{1}', String(proved)) : '';
    }

    get problems() {
        return this.result.breaks.slice(0, MOST_TOLD).map(({ sequence, problem }) => ({ key: `${sequence} ${problem}`, text: BREAKS[problem].replace('{0}', String(sequence)) }));
    }

    get signatureText() {
        return { unsigned, invalid: badSignature }[this.result.signature] ?? '';
    }

    get isSound() {
        return this.result.breaks.length === 0 && this.result.signature !== 'invalid';
    }

    get icon() {
        return this.isSound ? 'utility:success' : 'utility:error';
    }

    get variant() {
        return this.isSound ? 'success' : 'error';
    }

    /** A step that somebody takes on this page makes another event the newest one. */
    refresh() {
        return this.read(
            () => getPlace({ twinId: this.recordId }),
            (found) => {
                this.place = found;
            }
        );
    }

    async handleCheck() {
        const twinId = this.recordId;
        this.isChecking = true;
        this.result = undefined;
        await this.work(async () => {
            try {
                const result = await this.checkAll();
                if (twinId === this.recordId) this.result = result;
            } finally {
                this.isChecking = false;
            }
        });
    }

    /** All against the first page's checkpoint. */
    async checkAll() {
        const first = await this.evidenceAfter(0, null);
        const head = first.checkpoint ? parsed(first.checkpoint) : null;
        const signature = head ? await signatureState(head, first.keys, Date.now()) : null;
        return this.checkPages(first, { sequence: 0, hash: null }, head, { breaks: [], proved: 0, count: 0, signature });
    }

    /** Each page goes on where the one before ended; after the last one the item says where its history ends. */
    async checkPages(page, last, head, result) {
        if (page.events.length === 0) {
            const isWhole = last.hash === (page.headHash ?? null) && result.count === (page.count ?? 0);
            return isWhole ? result : { ...result, breaks: [...result.breaks, { sequence: last.sequence, problem: 'head' }] };
        }
        const checked = await checkEvents(page.events, last, head);
        const next = await this.evidenceAfter(checked.last.sequence, head ? head.size : null);
        return this.checkPages(next, checked.last, head, {
            ...result,
            breaks: [...result.breaks, ...checked.breaks],
            proved: result.proved + checked.proved,
            count: result.count + page.events.length
        });
    }

    evidenceAfter(sequence, size) {
        return getEvidence({ twinId: this.recordId, sequence, size });
    }
}
