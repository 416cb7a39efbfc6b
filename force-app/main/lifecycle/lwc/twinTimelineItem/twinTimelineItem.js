import { LightningElement, api } from 'lwc';
import getDetails from '@salesforce/apex/TwinTimelineController.getDetails';
import { eventTime } from './eventTime';
import by from '@salesforce/label/c.Loop_Ui_Event_By';
import correctedBy from '@salesforce/label/c.Loop_Ui_Event_Corrected_By';
import corrects from '@salesforce/label/c.Loop_Ui_Event_Corrects';
import details from '@salesforce/label/c.Loop_Ui_Event_Details';
import hash from '@salesforce/label/c.Loop_Ui_Event_Hash';
import previousHash from '@salesforce/label/c.Loop_Ui_Event_Previous_Hash';
import recorded from '@salesforce/label/c.Loop_Ui_Event_Recorded';
import until from '@salesforce/label/c.Loop_Ui_Event_Until';
import source from '@salesforce/label/c.Loop_Ui_Event_Source';
import canonical from '@salesforce/label/c.Loop_Ui_Event_Canonical';
import loading from '@salesforce/label/c.Loop_Ui_Loading';
import order from '@salesforce/label/c.Loop_Ui_Order';

/** Icon of each group; an event type that joins later is shown neutrally. */
const ICONS = {
    Commerce: 'standard:orders',
    Ownership: 'standard:customer',
    Service: 'standard:service_appointment',
    Verification: 'standard:task2',
    'End of Life': 'standard:recycle_bin'
};

/** Events that hold an item look like nothing that went well. */
const HOLDS = ['Reported Stolen', 'Locked'];

/** One event of an item's life: who, what, when, where; the proof on demand. */
export default class TwinTimelineItem extends LightningElement {
    labels = { details, hash, previousHash, recorded, source, canonical, loading, order, until };

    /** A TimelineEvent of TwinTimelineController. */
    @api event;

    isOpen = false;
    details;
    error;

    get icon() {
        if (HOLDS.includes(this.event.type)) return 'standard:incident';
        return ICONS[this.event.eventGroup] ?? 'standard:record';
    }

    get when() {
        return eventTime(this.event.occurredAt, this.event.timeZoneOffset);
    }

    get recordedWhen() {
        return eventTime(this.event.recordedAt, '+00:00');
    }

    get who() {
        return this.event.actorRole ? by.replace('{0}', this.event.actorRole) : '';
    }

    get where() {
        const { channel, storeCode, country } = this.event.place ?? {};
        return [channel, storeCode, country].filter(Boolean).join(' · ');
    }

    /** The first event of an item follows nothing. */
    get previousHash() {
        return this.details.previousHash ?? '—';
    }

    get correction() {
        return this.event.corrects ? corrects.replace('{0}', String(this.event.corrects)) : '';
    }

    get corrected() {
        const { correctedBy: sequence, correctionReason } = this.event;
        return sequence ? correctedBy.replace('{0}', String(sequence)).replace('{1}', correctionReason ?? '—') : '';
    }

    get titleClass() {
        return `slds-text-title_bold slds-truncate ${this.event.correctedBy ? 'corrected' : ''}`;
    }

    get itemClass() {
        return `slds-timeline__item_expandable ${this.isOpen ? 'slds-is-open' : ''}`;
    }

    get detailsId() {
        return `details-${this.event.sequence}`;
    }

    get toggleLabel() {
        return `${details}: ${this.event.label}, ${this.event.sequence}`;
    }

    get expanded() {
        return String(this.isOpen);
    }

    async handleToggle() {
        this.isOpen = !this.isOpen;
        if (!this.isOpen || this.details) return;
        this.error = undefined;
        try {
            this.details = await getDetails({ eventId: this.event.id });
        } catch (error) {
            this.error = error;
        }
    }
}
