/** Where modules stand (ISO/IEC 18004, 6.3 and 7.7 to 7.10). */

const FORMAT_GENERATOR = 0x537;
const FORMAT_MASK = 0x5412;
const VERSION_GENERATOR = 0x1f25;
/** Bits of error correction level M. */
const LEVEL_M = 0;
const TIMING = 6;

export const sizeOf = (version) => 17 + 4 * version;

/** The patterns that every code of the version has; format bits are light yet. */
export function drawFixed(version) {
    const size = sizeOf(version);
    const modules = Array.from({ length: size }, () => new Array(size).fill(false));
    const isFixed = Array.from({ length: size }, () => new Array(size).fill(false));
    const set = (x, y, dark) => {
        if (x < 0 || y < 0 || x >= size || y >= size) return;
        modules[y][x] = dark;
        isFixed[y][x] = true;
    };
    for (let place = 0; place < size; place++) {
        set(TIMING, place, place % 2 === 0);
        set(place, TIMING, place % 2 === 0);
    }
    for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) square(set, x, y, 4, (ring) => ring !== 2 && ring !== 4);
    for (const [x, y] of alignmentsOf(version)) square(set, x, y, 2, (ring) => ring !== 1);
    for (const [x, y] of formatPlaces(size).flat()) set(x, y, false);
    set(8, size - 8, true);
    if (version >= 7) drawVersion(version, size, set);
    return { modules, isFixed };
}

/** Concentric rings around a centre. */
function square(set, centreX, centreY, radius, isDark) {
    for (let y = -radius; y <= radius; y++) {
        for (let x = -radius; x <= radius; x++) set(centreX + x, centreY + y, isDark(Math.max(Math.abs(x), Math.abs(y))));
    }
}

function alignmentsOf(version) {
    if (version === 1) return [];
    const count = Math.floor(version / 7) + 2;
    const step = version === 32 ? 26 : Math.ceil((4 * version + 4) / (2 * count - 2)) * 2;
    const places = Array.from({ length: count }, (_, index) => (index === 0 ? TIMING : sizeOf(version) - 7 - (count - 1 - index) * step));
    const last = count - 1;
    const isFinder = (column, row) => (column === 0 && (row === 0 || row === last)) || (column === last && row === 0);
    return places.flatMap((x, column) => places.flatMap((y, row) => (isFinder(column, row) ? [] : [[x, y]])));
}

/** Version with its check bits, twice. */
function drawVersion(version, size, set) {
    const bits = (version << 12) | checkBits(version, VERSION_GENERATOR, 12);
    for (let bit = 0; bit < 18; bit++) {
        const dark = ((bits >>> bit) & 1) === 1;
        const near = Math.floor(bit / 3);
        const far = size - 11 + (bit % 3);
        set(far, near, dark);
        set(near, far, dark);
    }
}

function checkBits(value, polynomial, length) {
    let rest = value;
    for (let step = 0; step < length; step++) rest = (rest << 1) ^ ((rest >>> (length - 1)) * polynomial);
    return rest;
}

/** The two places of each of the fifteen format bits, lowest bit first. */
function formatPlaces(size) {
    const first = [];
    for (let bit = 0; bit < 6; bit++) first.push([8, bit]);
    first.push([8, 7], [8, 8], [7, 8]);
    for (let bit = 9; bit < 15; bit++) first.push([14 - bit, 8]);
    const second = [];
    for (let bit = 0; bit < 8; bit++) second.push([size - 1 - bit, 8]);
    for (let bit = 8; bit < 15; bit++) second.push([8, size - 15 + bit]);
    return [first, second];
}

/** Level and mask with their check bits. */
export function drawFormat(modules, mask) {
    const data = (LEVEL_M << 3) | mask;
    const bits = ((data << 10) | checkBits(data, FORMAT_GENERATOR, 10)) ^ FORMAT_MASK;
    for (const places of formatPlaces(modules.length)) {
        places.forEach(([x, y], bit) => {
            modules[y][x] = ((bits >>> bit) & 1) === 1;
        });
    }
}

/** Bits in pairs of columns from the right, up and down in turn; the column of the timing pattern is left out. */
export function placeData(modules, isFixed, codewords) {
    const size = modules.length;
    let bit = 0;
    for (let right = size - 1; right >= 1; right -= 2) {
        const column = right <= TIMING ? right - 1 : right;
        const isUpward = ((size - 1 - right) / 2) % 2 < 1;
        for (let step = 0; step < size; step++) {
            const y = isUpward ? size - 1 - step : step;
            for (const x of [column, column - 1]) {
                if (isFixed[y]?.[x] !== false) continue;
                modules[y][x] = bit < codewords.length * 8 && ((codewords[bit >>> 3] >>> (7 - (bit & 7))) & 1) === 1;
                bit++;
            }
        }
    }
}
