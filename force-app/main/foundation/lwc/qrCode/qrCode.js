/**
 * QR codes (ISO/IEC 18004) of texts: byte mode in UTF-8, error correction level M, versions 1 to 40.
 *
 * @typedef {boolean[][]} QrMatrix rows of modules, true is dark; without the quiet zone
 */
import { blocksOf, capacityOf, codewordsOf } from './codewords';
import { drawFixed, drawFormat, placeData } from './layout';
import { isMasked, penaltyOf } from './masks';

const LARGEST_VERSION = 40;
const MASKS = [0, 1, 2, 3, 4, 5, 6, 7];
/** Light modules that every side needs. */
export const QUIET_ZONE = 4;

/**
 * @param {string} text
 * @returns {QrMatrix}
 * @throws {RangeError} when the text does not fit into the largest code: 2,331 bytes
 */
export function qrMatrix(text) {
    const bytes = utf8(text);
    const version = smallestVersion(bytes.length);
    const codewords = blocksOf(version, codewordsOf(version, bytes));
    const { modules, isFixed } = drawFixed(version);
    placeData(modules, isFixed, codewords);
    let best;
    for (const mask of MASKS) {
        const candidate = modules.map((row, y) => row.map((dark, x) => (isFixed[y][x] ? dark : dark !== isMasked(mask, x, y))));
        drawFormat(candidate, mask);
        const penalty = penaltyOf(candidate);
        if (best === undefined || penalty < best.penalty) best = { candidate, penalty };
    }
    return best.candidate;
}

/**
 * The dark modules as the path of an SVG whose view box is `0 0 size size`, quiet zone included.
 * @param {string} text
 * @returns {{path: string, size: number, viewBox: string}}
 */
export function qrPath(text) {
    const matrix = qrMatrix(text);
    const size = matrix.length + 2 * QUIET_ZONE;
    const parts = [];
    matrix.forEach((row, y) => {
        for (let x = 0; x < row.length; x++) {
            if (!row[x] || row[x - 1]) continue;
            let end = x;
            while (row[end]) end++;
            parts.push(`M${x + QUIET_ZONE} ${y + QUIET_ZONE}h${end - x}v1h${x - end}z`);
        }
    });
    return { path: parts.join(''), size, viewBox: `0 0 ${size} ${size}` };
}

/** @param {string} text */
function utf8(text) {
    return [...encodeURIComponent(text).matchAll(/%([0-9A-F]{2})|./g)].map(([letter, hex]) => (hex ? parseInt(hex, 16) : letter.charCodeAt(0)));
}

/** @param {number} length */
function smallestVersion(length) {
    for (let version = 1; version <= LARGEST_VERSION; version++) {
        if (length <= capacityOf(version)) return version;
    }
    throw new RangeError(`A QR code holds no ${length} bytes.`);
}
