import { dataPath, request } from 'local/http';
import { messageOf } from 'local/fields';

/**
 * A record with the layout that arranges its fields. Wires and public properties stay with the component.
 * @param {Function} Base
 * @param {'Full' | 'Compact'} layoutType
 */
export const LayoutRecord = (Base, layoutType) =>
    class extends Base {
        _objectApiName;
        layout;
        objectInfo;
        record;
        error;

        async showLayoutOf(name) {
            this._objectApiName = name;
            try {
                const layout = await request('GET', `${dataPath}/ui-api/layout/${name}?layoutType=${layoutType}`);
                if (name === this._objectApiName) this.layout = layout;
            } catch (error) {
                this.error = messageOf(error);
            }
        }

        /** What the layout asks of the record. */
        get fields() {
            return this.layout?.fields.map((field) => `${this._objectApiName}.${field}`);
        }
    };
