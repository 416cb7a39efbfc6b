import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FeedError } from '../../connectors/index.ts';
import { feedFiles, replayable } from '../feed.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'feed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, bytes: Buffer): string {
  const at = path.join(folder, name);
  writeFileSync(at, bytes);
  return at;
}

async function textOf(open: () => AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of open()) text += piece;
  return text;
}

/** Larger than what is read at once, so that characters are cut between two pieces. */
const long = `${'é€😀'.repeat(60_000)}\n`;

test('a file is read as it was written, as often as is wanted, without its byte order mark', async () => {
  const feed = await replayable(file('good.json', Buffer.from(`\ufeff${long}`)));
  expect([await textOf(feed.open), await textOf(feed.open)]).toEqual([long, long]);
});

test.each([['a character of another encoding', Buffer.from('caf\xe9', 'latin1')], ['half a character at its end', Buffer.from('€').subarray(0, 2)]])('%s is no guess: the file is refused with the place', async (_name, bytes) => {
  const bad = file('bad.json', Buffer.concat([Buffer.from('one\ntwo\n'), bytes, ...(bytes.length > 3 ? [Buffer.from('\nfour')] : [])]));
  for (const feed of [await replayable(bad), (await feedFiles(bad, 'shopify'))[0]!]) {
    await expect(textOf(feed.open)).rejects.toThrow(FeedError);
    await expect(textOf(feed.open)).rejects.toThrow('line 3: the file is not UTF-8');
  }
});
