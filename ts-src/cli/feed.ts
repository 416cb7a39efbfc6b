import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { CommandFailure } from './failure.ts';

/** One file of a feed, as text in pieces. */
export interface FeedFile {
  readonly name: string;
  readonly open: () => AsyncIterable<string>;
}

/** The files behind the argument: one file, those of a folder with the right ending in name order, or standard input. */
export async function feedFiles(argument: string, format: string): Promise<FeedFile[]> {
  if (argument === '-') return [{ name: 'standard input', open: () => process.stdin.setEncoding('utf8') }];
  const info = await stat(argument).catch(() => undefined);
  if (info === undefined) throw new CommandFailure(`There is no file or folder "${argument}".`);
  if (!info.isDirectory()) return [fromPath(argument)];
  const endings = format === 'b2c-xml' ? ['.xml'] : ['.json', '.ndjson', '.jsonl'];
  const names = (await readdir(argument)).filter((name) => endings.some((ending) => name.endsWith(ending))).sort();
  if (names.length === 0) throw new CommandFailure(`The folder "${argument}" holds no ${endings.join(', ')} file.`);
  return names.map((name) => fromPath(path.join(argument, name)));
}

function fromPath(name: string): FeedFile {
  return { name, open: () => createReadStream(name, 'utf8') };
}

/** A file that can be read more than once; standard input is kept in memory for that. */
export async function replayable(argument: string): Promise<FeedFile> {
  if (argument !== '-') {
    const info = await stat(argument).catch(() => undefined);
    if (info?.isFile() !== true) throw new CommandFailure(`There is no file "${argument}".`);
    return fromPath(argument);
  }
  const chunks: string[] = [];
  for await (const chunk of process.stdin.setEncoding('utf8')) chunks.push(chunk as string);
  return {
    name: 'standard input',
    open: async function* () {
      yield* chunks;
    },
  };
}
