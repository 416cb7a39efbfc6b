export { DECISIONS } from './decisions/index.ts';
export { DEFAULT_PACK } from './default-pack/index.ts';
export type { Pack } from './default-pack/index.ts';
export type { Cells, Given, Leaf } from './default-pack/leaves.ts';
export * from './language/index.ts';
export * from './vocabulary.ts';
