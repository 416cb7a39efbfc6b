import { verifyWebhook, WebhookError, type WebhookHeaders } from '../verify.ts';

/** The example that the libraries of Standard Webhooks test themselves with. */
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const body = '{"test": 2432232314}';
const seconds = 1614265330;
const headers = { 'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek', 'webhook-timestamp': String(seconds), 'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' };
const at = (offset = 0) => new Date((seconds + offset) * 1000);
const verdict = (changes: WebhookHeaders, text = body, key = secret, now = at()): string => {
  try {
    return verifyWebhook({ ...headers, ...changes }, text, key, now);
  } catch (error) {
    if (!(error instanceof WebhookError)) throw error;
    return error.message;
  }
};

test('the public example verifies, as text and as bytes, within five minutes', () => {
  expect([verdict({}), verdict({}, body, secret, at(299)), verdict({}, body, secret, at(-299))]).toEqual([headers['webhook-id'], headers['webhook-id'], headers['webhook-id']]);
  expect(verifyWebhook(headers, new TextEncoder().encode(body), secret, at())).toBe(headers['webhook-id']);
});

test('one of several signatures is enough; other versions and halves are not', () => {
  const good = headers['webhook-signature'];
  expect(verdict({ 'webhook-signature': `v1,AAAA v1a,xyz ${good}` })).toBe(headers['webhook-id']);
  for (const signature of ['', 'v1', 'v1,', good.slice(0, -6), good.replace('v1', 'v2'), `v1,${Buffer.alloc(32).toString('base64')}`]) {
    expect([signature, verdict({ 'webhook-signature': signature })]).toEqual([signature, 'no signature fits: another secret, or the message was changed']);
  }
});

test.each([
  { what: 'a changed body', says: 'no signature fits', told: () => verdict({}, '{"test": 2432232315}') },
  { what: 'another id', says: 'no signature fits', told: () => verdict({ 'webhook-id': 'msg_other' }) },
  { what: 'another secret', says: 'no signature fits', told: () => verdict({}, body, 'whsec_AAAA') },
  { what: 'a secret of another kind', says: 'does not begin with whsec_', told: () => verdict({}, body, 'secret') },
  { what: 'a message of long ago', says: 'more than 300 seconds away', told: () => verdict({}, body, secret, at(301)) },
  { what: 'a message of the future', says: 'more than 300 seconds away', told: () => verdict({}, body, secret, at(-301)) },
  { what: 'no time', says: 'is missing', told: () => verdict({ 'webhook-timestamp': undefined }) },
  { what: 'a time that is none', says: 'is not a number of seconds', told: () => verdict({ 'webhook-timestamp': 'now' }) },
])('$what is refused: $says', ({ says, told }) => {
  expect(told()).toContain(says);
});
