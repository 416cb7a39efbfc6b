import { LightningElement } from 'lwc';
import { csvOf, dayText, momentText, monthText } from 'c/insightText';
import { saveFile } from 'c/files';
import { countText } from 'c/plural';
import { Working } from 'c/working';
import getBoard from '@salesforce/apex/InsightBoardController.getBoard';
import countAnew from '@salesforce/apex/InsightBoardController.countAnew';
import title from '@salesforce/label/c.Loop_Ui_Board_Title';
import brand from '@salesforce/label/c.Loop_Ui_Board_Brand';
import sector from '@salesforce/label/c.Loop_Ui_Board_Sector';
import country from '@salesforce/label/c.Loop_Ui_Board_Country';
import from from '@salesforce/label/c.Loop_Ui_Board_From';
import to from '@salesforce/label/c.Loop_Ui_Board_To';
import all from '@salesforce/label/c.Loop_Ui_Board_All';
import counted from '@salesforce/label/c.Loop_Ui_Board_Counted';
import itemOne from '@salesforce/label/c.Loop_Ui_Board_Items_One';
import itemOther from '@salesforce/label/c.Loop_Ui_Board_Items_Other';
import countAnewLabel from '@salesforce/label/c.Loop_Ui_Board_Count_Anew';
import counting from '@salesforce/label/c.Loop_Ui_Board_Counting';
import countingAlready from '@salesforce/label/c.Loop_Ui_Board_Counting_Already';
import refresh from '@salesforce/label/c.Loop_Ui_Board_Refresh';
import exportLabel from '@salesforce/label/c.Loop_Ui_Board_Export';
import exported from '@salesforce/label/c.Loop_Ui_Board_Exported';
import empty from '@salesforce/label/c.Loop_Ui_Board_Empty';
import estimate from '@salesforce/label/c.Loop_Ui_Board_Estimate';
import packSince from '@salesforce/label/c.Loop_Ui_Board_Pack_Since';
import packGone from '@salesforce/label/c.Loop_Ui_Board_Pack_Gone';
import packHash from '@salesforce/label/c.Loop_Ui_Board_Pack_Hash';
import impactSources from '@salesforce/label/c.Loop_Ui_Board_Impact_Sources';
import loading from '@salesforce/label/c.Loop_Ui_Loading';

const FILE_NAME = 'board.csv';
const EVERYTHING = { brand: '', sector: '', country: '', fromMonth: '', toMonth: '' };

/** What the circular programmes earn and save, for leadership: every figure with how it is made and what stands behind it. */
export default class InsightBoard extends Working(LightningElement) {
    labels = { title, refresh, countAnew: countAnewLabel, export: exportLabel, empty, impactSources, loading };

    board;
    filter = EVERYTHING;
    /** The value whose records are open; null for none. */
    opened = null;
    /** Readings so far: records that were opened are read anew after the next. */
    #asked = 0;

    connectedCallback() {
        return this.load();
    }

    get isCounted() {
        return Boolean(this.board?.countedAt);
    }

    get isEmpty() {
        return this.board !== undefined && !this.board.countedAt;
    }

    get countedText() {
        const { countedAt, items } = this.board;
        return counted.replace('{0}', momentText(countedAt)).replace('{1}', countText(items, { one: itemOne, other: itemOther }));
    }

    get estimateText() {
        const { rulePackName, rulePackSince } = this.board;
        const named = rulePackName ?? packGone;
        return estimate.replace('{0}', rulePackSince ? packSince.replace('{0}', named).replace('{1}', dayText(rulePackSince)) : named);
    }

    get packHashText() {
        return packHash.replace('{0}', this.board.rulePack);
    }

    get filters() {
        const { brands, sectors, countries, months } = this.board;
        const monthChoices = months.map((month) => ({ value: month, label: monthText(month) }));
        return [
            ['brand', brand, brands],
            ['sector', sector, sectors],
            ['country', country, countries],
            ['fromMonth', from, monthChoices],
            ['toMonth', to, monthChoices]
        ].map(([name, label, choices]) => ({ name, label, value: this.filter[name], options: [{ value: '', label: all }, ...choices] }));
    }

    /** Figures by programme, in the order in which the first of each comes. */
    get programmes() {
        const names = [...new Set(this.board.figures.map(({ programme }) => programme))];
        return names.map((name) => {
            const figures = this.board.figures.filter(({ programme }) => programme === name);
            const funnel = figures.filter(({ inFunnel }) => inFunnel);
            return {
                name,
                funnel: funnel.length === 0 ? null : funnel,
                figures: figures.filter(({ inFunnel }) => !inFunnel),
                isImpact: figures.some(({ unit }) => unit === 'Impact'),
                opened: figures.some((figure) => figure.name === this.opened?.figure) ? [this.opened] : []
            };
        });
    }

    handleFilter(event) {
        this.filter = { ...this.filter, [event.target.dataset.filter]: event.detail.value };
        this.opened = null;
        return this.load();
    }

    handleRefresh() {
        return this.load();
    }

    handleRecords(event) {
        const { figure, currencyCode } = event.detail;
        const { label } = this.board.figures.find(({ name }) => name === figure);
        this.opened = { key: `${figure} ${currencyCode} ${this.#asked}`, figure, label, currencyCode };
    }

    handleClose() {
        this.opened = null;
    }

    handleExport() {
        saveFile(FILE_NAME, 'text/csv', csvOf(this.board, this.filter));
        this.answer = exported;
    }

    handleCountAnew() {
        return this.work(async () => {
            this.answer = (await countAnew()) ? counting : countingAlready;
        });
    }

    load() {
        this.#asked++;
        return this.read(
            () => getBoard({ filter: { ...this.filter } }),
            (board) => {
                this.board = board;
            }
        );
    }
}
