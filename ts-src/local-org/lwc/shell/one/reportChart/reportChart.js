import { api, LightningElement } from 'lwc';

/** The first groups of a report as bars, each with its label and figure as text. Every type of chart is drawn so. */
export default class ReportChart extends LightningElement {
    /** Answer of the Analytics API. */
    @api result;

    /** What the bars show; none where the user may not see it. */
    get summary() {
        const wanted = this.result.reportMetadata.chart?.[0]?.summaries[0];
        return this.result.reportMetadata.aggregates.find((name) => name === wanted);
    }

    get grouping() {
        return this.result.reportMetadata.groupingsDown[0];
    }

    get isHidden() {
        return this.summary === undefined || this.grouping === undefined;
    }

    get label() {
        const { groupingColumnInfo, aggregateColumnInfo } = this.result.reportExtendedMetadata;
        return `${aggregateColumnInfo[this.summary].label} by ${groupingColumnInfo[this.grouping.name].label}`;
    }

    get bars() {
        const { factMap, groupingsDown, reportMetadata } = this.result;
        const index = reportMetadata.aggregates.indexOf(this.summary);
        const figures = groupingsDown.groupings.map(({ key, label }) => ({ key, label, ...pick(factMap[`${key}!T`].aggregates[index]) }));
        const longest = Math.max(...figures.map(({ size }) => size), 0) || 1;
        return figures.map((figure) => ({ ...figure, style: `width: ${(100 * figure.size) / longest}%`, bar: figure.negative ? 'bar negative' : 'bar' }));
    }

    get drawn() {
        return !this.isHidden && this.result.groupingsDown.groupings.length > 0;
    }
}

function pick({ label, value }) {
    return { text: label, size: Math.abs(value ?? 0), negative: value < 0 };
}
