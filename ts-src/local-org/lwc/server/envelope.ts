import { errorResponse } from '../../api/errors.ts';
import { ApexFailure } from '../../execution/errors.ts';
import type { HttpRequest, HttpResponse, Route } from '../../api/http.ts';

/**
 * Pages of the platform fetch data in an envelope that is always answered with 200: a refused request is data for the
 * component that asked, no fault of the network to be listed in the browser's console.
 */
export function inEnvelope(route: Route): Route {
  return {
    ...route,
    async handler(request: HttpRequest) {
      if (request.headers['x-envelope'] === undefined) return route.handler(request);
      const answer = await outcome(route, request);
      return { status: 200, headers: { 'cache-control': 'no-store' }, body: { status: answer.status, body: answer.body ?? null } };
    },
  };
}

async function outcome(route: Route, request: HttpRequest): Promise<HttpResponse> {
  try {
    return await route.handler(request);
  } catch (error) {
    const answer = errorResponse(error);
    if (answer.status === 500 && !(error instanceof ApexFailure)) console.error(`${request.method} ${request.path}:`, error);
    return answer;
  }
}
