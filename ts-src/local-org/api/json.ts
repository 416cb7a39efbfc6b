import { badRequest } from './errors.ts';

/** A JSON number whose digits a double would change. `text` is as written. */
export class ExactNumber {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

export type Json = string | number | boolean | null | ExactNumber | Json[] | { [name: string]: Json };

interface RawJson {
  rawJSON(text: string): object;
}

/** JSON text that keeps bigint and decimal digits. */
export function stringify(body: unknown): string {
  return JSON.stringify(body, (_key, value: unknown) => (typeof value === 'bigint' ? (JSON as unknown as RawJson).rawJSON(value.toString()) : value));
}

/** Parses a request body. @throws ApiError JSON_PARSER_ERROR */
export function parseJson(body: Uint8Array | string): Json {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  try {
    // The reviver costs time, so it runs only where some number is too long for a double.
    return /\d[\d.]{15,}/.test(text) ? (JSON.parse(text, keepDigits) as Json) : (JSON.parse(text) as Json);
  } catch (error) {
    throw badRequest('JSON_PARSER_ERROR', describeJsonError(text, error));
  }
}

/** Parses JSON whose numbers are doubles: what pages send. @throws ApiError JSON_PARSER_ERROR */
export function parsePlainJson(body: Uint8Array | string): unknown {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw badRequest('JSON_PARSER_ERROR', describeJsonError(text, error));
  }
}

/** Parses a body that must be an object. @throws ApiError JSON_PARSER_ERROR */
export function parseJsonObject(body: Uint8Array | string): { [name: string]: Json } {
  const value = parseJson(body);
  if (!isJsonObject(value)) throw badRequest('JSON_PARSER_ERROR', 'The HTTP entity body is required to be a JSON object');
  return value;
}

export function isJsonObject(value: unknown): value is { [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || context?.source === undefined || context.source.length < 16) return value;
  return String(value) === context.source ? value : new ExactNumber(context.source);
}

function describeJsonError(text: string, error: unknown): string {
  if (text.trim() === '') return 'The HTTP entity body is required, but this request has no entity body.';
  const message = error instanceof Error ? error.message : String(error);
  const at = /position (\d+)/.exec(message);
  if (!at) return `Unexpected end-of-input or malformed JSON: ${message}`;
  const before = text.slice(0, Number(at[1])).split('\n');
  return `${message.replace(/ in JSON at position.*$/, '')} at [line:${before.length}, column:${before.at(-1)!.length + 1}]`;
}
