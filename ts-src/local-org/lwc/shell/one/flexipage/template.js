const FULL_WIDTH = /^(header|subheader|top(row)?|pinnedheader)$/i;
const NARROW = /^(left|right)?sidebar\d?$|^(left|right)$/i;

/**
 * Where a template puts its regions: rows of columns with their share of 12.
 * Region names carry the layout in every standard template, so one rule serves them all.
 * @returns {{key: string, columns: {key: string, region: object, class: string, width: string}[]}[]}
 */
export function columnsOf(model) {
    const regions = model.regions.filter(({ kind }) => kind === 'region');
    const full = regions.filter(({ name }) => FULL_WIDTH.test(name) && !isHome(model));
    const rest = regions.filter((region) => !full.includes(region));
    const rows = full.map((region) => row(region.name, [[region, 12]]));
    if (isHome(model)) return homeRows(model, regions);
    if (rest.length === 0) return rows;
    const sidebars = rest.filter(({ name }) => NARROW.test(name));
    const mains = rest.filter((region) => !sidebars.includes(region));
    const sized = rest.map((region) => [region, share(region, sidebars, mains)]);
    if (/LeftSidebar/i.test(model.template)) sized.sort((a, b) => Number(sidebars.includes(b[0])) - Number(sidebars.includes(a[0])));
    return [...rows, row('columns', sized)];
}

function share(region, sidebars, mains) {
    if (sidebars.length === 0 || mains.length === 0) return Math.floor(12 / Math.max(1, sidebars.length + mains.length));
    if (sidebars.includes(region)) return sidebars.length > 1 ? 3 : 4;
    return Math.floor((12 - (sidebars.length > 1 ? 3 * sidebars.length : 4)) / mains.length);
}

const isHome = (model) => /^home:/.test(model.template);

/** The standard home template: two thirds with a full row above two halves, one third at the side. */
function homeRows(model, regions) {
    const named = (name) => regions.find((region) => region.name.toLowerCase() === name);
    const filled = (region) => region !== undefined && region.items.length > 0;
    const side = named('sidebar');
    const halves = ['bottomleft', 'bottomright'].map(named).filter(filled);
    const stack = [named('top'), ...regions.filter((region) => !/^(top|bottomleft|bottomright|sidebar)$/i.test(region.name))].filter(filled).map((region) => row(region.name, [[region, 12]]));
    if (halves.length > 0) stack.push(row('bottom', halves.map((region) => [region, 12 / halves.length])));
    if (!filled(side)) return stack;
    if (stack.length === 0) return [row('side', [[side, 12]])];
    return [{ key: 'home', columns: [{ ...column(['main', 8]), key: 'main', rows: stack }, column([side, 4])] }];
}

const row = (key, sized) => ({ key, columns: sized.filter(([region], _index, all) => region.items.length > 0 || all.length === 1).map(column) });

function column([region, size], _index, all) {
    // Columns that are left alone in their row take it whole.
    const columns = all && all.length === 1 ? 12 : size;
    return { key: region.name ?? region, region, class: `slds-col slds-size_1-of-1 slds-large-size_${columns}-of-12 column`, width: columns >= 9 ? 'LARGE' : columns >= 5 ? 'MEDIUM' : 'SMALL' };
}
