/**
 * A partner system as a process to be killed: sends batch after batch, each again until it is answered, and tells of each that was.
 * Arguments: port, token, first batch. Ends after the batch under way when it is told something.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { batch } from './sales.ts';

const [port, token, first] = process.argv.slice(2) as [string, string, string];
let stopping = false;
process.stdin.once('data', () => (stopping = true));

async function post(number: number): Promise<readonly { outcome: string }[] | undefined> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/services/apexrest/loop/v1/events`, {
      method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ events: batch(number) }),
    });
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
    return ((await response.json()) as { results: { outcome: string }[] }).results;
  } catch (error) {
    // The org is gone in the middle of it: what became of the batch is not known.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

for (let number = Number(first); !stopping; number++) {
  let results = await post(number);
  while (results === undefined) {
    await wait(5);
    results = await post(number);
  }
  const refused = results.filter(({ outcome }) => !['created', 'appended', 'unchanged'].includes(outcome));
  if (refused.length > 0) throw new Error(`batch ${number}: ${JSON.stringify(refused)}`);
  process.stdout.write(`done ${number}\n`);
}
process.exit(0);
