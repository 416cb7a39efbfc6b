import { Working } from 'c/working';

/**
 * What lists of certificates share: an overview that is read anew after each step, one open panel, and the link of a share.
 * A list gives `readOverview()` and `makeLink({ certificateId, days })`.
 * @template {new (...parts: any[]) => object} Component
 * @param {Component} Base
 */
export const CertificateActions = (Base) =>
    class extends Working(Base) {
        overview;
        /** The one panel that is open: what it does, and with which item or certificate. */
        panel = {};
        /** The link just made: it comes back this once. */
        link;

        get isLoading() {
            return this.isBusy || (!this.overview && !this.error);
        }

        handleOpen(event) {
            const { panel, id } = event.currentTarget.dataset;
            this.panel = { action: panel, id };
            this.link = undefined;
            this.answer = '';
        }

        handleClose() {
            this.panel = {};
        }

        /** The panel stays open: it shows the link. */
        handleShare(event) {
            const { id } = this.panel;
            const { days } = event.detail;
            return this.work(async () => {
                this.link = await this.makeLink({ certificateId: id, days });
                this.overview = await this.readOverview();
            });
        }

        /**
         * Takes a step and closes its panel.
         * @param {() => Promise<unknown>} step
         * @param {string} answer what is told then
         */
        act(step, answer) {
            return this.work(async () => {
                await step();
                this.panel = {};
                this.overview = await this.readOverview();
                this.answer = answer;
            });
        }

        load() {
            return this.work(async () => {
                this.overview = await this.readOverview();
            });
        }
    };
