/** The data file itself fails. Whatever transaction ran is gone whole; nobody's code can catch it. */
export class DataFileError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'DataFileError';
    // Which statement met it tells nothing.
    this.stack = `${this.name}: ${message}`;
  }
}

/** Another process holds the data file. */
export class DatabaseInUseError extends DataFileError {
  constructor(path: string) {
    super(`The data file ${path} is in use by another process. Stop that process or choose another file.`);
    this.name = 'DatabaseInUseError';
  }
}

/** What SQLite's primary result codes mean for whoever runs the org. */
const SENTENCES: Readonly<Record<number, (path: string) => string>> = {
  8: unwritable, // READONLY
  10: (path) => `The data file ${path} cannot be read or written: its disk is full or reports an error.`, // IOERR
  11: damaged, // CORRUPT
  13: (path) => `The disk of the data file ${path} is full: nothing of this was saved. Make room and try again.`, // FULL
  14: unwritable, // CANTOPEN
  26: damaged, // NOTADB
};

function unwritable(path: string): string {
  return `The data file ${path} cannot be opened for writing: the file or its folder is read-only, or belongs to somebody else.`;
}

function damaged(path: string): string {
  return `The data file ${path} is damaged. Put a copy of it in its place, or remove it to begin without data.`;
}

/** Why its folder cannot be made. */
const FOLDER_FAULTS = new Set(['EROFS', 'EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'EEXIST']);

/** A fault of the file in a sentence; every other error as it is. */
export function fileFault(error: unknown, path: string): unknown {
  const { errcode, code, message } = error as { readonly errcode?: number; readonly code?: string; readonly message?: string };
  if (code !== undefined && FOLDER_FAULTS.has(code)) return new DataFileError(unwritable(path), error);
  if (errcode === undefined) return error;
  const primary = errcode & 0xff;
  if (primary === 5 || /database is locked/.test(message ?? '')) return new DatabaseInUseError(path);
  const sentence = SENTENCES[primary];
  return sentence === undefined ? error : new DataFileError(sentence(path), error);
}
