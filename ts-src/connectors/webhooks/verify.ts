import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds by which the clocks of sender and receiver may differ, and after which a copied message is refused. */
const TOLERANCE_S = 300;
const PREFIX = 'whsec_';

export interface WebhookHeaders {
  readonly 'webhook-id'?: string | undefined;
  /** Seconds since 1970. */
  readonly 'webhook-timestamp'?: string | undefined;
  /** One signature or several with spaces between, each `v1,{base64}`: during a rotation two secrets sign. */
  readonly 'webhook-signature'?: string | undefined;
}

/** A message that is not to be believed. One sentence for people. */
export class WebhookError extends Error {}

/**
 * Checks a message after Standard Webhooks 1.0 and returns its id, by which a receiver knows a message that it has had.
 * @param body the bytes as they came, before any parsing
 * @param secret `whsec_…`, as the org tells it
 * @throws WebhookError
 */
export function verifyWebhook(headers: WebhookHeaders, body: string | Uint8Array, secret: string, now: Date = new Date()): string {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  if (id === undefined || timestamp === undefined || signatures === undefined) throw new WebhookError('webhook-id, webhook-timestamp or webhook-signature is missing');
  if (!/^\d{1,12}$/.test(timestamp)) throw new WebhookError('webhook-timestamp is not a number of seconds');
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > TOLERANCE_S) throw new WebhookError(`webhook-timestamp is more than ${TOLERANCE_S} seconds away`);
  if (!secret.startsWith(PREFIX)) throw new WebhookError(`the secret does not begin with ${PREFIX}`);
  const expected = createHmac('sha256', Buffer.from(secret.slice(PREFIX.length), 'base64')).update(`${id}.${timestamp}.`).update(body).digest();
  for (const signature of signatures.split(' ')) {
    const [version, value = ''] = signature.split(',', 2);
    const told = Buffer.from(value, 'base64');
    if (version === 'v1' && told.length === expected.length && timingSafeEqual(told, expected)) return id;
  }
  throw new WebhookError('no signature fits: another secret, or the message was changed');
}
