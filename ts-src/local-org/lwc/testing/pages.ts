import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';

/** Browsers as wide as those that people have. */
export interface Screen {
  readonly width: number;
  readonly height: number;
}

export interface WatchedPage {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the page's console complains about, as it does. */
  readonly faults: string[];
}

/** A page in a context of its own. */
export async function watchedPage(browser: Browser, viewport: Screen): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  page.setDefaultTimeout(8_000);
  const faults: string[] = [];
  watch(page, faults);
  return { context, page, faults };
}

/** Gathers what the page's console complains about. */
export function watch(page: Page, faults: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
}

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function findings(page: Page): Promise<readonly Finding[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => (await (globalThis as unknown as { axe: { run(): Promise<{ violations: Finding[] }> } }).axe.run()).violations);
}

const textOf = ({ id, nodes }: Finding): string => `${id}: ${nodes[0]?.html.slice(0, 160)}`;

/** All of axe's findings. */
export async function violations(page: Page): Promise<string[]> {
  return (await findings(page)).map(textOf);
}

/** axe's findings that keep somebody from using the page. */
export async function serious(page: Page): Promise<string[]> {
  return (await findings(page)).filter(({ impact }) => impact === 'serious' || impact === 'critical').map(textOf);
}
