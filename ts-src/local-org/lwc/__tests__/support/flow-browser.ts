import type { Locator } from 'playwright-core';
import { parseSoql } from '../../../soql/index.ts';
import { launchBrowser } from '../../testing/browser.ts';
import { GadgetBrowser } from './gadget-browser.ts';
import { openGadgetOrg } from './gadget-org.ts';

export { DESKTOP, PHONE } from './gadget-browser.ts';

/** With words for what a person does in a flow. */
export class FlowBrowser extends GadgetBrowser {
  static override async launch(): Promise<FlowBrowser> {
    return new FlowBrowser(...(await Promise.all([openGadgetOrg(), launchBrowser()])));
  }

  /** Address of the flow that quotes a gadget. */
  quoteUrl(index: number, more = ''): string {
    return `/flow/Gadget_Screen_Quote?recordId=${this.gadgets.gadgetIds[index]}${more}`;
  }

  textbox(name: string): Locator {
    return this.page.getByRole('textbox', { name });
  }

  async press(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click();
  }

  async shows(text: string): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  /** Answers the first screen of the quote. */
  async nameCustomer(name: string): Promise<void> {
    await this.textbox('Customer').fill(name);
    await this.press('Next');
    await this.shows(`Questions for ${name}`);
  }

  /** Answers the wizard of the quote and leaves the last screen. */
  async acceptAndClose(): Promise<void> {
    for (const button of ['Yes', 'Yes', 'Accept', 'Close']) await this.press(button);
  }

  /** Fields of the first gadget of a condition, as text. */
  stored(fields: string, where: string): Record<string, string> | undefined {
    const query = parseSoql(`SELECT ${fields} FROM Gadget__c WHERE ${where}`);
    const [row] = this.gadgets.org.transaction(this.gadgets.org.persona('admin')!.userId, (transaction) => transaction.query(query, { mode: 'system', sharing: 'without' }).rows);
    return row && Object.fromEntries(Object.entries(row.fields).map(([name, value]) => [name, String(value)]));
  }

  /** Role and name of the focused element, through all shadow roots. */
  focused(): Promise<string> {
    return this.page.locator(':focus').evaluate((element) => `${element.getAttribute('role') ?? element.tagName.toLowerCase()} ${element.getAttribute('aria-label') ?? ''}`.trim());
  }
}
