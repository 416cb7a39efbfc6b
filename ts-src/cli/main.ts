import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { projectDir } from './paths.ts';

// Compiled code, types already stripped, is kept between runs: a warm start compiles nothing.
enableCompileCache(path.join(projectDir, '.loop', 'cache', 'node'));
await import('./program.ts');
