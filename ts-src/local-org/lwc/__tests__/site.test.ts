import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fixture, openGadgetOrg } from './support/gadget-org.ts';
import type { GadgetOrg } from './support/gadget-org.ts';

let gadgets: GadgetOrg;

beforeAll(async () => {
  gadgets = await openGadgetOrg();
}, 60_000);
afterAll(() => gadgets.close());

interface Asked { readonly method?: string; readonly body?: string | URLSearchParams; readonly cookie?: string; readonly headers?: Record<string, string> }

async function ask(path: string, { method = 'GET', body, cookie, headers = {} }: Asked = {}): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(gadgets.origin + path, { method, redirect: 'manual', headers: { ...headers, ...(cookie === undefined ? {} : { cookie }) }, ...(body === undefined ? {} : { body }) });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

/** The cookie of who signed in to the site. */
async function member(alias = 'customer'): Promise<string> {
  const { headers } = await ask('/s/webruntime/login', { method: 'POST', body: new URLSearchParams({ alias, startURL: '/s/' }) });
  return headers.get('set-cookie')!.split(';')[0]!;
}

const apex = (method: string, params: object, cookie?: string): ReturnType<typeof ask> => ask(`/s/webruntime/lightning/api/apex/GadgetPublic/${method}`, { method: 'POST', body: JSON.stringify({ params }), ...(cookie === undefined ? {} : { cookie }) });

describe('pages', () => {
  test('a guest gets a public page without a cookie, and nothing about the personas and apps of the org', async () => {
    const { status, text, headers } = await ask('/s/check?serial=SN-1001');
    expect(status).toBe(200);
    expect(headers.get('set-cookie')).toBeNull();
    expect(text).toContain('<title>Check a gadget</title>');
    expect(text).toContain('"isGuest":true');
    expect(text).not.toMatch(/admin@gadgets|agent@gadgets|Gadget_Console/);
  });

  test('a page runs its own scripts alone, and loads of elsewhere what the project trusts for sites', async () => {
    const policies = await Promise.all(['/s/check', '/s/check', '/lightning/page/home', '/lightning/mails'].map(async (path) => {
      const { headers, text } = await ask(path, { cookie: `sid=${encodeURIComponent(gadgets.token('agent'))}` });
      expect([headers.get('x-content-type-options'), headers.get('referrer-policy'), headers.get('cache-control')]).toEqual(['nosniff', 'origin-when-cross-origin', 'no-store']);
      return { policy: headers.get('content-security-policy')!, nonces: [...text.matchAll(/ nonce="([^"]+)"/g)].map(([, nonce]) => nonce) };
    }));
    const [site, again, lightning, plain] = policies.map(({ policy }) => policy);
    for (const { policy, nonces } of policies.slice(0, 3)) {
      expect(nonces).toHaveLength(2);
      expect(new Set(nonces).size).toBe(1);
      expect(policy).toContain(`script-src 'self' 'nonce-${nonces[0]}';`);
    }
    expect(site).not.toBe(again);
    expect(site).toContain("img-src 'self' data: blob: https://pictures.example;");
    expect(lightning).toContain("img-src 'self' data: blob:;");
    expect(plain).toMatch(/^default-src 'none';/);
  });

  test('a page for members leads a guest to the sign-in and back', async () => {
    const { status, headers } = await ask('/s/?a=1');
    expect([status, headers.get('location')]).toEqual([303, '/s/login?startURL=%2Fs%2F%3Fa%3D1']);
    expect((await ask('/s/', { cookie: await member() })).text).toContain('"username":"customer@gadgets.example"');
  });

  test('a session in Lightning is none on the site', async () => {
    expect((await ask('/s/check', { cookie: `sid=${encodeURIComponent(gadgets.token('agent'))}` })).text).toContain('"isGuest":true');
  });

  test('a cookie that is no session makes a guest', async () => {
    for (const token of ['gone', '%', '']) expect((await ask('/s/check', { cookie: `site_sid=${token}` })).text).toContain('"isGuest":true');
  });

  test('only external users sign in, and the way back leads only into the site', async () => {
    const choose = (alias: string, startURL: string): ReturnType<typeof ask> => ask('/s/webruntime/login', { method: 'POST', body: new URLSearchParams({ alias, startURL }) });
    expect((await choose('admin', '/s/')).status).toBe(404);
    expect((await choose('guest', '/s/')).status).toBe(404);
    expect((await choose('customer', '/s/check?a=b')).headers.get('location')).toBe('/s/check?a=b');
    expect((await choose('customer', '//elsewhere.example/s')).headers.get('location')).toBe('/s/');
    expect((await choose('customer', '/lightning')).headers.get('location')).toBe('/s/');
  });

  test('signing out ends at the home page as a guest', async () => {
    const { headers } = await ask('/s/secur/logout.jsp', { cookie: await member() });
    expect(headers.get('location')).toBe('/s/');
    expect(headers.get('set-cookie')).toMatch(/^site_sid=; Path=\/s; Max-Age=0/);
  });

  test('routes are whole prefixes: a path below one is not found, as is an unknown one', async () => {
    expect((await ask('/s/check/')).status).toBe(200);
    for (const path of ['/s/check/SN-1001', '/s/nowhere', '/s/webruntime']) expect((await ask(path)).status).toBe(404);
  });

  test('the prefix that the site has in an org leads to the same page', async () => {
    const { status, headers } = await ask('/gadgets/check?serial=SN-1001');
    expect([status, headers.get('location')]).toEqual([303, '/s/check?serial=SN-1001']);
    expect((await ask('/s?a=1')).headers.get('location')).toBe('/s/?a=1');
  });
});

describe('data', () => {
  test('Apex runs as the guest or as the member, who need access to the class', async () => {
    expect(JSON.parse((await apex('whoAmI', {})).text)).toEqual({ returnValue: 'Site Guest, Guest' });
    expect(JSON.parse((await apex('whoAmI', {}, await member())).text)).toEqual({ returnValue: 'Cora Customer, CspLitePortal' });
    expect((await ask('/s/webruntime/lightning/api/apex/GadgetController/find', { method: 'POST', body: '{"params":{"term":""}}' })).status).toBe(403);
  });

  test('a guest reads through the UI API only what a guest may see', async () => {
    const { status, text } = await ask(`/s/webruntime/services/data/v65.0/ui-api/records/${gadgets.gadgetIds[0]}?fields=Gadget__c.Name`);
    expect([status, text.includes('Gadget 01')]).toEqual([404, false]);
  });
});

describe('Apex REST on the domain of the site', () => {
  test('a caller without a session is the guest of a class that guests may use', async () => {
    expect(await ask('/services/apexrest/gadgets/v1/SN-1001')).toMatchObject({ status: 200, text: '"Guest Known: SN-1001"' });
  });

  test('any other class, an unknown path and a token that has ended are refused as before', async () => {
    for (const path of ['/services/apexrest/internal/v1/x', '/services/apexrest/nothing']) expect(await ask(path)).toMatchObject({ status: 401, text: expect.stringContaining('INVALID_SESSION_ID') });
    expect((await ask('/services/apexrest/gadgets/v1/SN-1001', { headers: { authorization: 'Bearer gone' } })).status).toBe(401);
  });

  test('a signed-in user calls it in the own name', async () => {
    expect(await ask('/services/apexrest/gadgets/v1/SN-1001', { headers: { authorization: `Bearer ${gadgets.token('admin')}` } })).toMatchObject({ status: 200, text: '"Standard Known: SN-1001"' });
  });
});

test('without a live site there are no site pages, and Apex REST needs a session', async () => {
  const projectDir = mkdtempSync(path.join(tmpdir(), 'no-site-'));
  cpSync(fixture, projectDir, { recursive: true });
  for (const folder of ['networks', 'sites']) rmSync(path.join(projectDir, 'force-app/main', folder), { recursive: true });
  const bare = await openGadgetOrg({ projectDir });
  try {
    const page = await fetch(`${bare.origin}/s/check`);
    expect([page.status, await page.text()]).toEqual([404, expect.stringContaining('This org has no site')]);
    expect((await fetch(`${bare.origin}/services/apexrest/gadgets/v1/SN-1001`)).status).toBe(401);
  } finally {
    await bare.close();
    rmSync(projectDir, { recursive: true });
  }
}, 60_000);
