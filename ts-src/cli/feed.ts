import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { FeedError } from '../connectors/index.ts';
import { CommandFailure } from './failure.ts';
import { fileFault } from './file-text.ts';

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
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall !== undefined) throw new FeedError(`it cannot be read: ${fileFault(error)}`);
    if (code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    throw new FeedError(`line ${lines + breaksIn(last.slice(0, last.indexOf('\ufffd', 1)))}: the file is not UTF-8`);
  }
}

const breaksIn = (text: string): number => text.split('\n').length - 1;

/** A file that can be read more than once; standard input, and what is a pipe, is kept in memory for that. */
export async function replayable(argument: string): Promise<FeedFile> {
  const isInput = argument === '-';
  const info = isInput ? undefined : await stat(argument).catch(() => undefined);
  if (!isInput && info === undefined) throw new CommandFailure(`There is no file "${argument}".`);
  if (info?.isDirectory() === true) throw new CommandFailure(`"${argument}" is a folder: give one file.`);
  if (info?.isFile() === true) return fromPath(argument);
  const name = isInput ? 'standard input' : argument;
  const chunks: string[] = [];
  try {
    for await (const chunk of isInput ? utf8(process.stdin) : fromPath(argument).open()) chunks.push(chunk);
  } catch (error) {
    throw error instanceof FeedError ? new CommandFailure(`${name}: ${error.message}.`) : error;
  }
  return {
    name,
    open: async function* () {
      yield* chunks;
    },
  };
}
