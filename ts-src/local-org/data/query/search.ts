import type { QueryOptions } from '../../execution/context.ts';
import type { FieldDef, SObjectDef } from '../../schema/model.ts';
import type { Comparison, FieldPath, SoqlQuery, SoslQuery } from '../../soql/ast.ts';
import type { SObjectRecord } from '../../values/index.ts';
import type { TransactionView } from '../hooks.ts';
import type { Database } from '../store/database.ts';
import { isText, quote } from '../store/layout.ts';
import type { Layout } from '../store/layout.ts';
import type { QueryEngine } from './engine.ts';
import { QueryError, unsupportedObject } from './errors.ts';
import { bindValue } from './binds.ts';

/** SOSL: words are found in the text fields by scanning; there is no index and no ranking, rows come in the order of their query. */

interface SearchServices { readonly db: Database; readonly layout: Layout; readonly queries: QueryEngine }

type Matcher = (text: string) => boolean;

/** Lists of rows in the order of RETURNING. @throws QueryError */
export function search(services: SearchServices, view: TransactionView, query: SoslQuery, options: QueryOptions): SObjectRecord[][] {
  view.limits.charge('soslQueries');
  const matcher = parseSearch(searchText(query, options));
  const { schema } = services.layout;
  const returning = query.returning.length > 0
    ? query.returning
    : schema.objects.filter((o) => o.features.search && o.queryable).map((o): SoslQuery['returning'][number] => ({ object: o.name, fields: [] }));
  return returning.map((item) => {
    const object = schema.object(item.object);
    if (object === undefined || !object.queryable) throw unsupportedObject(item.object, query.at);
    const ids = matching(services, object, searched(object, query.inGroup), matcher);
    return rowsOf(services, view, query, item, ids, options);
  });
}

function searchText(query: SoslQuery, options: QueryOptions): string {
  if (query.find.kind === 'string') return query.find.value;
  const bind = bindValue(options.bind?.(query.find));
  return bind.list ? bind.values.join(' OR ') : String(bind.value ?? '');
}

function searched(object: SObjectDef, group: SoslQuery['inGroup']): FieldDef[] {
  const text = object.fields.filter((f) => isText(f) && f.formula === undefined);
  switch (group) {
    case 'NAME': return text.filter((f) => f.name === object.nameField || f.name === 'FirstName' || f.name === 'LastName');
    case 'EMAIL': return text.filter((f) => f.type === 'email');
    case 'PHONE': return text.filter((f) => f.type === 'phone');
    default: return text;
  }
}

function matching({ db, layout }: SearchServices, object: SObjectDef, fields: readonly FieldDef[], matcher: Matcher): Set<string> {
  const found = new Set<string>();
  if (fields.length === 0) return found;
  const rows = db.all(`SELECT "Id", ${fields.map((f) => quote(f.name)).join(', ')} FROM ${layout.table(object).sql} WHERE "IsDeleted" = 0 ORDER BY rowid`);
  for (const [id, ...texts] of rows) {
    if (matcher(texts.filter((t) => t !== null).join('\n'))) found.add(id as string);
  }
  return found;
}

function rowsOf({ queries }: SearchServices, view: TransactionView, query: SoslQuery, item: SoslQuery['returning'][number], ids: Set<string>, options: QueryOptions): SObjectRecord[] {
  const { at } = query;
  const slot = { kind: 'bind', index: -1, name: '~found', at } as const;
  const found: Comparison = { kind: 'comparison', left: { kind: 'path', parts: ['Id'], at }, operator: 'in', right: slot, at };
  const fields: readonly FieldPath[] = item.fields.length > 0 ? item.fields : [{ kind: 'path', parts: ['Id'], at }];
  const limit = item.limit ?? query.limit;
  const soql: SoqlQuery = {
    kind: 'soql', select: fields.map((field) => ({ kind: 'field', field })), from: { name: item.object },
    where: item.where === undefined ? found : { kind: 'and', terms: [found, item.where] }, allRows: false, at,
    ...(item.orderBy === undefined ? {} : { orderBy: item.orderBy }),
    ...(limit === undefined ? {} : { limit }),
    ...(item.offset === undefined ? {} : { offset: item.offset }),
    ...(query.withMode === undefined ? {} : { withMode: query.withMode }),
  };
  return queries.rows(view, soql, { ...options, bind: (bind) => (bind.index === -1 ? ids : options.bind?.(bind)) });
}

/** `acme* AND (corp OR "big deal") AND NOT test`: whole words, `*` and `?` as wild cards, words without operator all have to be there. */
export function parseSearch(text: string): Matcher {
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|\(|\)|(?:[^\s()"\\]|\\.)+/g) ?? [];
  if (tokens.every((t) => bare(t).replace(/[*?]/g, '').length < 2)) {
    throw new QueryError('MALFORMED_SEARCH', `search term must be longer than one character: ${text}`);
  }
  const state = { tokens, at: 0 };
  return alternatives(state);
}

interface TokenState { readonly tokens: readonly string[]; at: number }

function alternatives(state: TokenState): Matcher {
  const terms = [conjunction(state)];
  while (state.tokens[state.at] === 'OR') {
    state.at++;
    terms.push(conjunction(state));
  }
  return (text) => terms.some((t) => t(text));
}

function conjunction(state: TokenState): Matcher {
  const terms: Matcher[] = [];
  for (let token = state.tokens[state.at]; token !== undefined && token !== ')' && token !== 'OR'; token = state.tokens[state.at]) {
    if (token === 'AND') {
      state.at++;
      continue;
    }
    if (token === 'NOT') {
      state.at++;
      const excluded = single(state);
      terms.push((text) => !excluded(text));
    } else {
      terms.push(single(state));
    }
  }
  return (text) => terms.every((t) => t(text));
}

function single(state: TokenState): Matcher {
  const token = state.tokens[state.at++] ?? '';
  if (token === '(') {
    const inner = alternatives(state);
    state.at++;
    return inner;
  }
  const pattern = wordPattern(bare(token));
  return (text) => pattern.test(text);
}

function bare(token: string): string {
  return token.startsWith('"') ? token.slice(1, token.endsWith('"') ? -1 : undefined) : token;
}

function wordPattern(word: string): RegExp {
  const letter = '[\\p{L}\\p{N}_]';
  const body = word.replace(/\\(.)|[*?]|[^*?\\]+/g, (part, escaped: string | undefined) => {
    if (escaped !== undefined) return escape(escaped);
    return part === '*' ? `${letter}*` : part === '?' ? letter : escape(part);
  });
  return new RegExp(`(?<!${letter})${body}(?!${letter})`, 'iu');
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&').replace(/\\-/g, '\\x2d').replace(/\\\//g, '/');
}
