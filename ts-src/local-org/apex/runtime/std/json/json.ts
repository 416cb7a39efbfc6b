import { statics } from '../../missing.ts';
import type { ApexType } from '../../types.ts';
import { required } from '../numbers.ts';
import { JsonGenerator } from './generator.ts';
import { JsonParser } from './parser.ts';
import { readText } from './read.ts';
import { parseUntyped } from './untyped.ts';
import { serialize } from './write.ts';

/** System.JSON */
export const json = statics('JSON', {
  serialize: (value: unknown, suppressNulls = false): string => serialize(value, suppressNulls === true, false),
  serializepretty: (value: unknown, suppressNulls = false): string => serialize(value, suppressNulls === true, true),
  deserialize: (text: string | null, type: ApexType): unknown => readText(required(text), required(type), false),
  deserializestrict: (text: string | null, type: ApexType): unknown => readText(required(text), required(type), true),
  deserializeuntyped: (text: string | null): unknown => parseUntyped(required(text)),
  creategenerator: (pretty: boolean): JsonGenerator => new JsonGenerator(pretty),
  createparser: (text: string | null): JsonParser => new JsonParser(required(text)),
});
