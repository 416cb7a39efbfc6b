/** Apex text -> syntax tree. */
export * from './ast.ts';
export { ApexSyntaxError } from './errors.ts';
export { parseAnonymous, parseApex, parseTrigger } from './units.ts';
