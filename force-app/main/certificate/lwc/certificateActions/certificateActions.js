import { Focusing } from 'c/focusing';
import { Working } from 'c/working';

const PANEL = '[data-id="panel"]';
const ANSWER = '[data-id="answer"]';

/**
 * What lists of certificates share: an overview that is read anew after each step, one open panel, and the link of a share.
 * The focus goes into the panel and back to the button that opened it, or to the answer where that is gone.
 * A list gives `readOverview()` and `makeLink({ certificateId, days })`.
 * @template {new (...parts: any[]) => object} Component
 * @param {Component} Base
 */
export const CertificateActions = (Base) =>
    class extends Focusing(Working(Base)) {
        overview;
        /** The one panel that is open: what it does, and with which item or certificate. */
        panel = {};
        /** The link just made: it comes back this once. */
        link;

        /** The button that opened the panel; none without one. */
        get opener() {
            const { action, id } = this.panel;
            return action ? [`[data-panel="${action}"][data-id="${id}"]`] : [];
        }

        get isLoading() {
            return this.isBusy || (!this.overview && !this.error);
        }

        handleOpen(event) {
            const { panel, id } = event.currentTarget.dataset;
            this.panel = { action: panel, id };
            this.link = undefined;
            this.answer = '';
            this.nextFocus = [PANEL];
        }

        handleClose() {
            this.nextFocus = this.opener;
            this.panel = {};
        }

        /** The panel stays open: it shows the link. */
        handleShare(event) {
            const { id } = this.panel;
            const { days } = event.detail;
            return this.work(async () => {
                this.link = await this.makeLink({ certificateId: id, days });
                this.overview = await this.readOverview();
                this.nextFocus = [PANEL];
            });
        }

        /**
         * Takes a step and closes its panel.
         * @param {() => Promise<unknown>} step
         * @param {string} answer what is told then
         * @param {string[]} back what gets the focus, before the answer: a button of a panel goes with it
         */
        act(step, answer, back = this.opener) {
            return this.work(async () => {
                await step();
                this.panel = {};
                this.overview = await this.readOverview();
                this.answer = answer;
                if (back.length > 0) this.nextFocus = [...back, ANSWER];
            });
        }

        load() {
            return this.work(async () => {
                this.overview = await this.readOverview();
            });
        }
    };
