import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { serious, watch, type Screen } from '../../local-org/lwc/testing/pages.ts';

export { serious, violations } from '../../local-org/lwc/testing/pages.ts';
export type { Screen } from '../../local-org/lwc/testing/pages.ts';

export const PHONE: Screen = { width: 390, height: 844 };
export const DESK: Screen = { width: 1280, height: 900 };

/** A PNG of one pixel. */
export const PHOTO = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

type Judge = (page: Page) => Promise<string[]>;

/** People's pages on a local org. What their consoles report gathers in `problems`. */
export class Visits {
  readonly problems: string[] = [];
  readonly #browser: Browser;
  readonly #origin: string;
  readonly #pictures: string;
  readonly #judge: Judge;

  /**
   * @param pictures folder below `.loop`
   * @param judge which of axe's findings a page may not have
   */
  constructor(browser: Browser, origin: string, pictures = 'pictures', judge: Judge = serious) {
    [this.#browser, this.#origin, this.#judge] = [browser, origin, judge];
    this.#pictures = path.resolve(import.meta.dirname, '../../../.loop', pictures);
    mkdirSync(this.#pictures, { recursive: true });
  }

  /** A page of a persona, signed in; of a guest without one. */
  async page(screen: Screen, persona?: string): Promise<Page> {
    const context = await this.#browser.newContext({ viewport: screen });
    if (persona !== undefined) await context.request.post(`${this.#origin}/lightning/api/persona`, { form: { alias: persona }, maxRedirects: 0 });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    watch(page, this.problems);
    return page;
  }

  /** The customer's page, signed in at the site. */
  async customer(screen: Screen): Promise<Page> {
    const page = await this.page(screen);
    await page.goto(`${this.#origin}/s/`);
    await page.getByRole('button', { name: /Customer/ }).click();
    await page.waitForURL(`${this.#origin}/s/`);
    return page;
  }

  /** Keeps a picture of the whole page. */
  async keep(page: Page, name: string): Promise<void> {
    await page.evaluate('scrollTo(0, 0)');
    await page.screenshot({ path: path.join(this.#pictures, `${name}.png`), fullPage: true });
  }

  /** The page fits its screen and keeps nobody from using it; its picture is kept. */
  async look(page: Page, name: string): Promise<void> {
    await this.keep(page, name);
    expect([name, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([name, page.viewportSize()!.width]);
    expect([name, await this.#judge(page)]).toEqual([name, []]);
  }
}

/** What the page says once it says no more; the tabs of the console and the header left out. */
export async function settled(page: Page): Promise<string> {
  const main = page.locator('main').last();
  await main.waitFor();
  let before = '';
  for (let stable = 0; stable < 2;) {
    await page.waitForTimeout(150);
    const text = (await main.innerText()).trim();
    stable = text === before && text !== '' && !/\bLoading\b/.test(text) ? stable + 1 : 0;
    before = text;
  }
  return before;
}
