import type { Page } from 'playwright-core';

/** Chooses one of the stores that are known. */
export async function chooseStore(page: Page, label: string, code: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: code, exact: true }).click();
}
