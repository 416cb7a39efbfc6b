import { badRequest } from '../errors.ts';
import { ExactNumber } from '../json.ts';
import type { Json } from '../json.ts';

const PLACEHOLDER = /@\{([^}]+)\}/g;

/**
 * Replaces `@{reference.path}` in texts, values and keys by what an earlier subrequest answered.
 * A text that is nothing but a placeholder takes the value's own type.
 * @throws ApiError PROCESSING_HALTED when the reference failed, INVALID_INPUT when it names nothing
 */
export function resolvePlaceholders(json: Json, bodies: ReadonlyMap<string, unknown>, failed: ReadonlySet<string>): Json {
  if (typeof json === 'string') return resolveText(json, bodies, failed);
  if (Array.isArray(json)) return json.map((item) => resolvePlaceholders(item, bodies, failed));
  if (typeof json === 'object' && json !== null && !(json instanceof ExactNumber)) {
    return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, resolvePlaceholders(value, bodies, failed)]));
  }
  return json;
}

function resolveText(text: string, bodies: ReadonlyMap<string, unknown>, failed: ReadonlySet<string>): Json {
  const whole = /^@\{([^}]+)\}$/.exec(text);
  if (whole) return lookUp(whole[1]!, bodies, failed) as Json;
  return text.replace(PLACEHOLDER, (_all, path: string) => String(lookUp(path, bodies, failed)));
}

function lookUp(expression: string, bodies: ReadonlyMap<string, unknown>, failed: ReadonlySet<string>): unknown {
  const steps = expression.trim().split(/\.|(?=\[)/);
  const reference = steps[0]!;
  if (failed.has(reference)) throw badRequest('PROCESSING_HALTED', `Invalid reference specified. No value for ${expression} found in ${reference}. Provided reference failed.`);
  if (!bodies.has(reference)) throw badRequest('INVALID_INPUT', `Invalid reference specified. ${reference} names no earlier subrequest`);
  let value: unknown = bodies.get(reference);
  for (const step of steps.slice(1)) {
    const index = /^\[(\d+)\]$/.exec(step);
    value = index ? (value as unknown[] | null)?.[Number(index[1])] : propertyOf(value, step);
    if (value === undefined) throw badRequest('PROCESSING_HALTED', `Invalid reference specified. No value for ${expression} found in ${reference}`);
  }
  return value;
}

function propertyOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Object.hasOwn(value, name)) return (value as Record<string, unknown>)[name];
  const key = Object.keys(value).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : (value as Record<string, unknown>)[key];
}
