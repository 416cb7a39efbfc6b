import type { Page } from 'playwright-core';

/** The customer asks for a repair of an item that reads so in the list. */
export async function askForRepair(page: Page, origin: string, item: string): Promise<void> {
  await page.goto(`${origin}/s/repairs`);
  await page.getByText('No repairs yet.').waitFor();
  await page.getByRole('combobox', { name: 'Item' }).click();
  await page.getByRole('option', { name: item }).click();
}

/** The number of the repair that stands first in the customer's list. */
export const rmaOf = (page: Page): Promise<string> => page.locator('c-portal-repairs li p span').first().innerText();

/** What a repair center is answered for a message. */
export interface CenterAnswer {
  readonly outcome: string;
  readonly status: string;
  readonly errors: readonly { readonly rule: string }[];
}

/** Sends one message of a repair center. */
export async function report(origin: string, accessToken: string, message: Readonly<Record<string, unknown>>): Promise<CenterAnswer> {
  const reply = await fetch(`${origin}/services/apexrest/loop/v1/repairs`, { method: 'POST', headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' }, body: JSON.stringify({ messages: [message] }) });
  expect(reply.status).toBe(200);
  return ((await reply.json()) as { results: readonly CenterAnswer[] }).results[0]!;
}
