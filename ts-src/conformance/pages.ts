import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../local-org/lwc/testing/browser.ts';
import { serveLocalOrg } from '../local-org/serve.ts';
import type { ServedOrg } from '../local-org/serve.ts';
import { openWorkspace } from './workspace.ts';

/** One page as a browser met it. */
export interface PageVisit {
  /** Name of the tab or of the page of records. */
  readonly name: string;
  /** Path below the org's address. */
  readonly address: string;
  /** Errors in the console, uncaught ones, and boxes that stand for what could not be shown. */
  readonly errors: readonly string[];
}

export interface PageReport {
  readonly project: string;
  /** What the project's own sample data could not bring in. */
  readonly data: readonly string[];
  readonly pages: readonly PageVisit[];
}

interface Target {
  readonly name: string;
  readonly address: string;
}

/** Opens every tab and every page of records of a project in a browser, over its sample data (`data/*plan.json`), as an administrator. */
export async function visitPages(folders: readonly string[], visited: (visit: PageVisit) => void): Promise<PageReport> {
  const workspace = openWorkspace(folders);
  const served = await serveLocalOrg({ projectDir: workspace.projectDir, port: 0, onNotice: () => undefined });
  const browser = await launchBrowser();
  try {
    const admin = served.org.persona('admin') ?? served.org.persona(served.org.personas[0] ?? '');
    if (admin === undefined) throw new Error('The project has nobody who could open a page.');
    const token = served.sessions.issue(admin.userId);
    const data = (await Promise.all(folders.map((folder) => importData(folder, served, token)))).flat();
    const context = await browser.newContext({ baseURL: served.origin });
    await context.request.post('/lightning/api/persona', { form: { alias: 'admin' } });
    // What lies elsewhere may not be reachable, and is nothing that the local org answers for.
    await context.route((url) => url.origin !== served.origin, (route) => route.fulfill({ status: 200, body: '' }));
    const page = await context.newPage();
    const pages: PageVisit[] = [];
    for (const target of await targets(served, token)) {
      const visit = await open(page, target);
      pages.push(visit);
      visited(visit);
    }
    return { project: served.org.project.name, data, pages };
  } finally {
    await browser.close();
    await served.close();
    workspace.remove();
  }
}

async function targets({ org, origin }: ServedOrg, token: string): Promise<Target[]> {
  const { tabs, flexipages } = org.project;
  const text = (xml: (typeof tabs)[number]['xml'], tag: string): string => xml.text(tag) ?? '';
  const ofTabs = tabs.map(({ fullName: name, xml }) => ({ name, address: text(xml, 'customObject') === 'true' ? `/lightning/o/${name}/list` : `/lightning/n/${name}` }));
  const ofRecords = await Promise.all(flexipages.filter(({ xml }) => text(xml, 'type') === 'RecordPage').map(async ({ fullName: name, xml }) => {
    const object = text(xml, 'sobjectType');
    const response = await fetch(`${origin}/services/data/v65.0/query?q=${encodeURIComponent(`SELECT Id FROM ${object} LIMIT 1`)}`, { headers: { authorization: `Bearer ${token}` } });
    const { records = [] } = (await response.json()) as { readonly records?: readonly { readonly Id: string }[] };
    return records.map(({ Id }) => ({ name, address: `/lightning/r/${object}/${Id}/view` }));
  }));
  return [...ofTabs, ...ofRecords.flat()];
}

async function open(page: Page, { name, address }: Target): Promise<PageVisit> {
  const errors: string[] = [];
  const console_ = (message: { type(): string; text(): string; location(): { url: string } }): void => void (message.type() === 'error' && errors.push(`${message.text()} ${message.location().url.replace(/^https?:\/\/localhost:\d+/, '')}`.trim()));
  const uncaught = (error: Error): void => void errors.push(error.message);
  page.on('console', console_).on('pageerror', uncaught);
  try {
    await page.goto(address, { waitUntil: 'networkidle' });
    errors.push(...(await page.locator('one-error-panel, local-placeholder').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim()));
  } catch (error) {
    errors.push((error as Error).message.split('\n')[0]!);
  } finally {
    page.off('console', console_).off('pageerror', uncaught);
  }
  return { name, address, errors: [...new Set(errors)] };
}

interface Plan {
  readonly sobject: string;
  readonly files: readonly string[];
}

/** As `sf data import tree --plan` does: file by file, references replaced by the ids of what is there. */
async function importData(folder: string, { origin }: ServedOrg, token: string): Promise<string[]> {
  const dir = path.join(folder, 'data');
  const ids = new Map<string, string>();
  const failures: string[] = [];
  const plans = existsSync(dir) ? readdirSync(dir).filter((file) => file.endsWith('plan.json')) : [];
  for (const { sobject, files } of plans.flatMap((file) => JSON.parse(readFileSync(path.join(dir, file), 'utf8')) as Plan[])) {
    for (const file of files) {
      const body = readFileSync(path.join(dir, file), 'utf8').replace(/"@([^"]+)"/g, (whole, reference: string) => (ids.has(reference) ? `"${ids.get(reference)}"` : whole));
      const response = await fetch(`${origin}/services/data/v65.0/composite/tree/${sobject}`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body });
      const { results = [], hasErrors } = (await response.json()) as { readonly hasErrors?: boolean; readonly results?: readonly { readonly referenceId: string; readonly id?: string; readonly errors?: readonly { readonly message: string }[] }[] };
      for (const { referenceId, id } of results) if (id !== undefined) ids.set(referenceId, id);
      if (!response.ok || hasErrors) failures.push(`${file}: ${results.flatMap(({ errors = [] }) => errors.map(({ message }) => message))[0] ?? `status ${response.status}`}`);
    }
  }
  return failures;
}
