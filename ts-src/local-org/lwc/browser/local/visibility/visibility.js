/**
 * Component visibility of flexipages.
 * @typedef {{filter?: string, criteria: {left: string, operator: string, right: string}[]}} Rule
 * @typedef {{record?: object, formFactor: string, user: object, customPermissions: string[], userPermissions: string[]}} Situation
 */

const RECORD_FIELD = /^\{!\s*Record\.([\w.]+)\s*\}$/;

/** Fields of the record that any rule of the page asks about. @returns {string[]} */
export function fieldsOfRules(model) {
    const rules = model.regions.flatMap(({ items }) => items.map(({ rule }) => rule)).filter(Boolean);
    return [...new Set(rules.flatMap(({ criteria }) => criteria.flatMap(({ left }) => RECORD_FIELD.exec(left)?.[1] ?? [])))];
}

/** The page without hidden items. */
export function visibleModel(model, visible) {
    return { ...model, regions: model.regions.map((region) => ({ ...region, items: region.items.filter(({ rule }) => !rule || visible(rule)) })) };
}

/** @param {Rule} rule @param {Situation} situation */
export function isVisible(rule, situation) {
    const results = rule.criteria.map((criterion) => compare(valueOf(criterion.left, situation), criterion.operator, criterion.right));
    return rule.filter ? evaluate(rule.filter, results) : results.every(Boolean);
}

function valueOf(expression, { record, formFactor, user, customPermissions, userPermissions }) {
    const field = RECORD_FIELD.exec(expression)?.[1];
    if (field) return fieldValue(record, field);
    const name = expression.replace(/^\{!\s*|\s*\}$/g, '');
    if (/^\$Client\.FormFactor$/i.test(name)) return formFactor;
    if (/^\$Permission\.CustomPermission\./i.test(name)) return has(customPermissions, name.split('.')[2]);
    if (/^\$Permission\.(StandardPermission\.)?/i.test(name)) return has(userPermissions, name.split('.').at(-1));
    const userField = /^\$User\.(\w+)$/i.exec(name)?.[1];
    return userField ? user[userField[0].toLowerCase() + userField.slice(1)] : undefined;
}

const has = (names, wanted) => names.some((name) => name.toLowerCase() === wanted.toLowerCase());

function fieldValue(record, path) {
    const [first, ...rest] = path.split('.');
    const cell = record?.fields?.[first];
    return rest.length === 0 ? cell?.value : fieldValue(cell?.value, rest.join('.'));
}

function compare(value, operator, right) {
    const [left, wanted] = typeof value === 'number' ? [value, Number(right)] : [String(value ?? '').toLowerCase(), String(right ?? '').toLowerCase()];
    switch (operator.toUpperCase()) {
        case 'EQUAL':
        case 'EQ':
            return left === wanted;
        case 'NE':
        case 'NOTEQUAL':
            return left !== wanted;
        case 'CONTAINS':
            return String(left).includes(String(wanted));
        case 'GT':
            return left > wanted;
        case 'GE':
            return left >= wanted;
        case 'LT':
            return left < wanted;
        case 'LE':
            return left <= wanted;
        default:
            return false;
    }
}

/** `1 AND (2 OR NOT 3)` over the results of the numbered criteria. */
function evaluate(filter, results) {
    const tokens = filter.toUpperCase().match(/\d+|AND|OR|NOT|[()]/g) ?? [];
    let at = 0;
    const or = () => {
        let value = and();
        while (tokens[at] === 'OR') {
            at++;
            const right = and();
            value = value || right;
        }
        return value;
    };
    const and = () => {
        let value = not();
        while (tokens[at] === 'AND') {
            at++;
            const right = not();
            value = value && right;
        }
        return value;
    };
    const not = () => {
        if (tokens[at] !== 'NOT') return primary();
        at++;
        return !not();
    };
    const primary = () => {
        const token = tokens[at++];
        if (token !== '(') return results[Number(token) - 1] ?? false;
        const value = or();
        at++;
        return value;
    };
    return or();
}
