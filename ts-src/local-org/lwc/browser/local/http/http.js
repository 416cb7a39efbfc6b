import { boot } from 'local/boot';

/** Base path of the REST API of this org. */
export const dataPath = `/services/data/v${boot.apiVersion}`;

/**
 * Sends JSON as the signed-in user.
 * @returns {Promise<any>} the parsed body; undefined for an empty one
 * @throws {{ok: false, status: number, statusText: string, body: object, headers: object, errorType: string}} the platform's FetchResponse shape
 */
export async function request(method, path, body) {
    let response;
    try {
        response = await fetch((boot.site?.api ?? '') + path, {
            method,
            credentials: 'same-origin',
            headers: { Accept: 'application/json', 'X-Envelope': '1', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
            body: body === undefined ? undefined : JSON.stringify(body),
        });
    } catch {
        throw failure(0, '', { message: 'The local org cannot be reached. Is it still running?' });
    }
    const answer = parse(await response.text());
    if (response.status === 401) location.assign(`/lightning/signin?startURL=${encodeURIComponent(location.pathname + location.search)}`);
    if (!response.ok) throw failure(response.status, response.statusText, answer);
    if (answer.status >= 400) throw failure(answer.status, STATUS_TEXT[answer.status] ?? 'Server Error', answer.body);
    return answer.body ?? undefined;
}

const STATUS_TEXT = { 400: 'Bad Request', 403: 'Forbidden', 404: 'Not Found', 501: 'Not Implemented' };

function failure(status, statusText, body) {
    return Object.freeze({ ok: false, status, statusText, body: Array.isArray(body) ? toRecordUiError(body) : body, headers: {}, errorType: 'fetchResponse' });
}

/** REST answers errors as an array; wires and components expect one object with `message` and `output`. */
function toRecordUiError(entries) {
    const [first] = entries;
    return { message: first?.message ?? 'Unknown error', statusCode: undefined, errorCode: first?.errorCode, output: first?.output ?? { errors: entries, fieldErrors: {} } };
}

function parse(text) {
    try {
        return JSON.parse(text);
    } catch {
        return { message: text.slice(0, 500) };
    }
}

/** Freezes data before components see it: what a wire gives is read-only. */
export function deepFreeze(value) {
    if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
        Object.freeze(value);
        Object.values(value).forEach(deepFreeze);
    }
    return value;
}
