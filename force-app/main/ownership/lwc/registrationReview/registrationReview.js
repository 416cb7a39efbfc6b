import { LightningElement } from 'lwc';
import { Focusing, areFine } from 'c/focusing';
import { Working } from 'c/working';
import getQueue from '@salesforce/apex/RegistrationReviewController.getQueue';
import getReasons from '@salesforce/apex/RegistrationReviewController.getReasons';
import accept from '@salesforce/apex/RegistrationReviewController.accept';
import refuse from '@salesforce/apex/RegistrationReviewController.refuse';
import title from '@salesforce/label/c.Loop_Ui_Review_Title';
import empty from '@salesforce/label/c.Loop_Ui_Review_Empty';
import itemLabel from '@salesforce/label/c.Loop_Ui_Review_Item';
import proof from '@salesforce/label/c.Loop_Ui_Review_Proof';
import reasonLabel from '@salesforce/label/c.Loop_Ui_Review_Reason';
import acceptLabel from '@salesforce/label/c.Loop_Ui_Review_Accept';
import refuseLabel from '@salesforce/label/c.Loop_Ui_Review_Refuse';
import acceptedText from '@salesforce/label/c.Loop_Ui_Review_Accepted';
import refusedText from '@salesforce/label/c.Loop_Ui_Review_Refused';
import erased from '@salesforce/label/c.Loop_Ui_Review_Erased';
import ownedNobody from '@salesforce/label/c.Loop_Ui_Review_Owned_Nobody';
import ownedUnverified from '@salesforce/label/c.Loop_Ui_Review_Owned_Unverified';
import ownedSame from '@salesforce/label/c.Loop_Ui_Review_Owned_Same';
import ownedOther from '@salesforce/label/c.Loop_Ui_Review_Owned_Other';
import loading from '@salesforce/label/c.Loop_Ui_Loading';

const OWNED = { Nobody: ownedNobody, Unverified: ownedUnverified, 'Same Person': ownedSame, 'Somebody Else': ownedOther };

/** Registrations by proof of purchase, oldest first: an agent looks at the proof, finds the item, accepts or refuses. */
export default class RegistrationReview extends Focusing(Working(LightningElement)) {
    labels = { title, empty, itemLabel, proof, reasonLabel, acceptLabel, refuseLabel, erased, loading };

    queue;
    reasons = [];
    chosen = {};

    connectedCallback() {
        this.load();
    }

    get isEmpty() {
        return this.queue?.length === 0;
    }

    get rows() {
        return this.queue?.map((review) => {
            const { twinId, reason } = { twinId: review.twinId, ...this.chosen[review.requestId] };
            return {
                ...review,
                twinId,
                reason,
                foundId: review.twinId,
                title: [review.name, review.personName].filter(Boolean).join(' · '),
                ownedText: OWNED[review.owned],
                canAccept: !review.isErased,
                cannotAccept: this.isBusy || !twinId,
                told: [review.itemCode, review.itemName, review.shop].filter(Boolean).join(' · '),
                proofUrl: `/sfc/servlet.shepherd/version/download/${review.proofId}`
            };
        });
    }

    load() {
        return this.work(async () => {
            [this.queue, this.reasons] = await Promise.all([getQueue(), getReasons()]);
        });
    }

    handleTwin(event) {
        this.choose(event.currentTarget.dataset.id, { twinId: event.detail.recordId });
    }

    handleReason(event) {
        this.choose(event.currentTarget.dataset.id, { reason: event.detail.value });
    }

    choose(requestId, choice) {
        this.chosen = { ...this.chosen, [requestId]: { ...this.chosen[requestId], ...choice } };
    }

    handleAccept(event) {
        const { requestId, twinId, title: row } = this.rowOf(event);
        return this.decide(() => accept({ requestId, twinId }), acceptedText.replace('{0}', row));
    }

    handleRefuse(event) {
        const { requestId, reason, title: row } = this.rowOf(event);
        if (!reason) {
            const field = this.template.querySelector(`lightning-combobox[data-id="${requestId}"]`);
            field.required = true;
            areFine([field]);
            return undefined;
        }
        return this.decide(() => refuse({ requestId, reason }), refusedText.replace('{0}', row));
    }

    rowOf(event) {
        const { id } = event.currentTarget.dataset;
        return this.rows.find(({ requestId }) => requestId === id);
    }

    /** The row is gone then, and the button with it: what became of it has the focus. */
    decide(call, done) {
        return this.work(async () => {
            await call();
            this.queue = await getQueue();
            this.answer = done;
            this.nextFocus = '[data-id="answer"]';
        });
    }
}
