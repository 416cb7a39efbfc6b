import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../../testing/browser.ts';
import { violations, watchedPage } from '../../testing/pages.ts';
import { openGadgetOrg } from './gadget-org.ts';
import type { GadgetOrg } from './gadget-org.ts';

export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

/** A browser at the pages of a gadget org. */
export class GadgetBrowser {
  readonly gadgets: GadgetOrg;
  readonly #browser: Browser;
  context!: BrowserContext;
  page!: Page;
  /** What the browser's console complained about since the page was opened. */
  faults: string[] = [];

  protected constructor(gadgets: GadgetOrg, browser: Browser) {
    this.gadgets = gadgets;
    this.#browser = browser;
  }

  static async launch(): Promise<GadgetBrowser> {
    return new this(...(await Promise.all([openGadgetOrg(), launchBrowser()])));
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.gadgets.close();
  }

  async open(path: string, viewport = DESKTOP): Promise<void> {
    ({ context: this.context, page: this.page, faults: this.faults } = await watchedPage(this.#browser, viewport));
    await this.page.goto(this.gadgets.origin + path);
  }

  /** What axe finds. */
  violations(): Promise<string[]> {
    return violations(this.page);
  }
}
