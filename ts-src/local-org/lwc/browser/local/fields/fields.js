/**
 * What is needed to draw one field of a record.
 * @typedef {{name: string, label: string, dataType: string, value: any, text: string, href?: string, rich: boolean, long: boolean, empty: boolean, help?: string}} FieldView
 */

/** @param {object} record UI API record @param {object} objectInfo @param {string} name API name, or a path over relationships @returns {FieldView|undefined} */
export function fieldView(record, objectInfo, name) {
    const info = objectInfo?.fields?.[name];
    const cell = cellOf(record, name);
    if (!info) return cell && plainView(name, cell);
    const value = cell?.value ?? null;
    const view = {
        name,
        label: labelOf(info),
        dataType: info.dataType,
        value,
        text: cell?.displayValue ?? (value === null ? '' : String(value)),
        rich: info.htmlFormatted === true,
        long: info.dataType === 'TextArea',
        empty: value === null || value === '',
        help: info.inlineHelpText,
    };
    if (!info.reference || name === 'Id') return view;
    const related = record?.fields?.[info.relationshipName];
    return { ...view, text: related?.displayValue ?? view.text, href: value && related?.value ? `/lightning/r/${related.value.apiName}/${value}/view` : undefined };
}

function cellOf(record, path) {
    return path.split('.').reduce((cell, part, index) => (index === 0 ? record?.fields?.[part] : cell?.value?.fields?.[part]), undefined);
}

function plainView(name, { value, displayValue }) {
    return { name, label: name, dataType: typeof value === 'boolean' ? 'Boolean' : 'String', value, text: displayValue ?? String(value ?? ''), rich: false, long: false, empty: value === null };
}

/** References are shown by what they point to, not as an id. */
export function labelOf(info) {
    return info.reference ? info.label.replace(/ ID$/, '') : info.label;
}

/** Name of a record as people call it. */
export function recordName(record, objectInfo) {
    const names = objectInfo?.nameFields ?? ['Name'];
    const field = names.find((name) => objectInfo?.fields?.[name]?.nameField) ?? names.at(-1);
    return record?.fields?.[field]?.value ?? '';
}

/** `error.body` of any platform call in one sentence. */
export function messageOf(error) {
    const output = error?.body?.output;
    const first = output?.errors?.[0]?.message ?? Object.values(output?.fieldErrors ?? {})[0]?.[0]?.message;
    return first ?? error?.body?.message ?? error?.message ?? 'Unknown error';
}
