import { api, LightningElement } from 'lwc';
import { dataPath, request } from 'local/http';
import { messageOf } from 'local/fields';

/** A report: its totals, its chart, its groups and, when asked for, their rows. */
export default class Report extends LightningElement {
    _recordId;
    result;
    error;
    /** Whether rows are asked for; undefined: as the report has it. */
    wantsDetails;

    @api
    get recordId() {
        return this._recordId;
    }
    set recordId(id) {
        this._recordId = id;
        this.wantsDetails = undefined;
        this.run();
    }

    /** Of runs that overtake each other the latest counts. */
    async run() {
        const turn = Symbol('run');
        this.turn = turn;
        try {
            const base = `${dataPath}/analytics/reports/${this._recordId}`;
            const details = this.wantsDetails ?? showsDetails(await request('GET', `${base}/describe`));
            const result = await request('GET', `${base}?includeDetails=${details}`);
            if (turn !== this.turn) return;
            this.result = result;
            this.error = undefined;
            this.dispatchEvent(new CustomEvent('recordtitle', { bubbles: true, composed: true, detail: { title: this.name, icon: 'standard:report' } }));
        } catch (failure) {
            if (turn === this.turn) this.error = messageOf(failure);
        }
    }

    handleDetails(event) {
        this.wantsDetails = event.target.checked;
        this.run();
    }

    handleRefresh() {
        this.run();
    }

    get details() {
        return this.result.hasDetailRows;
    }

    get name() {
        return this.result.reportMetadata.name;
    }

    get description() {
        return this.result.reportMetadata.description;
    }

    get hasChart() {
        return Boolean(this.result.reportMetadata.chart);
    }

    get isSummary() {
        return this.result.reportMetadata.reportFormat === 'SUMMARY';
    }

    get isEmpty() {
        return this.result.factMap['T!T'].aggregates[0].value === 0;
    }

    get isCut() {
        return this.details && !this.result.allData;
    }

    /** Figures over everything; a report without a grand total still counts its records. */
    get totals() {
        const { aggregates, showGrandTotal } = this.result.reportMetadata;
        const shown = showGrandTotal ? aggregates : aggregates.slice(0, 1);
        return shown.map((name, index) => ({ name, label: this.aggregateLabel(name), text: this.result.factMap['T!T'].aggregates[index].label }));
    }

    aggregateLabel(name) {
        return this.result.reportExtendedMetadata.aggregateColumnInfo[name].label;
    }

    get headings() {
        const { groupingsDown, detailColumns, aggregates } = this.result.reportMetadata;
        const { groupingColumnInfo, detailColumnInfo } = this.result.reportExtendedMetadata;
        return [
            ...groupingsDown.map(({ name }) => ({ key: `group ${name}`, label: groupingColumnInfo[name].label })),
            ...(this.details ? detailColumns.map((name) => ({ key: name, label: detailColumnInfo[name].label })) : []),
            ...(this.isSummary ? aggregates.map((name) => ({ key: `figure ${name}`, label: this.aggregateLabel(name) })) : []),
        ];
    }

    /** A line for each group of the last level with its rows, one for each subtotal, one for all. */
    get lines() {
        const { groupingsDown, reportMetadata } = this.result;
        const lines = [];
        const walk = (groups, above) => {
            for (const [position, group] of groups.entries()) {
                const heads = [...above.map((label) => (position === 0 ? label : '')), group.label];
                if (group.groupings.length > 0) {
                    walk(group.groupings, heads);
                    if (reportMetadata.showSubtotals) lines.push(this.figuresLine(group.key, [...above.map(() => ''), `Subtotal ${group.label}`], 'slds-text-title_bold'));
                } else {
                    lines.push(this.figuresLine(group.key, heads), ...this.detailLines(group.key));
                }
            }
        };
        walk(groupingsDown.groupings, []);
        if (!this.isSummary) return this.detailLines('T');
        if (reportMetadata.showGrandTotal && !this.isEmpty) lines.push(this.figuresLine('T', ['Total'], 'slds-text-title_bold'));
        return lines;
    }

    figuresLine(key, heads, className = '') {
        const groups = this.result.reportMetadata.groupingsDown.length;
        const blank = this.details ? this.result.reportMetadata.detailColumns.length : 0;
        const cells = [...heads, ...Array(groups - heads.length + blank).fill(''), ...this.result.factMap[`${key}!T`].aggregates.map(({ label }) => label)];
        return { key: `figures ${key}`, className, cells: cells.map((text, index) => ({ key: index, text })) };
    }

    detailLines(key) {
        if (!this.details) return [];
        const { groupingsDown, aggregates } = this.result.reportMetadata;
        return (this.result.factMap[`${key}!T`].rows ?? []).map(({ dataCells }, row) => {
            const cells = [...groupingsDown.map(() => ({})), ...dataCells.map(({ label, value }) => ({ text: label, href: isLink(label, value) ? `/lightning/r/${value}/view` : undefined })), ...(this.isSummary ? aggregates.map(() => ({})) : [])];
            return { key: `row ${key} ${row}`, className: '', cells: cells.map((cell, index) => ({ key: index, ...cell })) };
        });
    }
}

/** Lookups and a record's own name have the name as label and the Id as value. */
const isLink = (label, value) => value !== label && /^[a-zA-Z0-9]{18}$/.test(value);

/** A list is nothing but its rows. */
const showsDetails = ({ reportMetadata }) => reportMetadata.hasDetailRows || reportMetadata.reportFormat === 'TABULAR';
