import { graphql as currentGraphql } from 'lightning/graphql';

export { gql } from 'lightning/graphql';

const refreshes = new WeakMap();

/** Wire adapter of before `lightning/graphql`: `{query, variables, operationName}` -> `{data, errors}`. */
export class graphql extends currentGraphql {
    constructor(emit) {
        super(({ refresh, ...value }) => {
            if (refresh) refreshes.set(value, refresh);
            emit(value);
        });
    }
}

/** Asks again for what a wire told. */
export async function refreshGraphQL(value) {
    await refreshes.get(value)?.();
}
