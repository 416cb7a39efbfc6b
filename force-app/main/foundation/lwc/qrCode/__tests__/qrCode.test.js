import { createHash } from 'node:crypto';
import { QUIET_ZONE, qrMatrix, qrPath } from 'c/qrCode';

/** Read back by another decoder (jsQR 1.4.0) when it was written down. */
const HELLO = [
    '#######..#.##.#######',
    '#.....#..#.#..#.....#',
    '#.###.#.###...#.###.#',
    '#.###.#.##.#..#.###.#',
    '#.###.#.##.##.#.###.#',
    '#.....#.#.#.#.#.....#',
    '#######.#.#.#.#######',
    '........#..##........',
    '#.#####..##.#.#####..',
    '##..##..##..####.##..',
    '#.#.###..#.#.##..###.',
    '....##.##....#.#.##..',
    '..#######.##....#.#.#',
    '........##.#####.#...',
    '#######..##.###...##.',
    '#.....#.######.#.##.#',
    '#.###.#.#...##.#..#.#',
    '#.###.#.##..#..###...',
    '#.###.#.#..#...#..#..',
    '#.....#...#.....###..',
    '#######.##.#....#.##.'
];
/** Length of the text, version, digest of the modules; each read back by the same decoder. */
const READ_BACK = [
    [14, 1, '7c2d2940b65ac097'],
    [26, 2, '106b67e36282c452'],
    [106, 6, 'be3a3be7ae092ae5'],
    [180, 9, 'd84fa27e07b6deae'],
    [213, 10, 'dcfd0e18a30c35d2'],
    [700, 21, 'ced3b42907f4515f'],
    [2331, 40, '887cc7e1019a06e2']
];

const text = (length) => Array.from({ length }, (_, index) => String.fromCharCode(33 + ((index * 7 + length) % 90))).join('');
const digest = (matrix) => createHash('sha256').update(matrix.flat().map(Number).join('')).digest('hex').slice(0, 16);

it('draws the modules that another decoder reads', () => {
    expect(qrMatrix('HELLO LOOP').map((row) => row.map((dark) => (dark ? '#' : '.')).join(''))).toEqual(HELLO);
});

it.each(READ_BACK)('a text of %i bytes makes a code of version %i', (length, version, modules) => {
    const matrix = qrMatrix(text(length));
    expect(matrix).toHaveLength(17 + 4 * version);
    expect(digest(matrix)).toBe(modules);
});

it('letters beyond ASCII are written in UTF-8', () => {
    expect(digest(qrMatrix('https://é.example/ñ?x=1'))).toBe('4382e2e89a78421d');
});

it('a text that fits into no code is refused', () => {
    expect(() => qrMatrix('x'.repeat(2332))).toThrow(RangeError);
});

it('the path draws every dark module once, inside the quiet zone', () => {
    const matrix = qrMatrix('HELLO LOOP');
    const { path, size, viewBox } = qrPath('HELLO LOOP');
    expect(size).toBe(matrix.length + 2 * QUIET_ZONE);
    expect(viewBox).toBe(`0 0 ${size} ${size}`);
    const drawn = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)].flatMap(([, x, y, width]) => Array.from({ length: Number(width) }, (_, step) => `${Number(x) + step} ${y}`));
    const dark = matrix.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`${x + QUIET_ZONE} ${y + QUIET_ZONE}`] : [])));
    expect(drawn.sort()).toEqual(dark.sort());
});
