import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { FeedError } from '../connectors/index.ts';
import { CommandFailure } from './failure.ts';

/** One file of a feed, as text in pieces. */
export interface FeedFile {
  readonly name: string;
  readonly open: () => AsyncIterable<string>;
}

/** The files behind the argument: one file, those of a folder with the right ending in name order, or standard input. */
export async function feedFiles(argument: string, format: string): Promise<FeedFile[]> {
  if (argument === '-') return [{ name: 'standard input', open: () => utf8(process.stdin) }];
  const info = await stat(argument).catch(() => undefined);
  if (info === undefined) throw new CommandFailure(`There is no file or folder "${argument}".`);
  if (!info.isDirectory()) return [fromPath(argument)];
  const endings = format === 'b2c-xml' ? ['.xml'] : ['.json', '.ndjson', '.jsonl'];
  const names = (await readdir(argument)).filter((name) => endings.some((ending) => name.endsWith(ending))).sort();
  if (names.length === 0) throw new CommandFailure(`The folder "${argument}" holds no ${endings.join(', ')} file.`);
  return names.map((name) => fromPath(path.join(argument, name)));
}

function fromPath(name: string): FeedFile {
  return { name, open: () => utf8(createReadStream(name)) };
}

/** Text of bytes. @throws FeedError for what is not UTF-8, which would be read as other text than was written */
async function* utf8(bytes: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let lines = 1;
  let last = '';
  try {
    for await (const chunk of bytes) {
      last = chunk.toString();
      yield decoder.decode(chunk as Buffer, { stream: true });
      lines += breaksIn(last);
    }
    last = '';
    yield decoder.decode();
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    throw new FeedError(`line ${lines + breaksIn(last.slice(0, last.indexOf('\ufffd', 1)))}: the file is not UTF-8`);
  }
}

const breaksIn = (text: string): number => text.split('\n').length - 1;

/** A file that can be read more than once; standard input is kept in memory for that. */
export async function replayable(argument: string): Promise<FeedFile> {
  if (argument !== '-') {
    const info = await stat(argument).catch(() => undefined);
    if (info?.isFile() !== true) throw new CommandFailure(`There is no file "${argument}".`);
    return fromPath(argument);
  }
  const chunks: string[] = [];
  try {
    for await (const chunk of utf8(process.stdin)) chunks.push(chunk);
  } catch (error) {
    throw error instanceof FeedError ? new CommandFailure(`standard input: ${error.message}.`) : error;
  }
  return {
    name: 'standard input',
    open: async function* () {
      yield* chunks;
    },
  };
}
