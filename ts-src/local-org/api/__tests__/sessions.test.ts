import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SessionStore } from '../sessions.ts';

const organizationId = '00DLO0000000001AAA';

test('a token has the shape that clients check and finds its user', () => {
  const store = new SessionStore({ organizationId });
  const token = store.issue('005a');
  expect(token).toMatch(/^00D[\w]{12}![\w.]+$/);
  expect(store.find(token)).toEqual({ token, userId: '005a' });
  expect(store.find(`${token}x`)).toBeUndefined();
});

test('a token expires, and a revoked one is gone at once', () => {
  let now = 0;
  const store = new SessionStore({ organizationId, timeToLive: 1000, now: () => now });
  const token = store.issue('005a');
  now = 999;
  expect(store.find(token)).toBeDefined();
  now = 1000;
  expect(store.find(token)).toBeUndefined();
  const other = store.issue('005a');
  store.revoke(other);
  expect(store.find(other)).toBeUndefined();
});

test('tokens survive a restart, their file holds no token and is private', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'sessions-')), 'deep', 'sessions.json');
  const token = new SessionStore({ organizationId, file }).issue('005a');
  expect(new SessionStore({ organizationId, file }).find(token)?.userId).toBe('005a');
  expect(new SessionStore({ organizationId: '00DLO0000000002AAA', file }).find(token)).toBeUndefined();
  expect(readFileSync(file, 'utf8')).not.toContain(token);
  expect(statSync(file).mode & 0o077).toBe(0);
});

test('where the file cannot be written people still sign in, and a revocation says that it does not last', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sessions-'));
  writeFileSync(join(folder, 'no-folder'), '');
  const store = new SessionStore({ organizationId, file: join(folder, 'no-folder', 'sessions.json') });
  const token = store.issue('005a');
  expect(store.find(token)?.userId).toBe('005a');
  expect(() => store.revoke(token)).toThrow('no-folder');
  expect(store.find(token)).toBeUndefined();
});

test('refresh and single-use tokens are no access tokens', () => {
  const store = new SessionStore({ organizationId });
  const refresh = store.issue('005a', 'refresh');
  expect(store.find(refresh)).toBeUndefined();
  expect(store.refresh(refresh)).toBe('005a');
  const once = store.issue('005a', 'once');
  expect(store.redeem(once)).toBe('005a');
  expect(store.redeem(once)).toBeUndefined();
});
