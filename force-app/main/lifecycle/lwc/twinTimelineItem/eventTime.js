/**
 * The moment of an event as its place saw it: in the zone of the event, not of the reader.
 * @param {string | undefined} instant ISO 8601 in UTC
 * @param {string | undefined} offset `+01:00`
 * @returns {{ value: number, zone: string } | undefined} `value`: milliseconds to be shown as if they were UTC; `zone`: for people
 */
export function eventTime(instant, offset) {
    if (!instant) return undefined;
    const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset ?? '') ?? [null, '+', '00', '00'];
    const shift = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
    return { value: Date.parse(instant) + shift * 60000, zone: shift === 0 ? 'UTC' : `UTC${sign}${hours}:${minutes}` };
}
