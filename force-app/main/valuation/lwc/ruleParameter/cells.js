/** What stands in nested cells at a path of key values; undefined where nothing does. */
export function leafAt(cells, path) {
    return path.reduce((at, key) => at?.[key], cells);
}

/** The cells with another leaf at the path; nothing else is copied. */
export function withLeaf(cells, path, leaf) {
    if (path.length === 0) return leaf;
    const [key, ...rest] = path;
    return { ...cells, [key]: withLeaf(cells?.[key], rest, leaf) };
}
