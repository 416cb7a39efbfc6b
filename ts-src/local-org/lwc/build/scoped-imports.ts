import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { BuildProblem } from './build-error.ts';

/** Where a bundle imports a platform value (`@salesforce/apex/TwinController.find`). Lines and columns are 1-based. */
export interface ScopedImport {
  readonly specifier: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)(['"])(@salesforce\/[^'"\n]+)\1/g;

export function scopedImports(folder: string, files: readonly string[]): readonly ScopedImport[] {
  return files.filter((file) => /\.(js|ts)$/.test(file)).flatMap((file) => {
    const text = readFileSync(path.join(folder, file), 'utf8');
    return [...text.matchAll(IMPORT)].map((match) => {
      const at = match.index + match[0].indexOf(match[2]!);
      const before = text.slice(0, at).split('\n');
      return { specifier: match[2]!, file: path.join(folder, file), line: before.length, column: before.at(-1)!.length + 1 };
    });
  });
}

/** Turns a specifier into the source text of its module, or says why it cannot be had. */
export type ScopedResolver = (specifier: string) => { readonly code: string } | { readonly problem: string };

export function resolveScoped(imports: readonly ScopedImport[], resolve: ScopedResolver): { readonly sources: Record<string, string>; readonly problems: readonly BuildProblem[] } {
  const sources: Record<string, string> = {};
  const problems: BuildProblem[] = [];
  for (const { specifier, file, line, column } of imports) {
    const result = resolve(specifier);
    if ('code' in result) sources[specifier] = result.code;
    else problems.push({ file, line, column, message: result.problem });
  }
  return { sources, problems };
}
