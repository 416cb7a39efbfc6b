/** Masks and what speaks against each (ISO/IEC 18004, 7.8). */

const MASKS = [
    (x, y) => (x + y) % 2,
    (x, y) => y % 2,
    (x) => x % 3,
    (x, y) => (x + y) % 3,
    (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
    (x, y) => ((x * y) % 2) + ((x * y) % 3),
    (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
    (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2
];
/** Looks like a finder pattern with light beside it. */
const FINDER_LIKE = ['10111010000', '00001011101'];

export const isMasked = (mask, x, y) => MASKS[mask](x, y) === 0;

const textOf = (line) => line.map((dark) => (dark ? '1' : '0')).join('');

export function penaltyOf(modules) {
    const rows = modules.map(textOf);
    const columns = modules.map((_, x) => textOf(modules.map((row) => row[x])));
    return [...rows, ...columns].reduce((sum, line) => sum + runs(line) + finders(line), 0) + boxes(modules) + balance(rows);
}

function runs(line) {
    return (line.match(/0{5,}|1{5,}/g) ?? []).reduce((sum, run) => sum + run.length - 2, 0);
}

function finders(line) {
    let found = 0;
    for (const pattern of FINDER_LIKE) {
        for (let at = line.indexOf(pattern); at >= 0; at = line.indexOf(pattern, at + 1)) found++;
    }
    return found * 40;
}

function boxes(modules) {
    let found = 0;
    for (let y = 1; y < modules.length; y++) {
        for (let x = 1; x < modules.length; x++) {
            const dark = modules[y][x];
            if (dark === modules[y][x - 1] && dark === modules[y - 1][x] && dark === modules[y - 1][x - 1]) found++;
        }
    }
    return found * 3;
}

/** Ten for each full five percent that dark modules are away from half. */
function balance(rows) {
    const all = rows.join('');
    const dark = all.replaceAll('0', '').length;
    return Math.floor(Math.abs((dark * 20) / all.length - 10)) * 10;
}
