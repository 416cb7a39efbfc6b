/** Codewords of a text with their error correction, for level M (ISO/IEC 18004, 7.4 to 7.6). */

/** Error correction codewords of a block, and number of blocks, by version. */
const CORRECTION = [0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28];
const BLOCKS = [0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49];
const BYTE_MODE = 0b0100;
const PADDING = [0xec, 0x11];
/** x^8 + x^4 + x^3 + x^2 + 1 */
const FIELD = 0x11d;

/** Bytes of a code before they are split: data and correction. */
function allCodewords(version) {
    let modules = (16 * version + 128) * version + 64;
    if (version >= 2) {
        const alignments = Math.floor(version / 7) + 2;
        modules -= (25 * alignments - 10) * alignments - 55;
    }
    if (version >= 7) modules -= 36;
    return Math.floor(modules / 8);
}

const dataCodewords = (version) => allCodewords(version) - CORRECTION[version] * BLOCKS[version];
const lengthBits = (version) => (version < 10 ? 8 : 16);

/** Most bytes that a text may have. */
export const capacityOf = (version) => dataCodewords(version) - Math.ceil((4 + lengthBits(version)) / 8);

/** The text's bytes with mode, length and padding. */
export function codewordsOf(version, bytes) {
    const bits = [];
    const add = (value, length) => {
        for (let bit = length - 1; bit >= 0; bit--) bits.push((value >>> bit) & 1);
    };
    add(BYTE_MODE, 4);
    add(bytes.length, lengthBits(version));
    for (const byte of bytes) add(byte, 8);
    const wanted = dataCodewords(version) * 8;
    add(0, Math.min(4, wanted - bits.length));
    add(0, (8 - (bits.length % 8)) % 8);
    for (let turn = 0; bits.length < wanted; turn++) add(PADDING[turn % 2], 8);
    const codewords = [];
    for (let start = 0; start < bits.length; start += 8) codewords.push(bits.slice(start, start + 8).reduce((byte, bit) => (byte << 1) | bit, 0));
    return codewords;
}

/** Data in blocks, each with its correction, interleaved. The first blocks are shorter by one. */
export function blocksOf(version, data) {
    const count = BLOCKS[version];
    const longer = data.length % count;
    const short = Math.floor(data.length / count);
    const divisor = generator(CORRECTION[version]);
    const blocks = [];
    for (let index = 0, start = 0; index < count; index++) {
        const size = short + (index < count - longer ? 0 : 1);
        const block = data.slice(start, start + size);
        blocks.push({ block, correction: remainder(block, divisor) });
        start += size;
    }
    const codewords = [];
    for (let place = 0; place <= short; place++) {
        for (const { block } of blocks) if (place < block.length) codewords.push(block[place]);
    }
    for (let place = 0; place < CORRECTION[version]; place++) {
        for (const { correction } of blocks) codewords.push(correction[place]);
    }
    return codewords;
}

/** Product in the field of 256 elements. */
export function multiply(left, right) {
    let product = 0;
    for (let bit = 7; bit >= 0; bit--) {
        product = (product << 1) ^ ((product >>> 7) * FIELD);
        product ^= ((right >>> bit) & 1) * left;
    }
    return product;
}

/** (x - 2^0)(x - 2^1)…, without its leading coefficient. */
function generator(degree) {
    const coefficients = new Array(degree).fill(0);
    coefficients[degree - 1] = 1;
    let root = 1;
    for (let step = 0; step < degree; step++) {
        for (let place = 0; place < degree; place++) {
            coefficients[place] = multiply(coefficients[place], root) ^ (coefficients[place + 1] ?? 0);
        }
        root = multiply(root, 2);
    }
    return coefficients;
}

function remainder(block, divisor) {
    const rest = new Array(divisor.length).fill(0);
    for (const byte of block) {
        const factor = byte ^ rest.shift();
        rest.push(0);
        divisor.forEach((coefficient, place) => {
            rest[place] ^= multiply(coefficient, factor);
        });
    }
    return rest;
}
