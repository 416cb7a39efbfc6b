import { wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import { ItemFollowing } from 'c/itemFollowing';
import getActions from '@salesforce/apex/ItemActionsController.getActions';

/**
 * A component that offers steps with an item: which can be taken now, and why the others cannot. What cannot be read becomes
 * its `error`.
 *
 * `class Card extends ItemActions(Working(LightningElement))`
 * @template {new (...parts: any[]) => object} Component
 * @param {Component} Base
 */
export const ItemActions = (Base) =>
    class extends ItemFollowing(Base) {
        /** @type {{open: string[], closed: Record<string, string>, openTradeIn?: {tradeInId: string, name: string}} | undefined} an ItemActions; the last one known while it is read anew */
        actions;
        #answer;

        @wire(getActions, { twinId: '$twinId' })
        receiveActions(answer) {
            this.#answer = answer;
            if (answer.data) this.actions = answer.data;
            if (answer.error) this.error = answer.error;
        }

        /** @param {string} action */
        isOpen(action) {
            return Boolean(this.actions?.open.includes(action));
        }

        /**
         * @param {string} action
         * @returns {string | undefined} why it cannot be taken, where the user should be told
         */
        whyClosed(action) {
            return this.actions?.closed[action];
        }

        /** After a step: a component that shows more of the item reads that too. */
        async refresh() {
            if (this.twinId) await refreshApex(this.#answer);
        }
    };
