import type { ExecutionContext } from '../../execution/context.ts';
import type { SObjectDef } from '../../schema/model.ts';
import type { Condition } from '../../soql/index.ts';
import { withRelated } from './layouts.ts';
import { pageOf } from './paging.ts';
import type { Page } from './paging.ts';
import { recordJson, systemPaths, withParentIds } from './record-json.ts';
import { standardColumns } from './columns.ts';
import { readablePath, selectRows, text, where } from './select.ts';

/** Records whose name, or another field that identifies them, holds the words; without words the latest. */
export function lookupRecords(context: ExecutionContext, object: SObjectDef, words: string, page: Page): object {
  const identifying = object.fields.filter((field) => field.name === object.nameField || field.externalId || field.unique || field.type === 'email');
  const searched = identifying.filter((field) => ['string', 'email', 'phone', 'textarea'].includes(field.type)).flatMap((field) => readablePath(context, object, field.name) ?? []);
  const shownNames = [...new Set([object.nameField, ...identifying.map(({ name }) => name), ...standardColumns(object)])].filter((name) => object.field(name)?.type !== 'boolean').slice(0, 4);
  const paths = shownNames.flatMap((name) => withRelated(context, object, name)).flatMap((name) => readablePath(context, object, name) ?? []);
  const pattern = `%${words.trim().replace(/[%_\\]/g, '\\$&')}%`;
  const matches: Condition = { kind: 'or', terms: searched.map((found) => where(found.parts, 'like', text(pattern))) };
  const recent = readablePath(context, object, 'LastModifiedDate');
  const rows = selectRows(context, {
    object,
    fields: withParentIds([...systemPaths(context, object), ...paths]),
    ...(words.trim() !== '' && searched.length > 0 ? { where: matches } : {}),
    ...(recent ? { orderBy: [{ field: { kind: 'path', parts: recent.parts, at: { line: 1, column: 1 } }, descending: true }] } : {}),
    limit: page.size + 1,
    offset: page.offset,
  });
  const shown = withParentIds(paths);
  return pageOf(rows, page, (row) => recordJson(context, row, shown));
}
