/** The seam between the HTTP listener and everything that answers a request (APIs, pages). */

export interface Session {
  readonly token: string;
  readonly userId: string;
}

export interface HttpRequest {
  readonly method: string;
  /** Decoded path without query, doubled slashes folded. */
  readonly path: string;
  /** As sent, percent-encoded; doubled slashes folded. */
  readonly rawPath: string;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
  /** From `Authorization: Bearer|OAuth`, or the `sid` cookie; undefined when absent or expired. */
  readonly session: Session | undefined;
  /** Named parts of the matched pattern. */
  readonly params: Readonly<Record<string, string>>;
  /** `http://localhost:PORT` as the client addressed it. */
  readonly origin: string;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** An object is sent as JSON. A readable stream is piped (server-sent events). */
  readonly body?: string | Uint8Array | object | null;
}

export type Handler = (request: HttpRequest) => HttpResponse | Promise<HttpResponse>;

export interface Route {
  /** `GET`, `POST`…; `*` takes every method that no other route of the pattern names. */
  readonly method: string;
  /** `/services/data/:version/sobjects/:object`; a last part `*rest` takes what remains. */
  readonly pattern: string;
  readonly handler: Handler;
  /** Default true: 401 INVALID_SESSION_ID without a session. */
  readonly authenticated?: boolean;
  /** Largest request body in bytes; default 50 MB, as the REST API's. */
  readonly maxBodyBytes?: number;
}
