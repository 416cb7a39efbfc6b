import { NotImplementedError } from '../../execution/errors.ts';
import { dataRoute } from '../api.ts';
import type { Api } from '../api.ts';
import type { Route } from '../http.ts';
import { ingestRoutes } from './ingest.ts';
import { queryJobRoutes } from './query-jobs.ts';

/** Bulk API 2.0. Jobs live in memory, the newest hundred of each kind. */
export function bulkRoutes(api: Api): Route[] {
  return [
    ...ingestRoutes(api),
    ...queryJobRoutes(api),
    dataRoute('*', '/jobs/*rest', (request) => {
      throw new NotImplementedError(`Bulk API 2.0 ${request.method} ${request.path}`);
    }),
  ];
}
