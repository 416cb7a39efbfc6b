import { LightningElement } from 'lwc';
import { qrPath } from 'c/qrCode';
import { Working } from 'c/working';
import getLabels from '@salesforce/apex/LabelSheetController.getLabels';
import title from '@salesforce/label/c.Loop_Ui_Labels_Title';
import sku from '@salesforce/label/c.Loop_Ui_Labels_Sku';
import serials from '@salesforce/label/c.Loop_Ui_Labels_Serials';
import find from '@salesforce/label/c.Loop_Ui_Labels_Find';
import print from '@salesforce/label/c.Loop_Ui_Labels_Print';
import empty from '@salesforce/label/c.Loop_Ui_Labels_Empty';
import none from '@salesforce/label/c.Loop_Ui_Labels_None';
import count from '@salesforce/label/c.Loop_Ui_Labels_Count';
import missing from '@salesforce/label/c.Loop_Ui_Labels_Missing';
import download from '@salesforce/label/c.Loop_Ui_Labels_Download';
import loading from '@salesforce/label/c.Loop_Ui_Loading';

/** Labels beside and below each other, in units of the codes' modules. */
const COLUMNS = 4;
const CELL = 60;
const TEXT = 8;
const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Labels of a model or of serial numbers: a sheet to print, and one SVG for whoever prints labels elsewhere. */
export default class LabelSheet extends Working(LightningElement) {
    labels = { title, sku, serials, find, print, download, loading };

    sku = '';
    serials = '';
    items;

    get hasItems() {
        return this.items?.length > 0;
    }

    get svgUrl() {
        return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgOf(this.items))}`;
    }

    handleSku({ target }) {
        this.sku = target.value;
    }

    handleSerials({ target }) {
        this.serials = target.value;
    }

    handlePrint() {
        window.print();
    }

    /** Says which of the typed serial numbers got no label; where a model narrows them down too. */
    missingOf(found) {
        const known = new Set(found.map(({ serial }) => serial.toLowerCase()));
        const unknown = this.serials.split('\n').map((line) => line.trim()).filter((line) => line && !known.has(line.toLowerCase()));
        return unknown.length === 0 ? '' : missing.replace('{0}', unknown.join(', '));
    }

    handleFind() {
        this.items = undefined;
        return this.work(async () => {
            if (!this.sku.trim() && !this.serials.trim()) {
                this.answer = empty;
                return;
            }
            const found = await getLabels({ sku: this.sku, serials: this.serials });
            this.items = found.map((item) => ({ ...item, ...qrPath(item.link) }));
            const told = found.length === 0 ? none : count.replace('{0}', String(found.length));
            this.answer = [told, found.length > 0 && this.missingOf(found)].filter(Boolean).join(' ');
        });
    }
}

/** @param {{path: string, size: number, serial: string}[]} items */
function svgOf(items) {
    const height = Math.ceil(items.length / COLUMNS) * (CELL + TEXT);
    const cells = items.map(({ path, size, serial }, index) => {
        const x = (index % COLUMNS) * CELL;
        const y = Math.floor(index / COLUMNS) * (CELL + TEXT);
        const text = serial.replace(/[&<>"]/g, (letter) => ESCAPES[letter]);
        return `<g transform="translate(${x} ${y})"><path transform="scale(${CELL / size})" d="${path}"/><text x="${CELL / 2}" y="${CELL + 4}" font-size="4" font-family="sans-serif" text-anchor="middle">${text}</text></g>`;
    });
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${COLUMNS * CELL} ${height}">${cells.join('')}</svg>`;
}
