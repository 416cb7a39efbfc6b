import type { Page } from 'playwright-core';

/** The desk at the item of that serial number, with what it offers to do. */
export async function findAtDesk(page: Page, origin: string, serial: string, next = 'Start trade-in'): Promise<void> {
  await page.goto(`${origin}/lightning/n/Trade_In_Desk`);
  await page.getByLabel('Serial, IMEI, order number, passport or customer').fill(serial);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: next }).waitFor();
}

export const answer = (page: Page, code: string, value: string): Promise<void> => page.locator(`[data-question="${code}"] input[value="${value}"]`).check();

/** Every question that must be answered, at its best; how many they were. */
export async function answerAll(page: Page, email: string): Promise<number> {
  await page.getByLabel('E-mail of the customer').fill(email);
  const required = await page.locator('[data-question]:has(abbr)').evaluateAll((questions) => questions.map((question) => question.getAttribute('data-question')!));
  const good: Record<string, string> = { condition: 'good', working: 'true' };
  for (const code of required) await answer(page, code, good[code] ?? 'false');
  return required.length;
}

export async function sign(page: Page): Promise<void> {
  await page.getByLabel('The customer agrees to the offer and to the terms of the trade-in').check({ force: true });
  await page.getByRole('textbox', { name: 'Or type the name' }).fill('The Customer');
}

/** The trade-in of an item as the agent or the inspector works on it. */
export async function openCase(page: Page, origin: string, twinId: string): Promise<void> {
  await page.goto(`${origin}/lightning/r/Product_Twin__c/${twinId}/view`);
  await page.getByRole('tab', { name: 'Trade-Ins' }).click();
  await page.locator('c-trade-in-list button').first().click();
  await page.getByRole('heading', { name: 'History' }).waitFor();
}
