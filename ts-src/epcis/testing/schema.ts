import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';

/** Public samples lie beside the checkout on some machines; a fresh clone has none. */
const file = path.resolve(import.meta.dirname, '../../../../shared/data/epcis/EPCIS-JSON-Schema.json');

const formats = { uri: /^[a-z][a-z0-9+.-]*:[^\s"<>\\^`{|}]+$/i, 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/ };

/** What breaks the published JSON Schema of EPCIS 2.0 in a document; null where the schema is not there. */
export const epcisSchema: ((document: unknown) => readonly string[]) | null = existsSync(file) ? compiled() : null;

function compiled() {
  const validate = new Ajv({ strict: false, formats }).compile(JSON.parse(readFileSync(file, 'utf8')) as object);
  return (document: unknown): readonly string[] => (validate(document) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`));
}
