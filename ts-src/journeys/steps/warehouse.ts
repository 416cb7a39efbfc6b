import type { Page } from 'playwright-core';
import { PHOTO } from './visits.ts';

/** The warehouse at the item of that serial number, not received yet. */
export async function findAtDock(page: Page, origin: string, serial: string): Promise<void> {
  await page.goto(`${origin}/lightning/n/Warehouse`);
  await page.getByRole('textbox', { name: 'Warehouse code' }).fill('WH-LYON');
  await page.getByLabel('Scan or type serial, IMEI or passport').fill(serial);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Receive this item' }).waitFor();
}

/** Grades the item by its checklist, everything well but the screen and the cleanliness; the codes of the questions. */
export async function grade(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: 'Receive this item' }).click();
  await page.getByRole('heading', { name: 'Checklist' }).waitFor();
  const codes = await page.locator('[data-question]').evaluateAll((questions) => questions.map((question) => question.getAttribute('data-question')!));
  for (const code of codes) await page.locator(`[data-question="${code}"] input[value="${code !== 'screen' && code !== 'clean'}"]`).check();
  await page.locator('[data-id="photo"] input[type=file]').setInputFiles({ name: 'front.png', mimeType: 'image/png', buffer: PHOTO });
  await page.getByRole('list', { name: 'Photos' }).waitFor();
  await page.getByRole('button', { name: 'Grade the item' }).click();
  await page.getByText('The rules suggest: Repair').waitFor();
  return codes;
}

/** Sends the item where the rules suggest and does every task there, each for 15.50; how many they were. */
export async function refurbish(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Send it there' }).click();
  await page.getByRole('heading', { name: 'Tasks' }).waitFor();
  const tasks = await page.locator('[data-done]').count();
  for (let done = 0; done < tasks; done += 1) {
    await page.locator('[data-cost] input').first().fill('15.50');
    await page.locator('[data-done] button').first().click();
    await page.getByText('Done by Priya Nair').nth(done).waitFor();
  }
  return tasks;
}

/** The item is ready for the shop. */
export async function finish(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'All done: ready for the shop' }).click();
  await page.locator('[data-id="status"]', { hasText: 'Ready' }).waitFor();
}
