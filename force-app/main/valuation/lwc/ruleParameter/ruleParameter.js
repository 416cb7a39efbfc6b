import { LightningElement, api } from 'lwc';
import { leafAt, withLeaf } from './cells';
import rangeText from '@salesforce/label/c.Loop_Ui_Pack_Range';
import source from '@salesforce/label/c.Loop_Ui_Pack_Source';
import code from '@salesforce/label/c.Loop_Ui_Pack_Code';
import add from '@salesforce/label/c.Loop_Ui_Pack_Add';
import remove from '@salesforce/label/c.Loop_Ui_Pack_Remove';
import valueHead from '@salesforce/label/c.Loop_Ui_Pack_Value';

const NO_WORDS = { parameters: {}, units: {}, shapes: {}, keys: {} };

/**
 * One parameter of a rule pack: a number, a table, a curve or steps. Tells `givenchange` with `{source, value}`; values are not
 * checked here, the compiler's checks are the server's.
 */
export default class RuleParameter extends LightningElement {
    labels = { source, add, remove };

    /** Values of the lists of the pack, by name. */
    @api lists = {};
    @api readOnly = false;
    /** What codes are called: static resource RulesWords. */
    @api words = NO_WORDS;

    chosen = [];
    shown;
    givenValue;

    /** Parameter of the static resource RulesProgram. */
    @api
    get parameter() {
        return this.shown;
    }
    set parameter(parameter) {
        if (parameter?.name !== this.shown?.name) this.chosen = [];
        this.shown = parameter;
    }

    /** `{source, value}` as the pack has it. */
    @api
    get given() {
        return this.givenValue;
    }
    set given(given) {
        this.givenValue = given;
    }

    get isLine() {
        return this.parameter.kind === 'curve' || this.parameter.kind === 'bands';
    }

    get isSteps() {
        return this.parameter.kind === 'bands';
    }

    get canAdd() {
        return this.isLine && !this.readOnly;
    }

    get range() {
        const { min, max, unit, shape } = this.parameter;
        return [min, max, this.unitText(unit), this.words.shapes[shape] ?? shape].reduce((text, part, index) => text.replace(`{${index}}`, String(part)), rangeText);
    }

    get label() {
        return this.words.parameters[this.parameter.name]?.label ?? this.parameter.name;
    }

    get description() {
        return this.words.parameters[this.parameter.name]?.description;
    }

    get codeText() {
        return code.replace('{0}', this.parameter.name);
    }

    get unit() {
        return this.unitText(this.parameter.unit);
    }

    get firstHead() {
        return this.isLine ? this.unitText(this.parameter.xUnit) : valueHead;
    }

    /** A table shows its last key as rows; what stands before it is chosen. */
    get keysToChoose() {
        const { keys } = this.parameter;
        return this.isLine ? keys : keys.slice(0, -1);
    }

    get keyFields() {
        return this.keysToChoose.map((key, index) => ({
            index,
            label: key.list ? this.keyText(key.list) : `${this.valuesOf(key).slice(0, 2).map((value) => this.keyText(value)).join(', ')} …`,
            value: this.path[index],
            options: this.valuesOf(key).map((value) => ({ label: this.keyText(value), value }))
        }));
    }

    get path() {
        return this.keysToChoose.map((key, index) => this.chosen[index] ?? this.valuesOf(key)[0]);
    }

    get points() {
        return this.isLine ? (leafAt(this.given.value, this.path) ?? []) : [];
    }

    get rows() {
        if (this.isLine) {
            return this.points.map(([x, y], index) => ({
                key: String(index),
                x,
                y,
                xLabel: `${this.unitText(this.parameter.xUnit)} ${index + 1}`,
                yLabel: `${this.unit} ${index + 1}`,
                removeLabel: `${remove} ${x}`
            }));
        }
        const last = this.parameter.keys.at(-1);
        if (!last) return [{ key: '', label: this.label, y: this.given.value, yLabel: this.label }];
        return this.valuesOf(last).map((value) => ({ key: value, label: this.keyText(value), y: leafAt(this.given.value, [...this.path, value]), yLabel: this.keyText(value) }));
    }

    handleKey(event) {
        const chosen = [...this.path];
        chosen[Number(event.target.dataset.index)] = event.detail.value;
        this.chosen = chosen;
    }

    handleNumber(event) {
        const { row, part } = event.target.dataset;
        const number = event.target.value === '' ? null : Number(event.target.value);
        if (!this.isLine) {
            const path = this.parameter.keys.length === 0 ? [] : [...this.path, row];
            this.tell(withLeaf(this.given.value, path, number));
            return;
        }
        const points = this.points.map((point, index) => (String(index) !== row ? point : part === 'x' ? [number, point[1]] : [point[0], number]));
        this.tell(withLeaf(this.given.value, this.path, points));
    }

    handleRemove(event) {
        const { row } = event.currentTarget.dataset;
        this.tell(withLeaf(this.given.value, this.path, this.points.filter((_, index) => String(index) !== row)));
    }

    /** A further point after the last one, with its value. */
    handleAdd() {
        const [x, y] = this.points.at(-1) ?? [this.parameter.xMin - 1, this.parameter.min];
        this.tell(withLeaf(this.given.value, this.path, [...this.points, [Math.min(x + 1, this.parameter.xMax), y]]));
    }

    handleSource(event) {
        this.dispatchEvent(new CustomEvent('givenchange', { detail: { ...this.given, source: event.target.value } }));
    }

    valuesOf(key) {
        return key.values ?? this.lists[key.list] ?? [];
    }

    /** Entries of a pack's own lists are words already. */
    keyText(value) {
        return this.words.keys[value] ?? value;
    }

    unitText(unit) {
        return this.words.units[unit] ?? unit;
    }

    tell(value) {
        this.dispatchEvent(new CustomEvent('givenchange', { detail: { ...this.given, value } }));
    }
}
