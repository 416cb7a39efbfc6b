/**
 * Messages for people from whatever a wire, an Apex call or a record update gives as an error.
 * @param {unknown} errors one error, several, or nothing
 * @returns {string[]} each message once
 */
export function messagesOf(errors) {
    const list = Array.isArray(errors) ? errors : [errors];
    return [...new Set(list.flatMap(messagesOfOne))];
}

/** @param {any} error */
function messagesOfOne(error) {
    if (!error) return [];
    if (typeof error === 'string') return [error];
    const { body } = error;
    if (Array.isArray(body)) return body.map(({ message }) => message);
    if (body) {
        const details = [
            ...(body.output?.errors ?? []),
            ...Object.values(body.output?.fieldErrors ?? {}).flat(),
            ...(body.pageErrors ?? []),
            ...Object.values(body.fieldErrors ?? {}).flat()
        ].map(({ message }) => message);
        if (details.length > 0) return details;
        if (typeof body.message === 'string') return [body.message];
    }
    return [error.message ?? error.statusText ?? String(error)];
}
