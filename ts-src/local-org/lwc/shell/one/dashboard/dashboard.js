import { api, LightningElement } from 'lwc';
import { boot } from 'local/boot';
import { dataPath, request } from 'local/http';
import { messageOf } from 'local/fields';

/** A dashboard: each component is the chart of its report and leads there. */
export default class Dashboard extends LightningElement {
    _recordId;
    result;
    error;

    @api
    get recordId() {
        return this._recordId;
    }
    set recordId(id) {
        this._recordId = id;
        this.run();
    }

    async run() {
        const asked = this._recordId;
        try {
            const result = await request('GET', `${dataPath}/analytics/dashboards/${asked}`);
            if (asked !== this._recordId) return;
            this.result = result;
            this.error = undefined;
            this.dispatchEvent(new CustomEvent('recordtitle', { bubbles: true, composed: true, detail: { title: this.name, icon: 'standard:dashboard' } }));
        } catch (failure) {
            if (asked === this._recordId) this.error = messageOf(failure);
        }
    }

    get name() {
        return this.result.dashboardMetadata.name;
    }

    get description() {
        return this.result.dashboardMetadata.description;
    }

    get asOf() {
        const date = this.result.componentData[0]?.status.refreshDate;
        return `${date ? `As of ${new Date(date).toLocaleString(boot.user.locale.replace('_', '-'), { timeZone: boot.user.timeZone, dateStyle: 'medium', timeStyle: 'short' })} · ` : ''}Viewing as ${this.result.dashboardMetadata.runningUser.displayName}`;
    }

    get cards() {
        const { components } = this.result.dashboardMetadata;
        return this.result.componentData.map(({ componentId, reportResult, status }, index) => {
            const { title, header, footer, reportId } = components[index];
            const name = reportResult?.reportMetadata.name;
            return { id: componentId, title: title ?? header ?? name, footer, result: reportResult, error: status.errorMessage, href: reportResult ? `/lightning/r/Report/${reportId}/view` : undefined, link: `View Report (${name})` };
        });
    }
}
