import { NotImplementedError } from '../../execution/errors.ts';
import { dataRoute } from '../api.ts';
import type { Api } from '../api.ts';
import type { Route } from '../http.ts';

/** Bulk API 2.0. */
export function bulkRoutes(_api: Api): Route[] {
  return [
    dataRoute('*', '/jobs/*rest', (request) => {
      throw new NotImplementedError(`Bulk API 2.0 ${request.method} ${request.path}`);
    }),
  ];
}
