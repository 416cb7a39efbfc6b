const SCHEMA = 'loop/personal-data/1';

/**
 * Parts of an export as one document; parts of the same section become one.
 * @param {string[]} parts JSON of `{title, object, records}` each
 * @returns {string}
 */
export function documentOf(parts) {
    /** @type {{title: string, object: string, records: object[]}[]} */
    const sections = [];
    for (const part of parts) {
        const section = JSON.parse(part);
        const last = sections.at(-1);
        if (last?.object === section.object && last.title === section.title) last.records.push(...section.records);
        else sections.push(section);
    }
    return JSON.stringify({ schema: SCHEMA, createdAt: new Date().toISOString(), sections }, null, 2);
}
