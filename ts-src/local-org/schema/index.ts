export type * from './model.ts';
export { buildSchema, compileSchema, type SchemaOptions } from './build-schema.ts';
export { checkSchema } from './check-schema.ts';
export { defineObject, defineSchema, hashDigits, setupId, type ObjectSpec } from './define.ts';
export { keyPrefixes } from './key-prefixes.ts';
export { speaksOfMore } from './known/index.ts';
export { SYSTEM_PERMISSIONS } from './standard/index.ts';
export { describeField, describeGlobal, describeObject, describeSummary, type DescribeAccess } from './describe.ts';
export { fieldTraits, type FieldTraits } from './field-traits.ts';
