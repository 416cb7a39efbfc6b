/**
 * The moment of an event as its place saw it: in the zone of the event, not of the reader.
 * @param {string | undefined} instant ISO 8601 in UTC
 * @param {string | undefined} offset `+01:00`
 * @returns {string} for people; empty without an instant
 */
export function eventTime(instant, offset) {
    if (!instant) return '';
    const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset ?? '') ?? [null, '+', '00', '00'];
    const shift = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
    const local = new Date(Date.parse(instant) + shift * 60000);
    const text = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(local);
    return shift === 0 ? `${text} UTC` : `${text} (UTC${sign}${hours}:${minutes})`;
}
