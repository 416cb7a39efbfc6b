import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A fault in a bundle. `file` is absolute; `line` and `column` are 1-based. */
export interface BuildProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

interface Located {
  readonly message?: string;
  readonly id?: string;
  readonly importer?: string;
  readonly specifier?: string;
  readonly filename?: string;
  readonly loc?: { file?: string; line?: number; column?: number };
  readonly location?: { line?: number; column?: number };
  readonly errors?: readonly Located[];
  readonly cause?: unknown;
}

/** Faults of rolldown, of the LWC compiler and of babel under it, each with its place in the source. */
export function describeBuildFailure(error: unknown, folder: string): readonly BuildProblem[] {
  const failure = error as Located;
  const parts = Array.isArray(failure.errors) && failure.errors.length > 0 ? failure.errors : [failure];
  return parts.map((part) => describe(part, folder));
}

function describe(part: Located, folder: string): BuildProblem {
  const raw = part.message ?? String(part);
  const file = part.loc?.file ?? part.filename ?? part.importer?.split('?')[0] ?? part.id?.split('?')[0] ?? fileInText(raw) ?? folder;
  const place = part.loc ?? part.location ?? placeInText(raw) ?? (part.specifier ? placeOf(file, part.specifier) : undefined);
  return { file: path.isAbsolute(file) ? file : path.resolve(folder, file), line: place?.line ?? 1, column: (place?.column ?? 0) + 1, message: clean(raw) };
}

/** Keeps the sentence: no stack, no path, no code frame (the overlay shows the source itself). */
function clean(text: string): string {
  const lines = text.replaceAll(/\u001b\[[0-9;]*m/g, '').split('\n').map((line) => line.trim());
  const sentence = lines.find((line) => line !== '' && !/^\[plugin|^Build failed/.test(line)) ?? text;
  return sentence
    .replace(/^(\w*Error|CompilerError|SyntaxError): /, '')
    .replace(/^\/\S+?: /, '')
    .replace(/^\[\w+\]\s*(Error:\s*)?/, '')
    .replace(/\s*\(\d+:\d+\)$/, '');
}

const fileInText = (text: string): string | undefined => /(\/[^\s:?]+\.(?:js|ts|html|css))/.exec(text)?.[1];

function placeInText(text: string): { line: number; column: number } | undefined {
  const match = /\((\d+):(\d+)\)/.exec(text) ?? /:(\d+):(\d+)\b/.exec(text);
  return match ? { line: Number(match[1]), column: Number(match[2]) } : undefined;
}

function placeOf(file: string, text: string): { line: number; column: number } | undefined {
  try {
    const lines = readFileSync(file, 'utf8').split('\n');
    const line = lines.findIndex((source) => source.includes(text));
    return line < 0 ? undefined : { line: line + 1, column: lines[line]!.indexOf(text) };
  } catch {
    return undefined;
  }
}
