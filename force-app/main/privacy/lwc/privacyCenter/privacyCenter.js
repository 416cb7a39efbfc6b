import { LightningElement } from 'lwc';
import { saveFile } from 'c/files';
import { Focusing } from 'c/focusing';
import { Working } from 'c/working';
import getState from '@salesforce/apex/PrivacyController.getState';
import exportData from '@salesforce/apex/PrivacyController.exportData';
import startExport from '@salesforce/apex/PrivacyController.startExport';
import getExport from '@salesforce/apex/PrivacyController.getExport';
import getExportPart from '@salesforce/apex/PrivacyController.getExportPart';
import title from '@salesforce/label/c.Loop_Ui_Privacy_Title';
import loading from '@salesforce/label/c.Loop_Ui_Privacy_Loading';
import preferences from '@salesforce/label/c.Loop_Ui_Privacy_Preferences';
import preferencesEmpty from '@salesforce/label/c.Loop_Ui_Privacy_Preferences_Empty';
import yes from '@salesforce/label/c.Loop_Ui_Privacy_Yes';
import no from '@salesforce/label/c.Loop_Ui_Privacy_No';
import dataTitle from '@salesforce/label/c.Loop_Ui_Privacy_Data_Title';
import dataText from '@salesforce/label/c.Loop_Ui_Privacy_Data_Text';
import download from '@salesforce/label/c.Loop_Ui_Privacy_Download';
import downloaded from '@salesforce/label/c.Loop_Ui_Privacy_Downloaded';
import progress from '@salesforce/label/c.Loop_Ui_Privacy_Export_Progress';
import failed from '@salesforce/label/c.Loop_Ui_Privacy_Export_Failed';
import check from '@salesforce/label/c.Loop_Ui_Privacy_Export_Check';
import { documentOf } from './personalData';

const FILE_NAME = 'my-data.json';

/** A customer's own data: preferences, download, erasure. */
export default class PrivacyCenter extends Focusing(Working(LightningElement)) {
    labels = { title, loading, preferences, preferencesEmpty, dataTitle, dataText, download, downloaded, progress, failed, check };

    state;
    exportError;
    isExporting = false;
    isDownloaded = false;

    connectedCallback() {
        this.load();
    }

    get preferences() {
        if (!this.state?.preferences?.length) return undefined;
        return this.state.preferences.map((preference) => ({ ...preference, value: preference.isAllowed ? yes : no }));
    }

    get isRunning() {
        return this.state?.download?.status === 'Running';
    }

    get hasFailed() {
        return this.state?.download?.status === 'Failed';
    }

    get percent() {
        const { steps, stepsDone } = this.state.download;
        return Math.floor((100 * stepsDone) / steps);
    }

    handleRetry() {
        this.load();
    }

    handleChanged(event) {
        this.state = event.detail.state;
    }

    load() {
        return this.work(async () => {
            this.state = await getState();
        });
    }

    handleDownload() {
        this.working(async () => {
            const ready = this.state.download?.status === 'Ready' ? await this.fromParts() : await exportData();
            if (ready) {
                saveFile(FILE_NAME, 'application/json', ready);
                this.isDownloaded = true;
            } else {
                this.state = { ...this.state, download: await startExport() };
            }
        });
    }

    handleCheck() {
        this.working(async () => {
            this.state = { ...this.state, download: await getExport() };
        });
    }

    /** One call a part: an answer of the platform holds only so much. */
    async fromParts() {
        const parts = await Promise.all(Array.from({ length: this.state.download.parts }, (_, index) => getExportPart({ part: index + 1 })));
        return documentOf(parts);
    }

    /** @param {() => Promise<void>} work */
    async working(work) {
        this.isExporting = true;
        this.isDownloaded = false;
        this.exportError = undefined;
        try {
            await work();
        } catch (error) {
            this.exportError = error;
        } finally {
            this.isExporting = false;
            // the button was disabled, or another took its place: unless somebody went elsewhere, it has the focus again
            if (document.activeElement === document.body) this.nextFocus = ['[data-id="check"]', '[data-id="download"]'];
        }
    }
}
