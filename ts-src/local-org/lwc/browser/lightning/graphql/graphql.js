import { dataPath, request } from 'local/http';
import { refreshProvisioned, refreshWhere, wireAdapter } from 'local/wire';

/**
 * Tag of a GraphQL document; texts and other documents may stand in it.
 * @returns {string} what `graphql` and `executeMutation` take as `query`
 */
export function gql(parts, ...values) {
    return String.raw({ raw: parts }, ...values);
}

const send = ({ query, variables, operationName }) => request('POST', `${dataPath}/graphql`, { query, variables, operationName });

/** What the wire tells: `errors` only when there are some. */
const outcomeOf = ({ data, error }) => ({
    data: data?.data ?? undefined,
    errors: error ? [error.body ?? error] : data?.errors?.length ? data.errors : undefined,
});

// Changes of records refresh it as they refresh lists.
const Answers = wireAdapter((config) => config.query && { key: `list:graphql:${JSON.stringify([config.query, config.variables, config.operationName])}`, load: () => send(config) });

/** Wire adapter: `{query, variables, operationName}` -> `{data, errors, refresh}`. */
export class graphql extends Answers {
    constructor(emit) {
        super((value) => emit({ ...outcomeOf(value), ...(value.data || value.error ? { refresh: () => refreshProvisioned(value) } : {}) }));
    }
}

/** @param {{query: string, variables?: object, operationName?: string}} mutation @returns {Promise<{data: object, errors?: object[]}>} */
export async function executeMutation(mutation) {
    const answer = await send(mutation);
    await refreshWhere((key) => key.startsWith('list:') || key.startsWith('record:'));
    return outcomeOf({ data: answer });
}
