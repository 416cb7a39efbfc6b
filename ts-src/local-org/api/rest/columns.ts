import type { FieldDef, Schema, SObjectDef } from '../../schema/model.ts';
import type { FieldExpression, SelectItem, SoqlQuery } from '../../soql/ast.ts';

interface ColumnMetadata {
  readonly aggregate: boolean;
  readonly apexType: string;
  readonly booleanType: boolean;
  readonly columnName: string;
  readonly custom: boolean;
  readonly displayName: string;
  readonly foreignKeyName: string | null;
  readonly insertable: boolean;
  readonly joinColumns: readonly ColumnMetadata[];
  readonly numberType: boolean;
  readonly textType: boolean;
  readonly updatable: boolean;
}

/** What `query?columns=true` answers: the columns of the query without running it. */
export function columnsOf(schema: Schema, query: SoqlQuery): object {
  const object = schema.object(query.from.name);
  return {
    columnMetadata: query.select.map((item) => columnOf(schema, object, item)),
    entityName: object?.name ?? query.from.name,
    groupBy: query.groupBy !== undefined,
    idSelected: query.select.some((item) => item.kind === 'field' && item.field.kind === 'path' && item.field.parts.join('.').toLowerCase() === 'id'),
    keyPrefix: object?.keyPrefix ?? null,
  };
}

function columnOf(schema: Schema, object: SObjectDef | undefined, item: SelectItem): ColumnMetadata {
  if (item.kind === 'subquery') {
    const relationship = object?.childRelationship(item.query.from.name);
    const child = relationship && schema.object(relationship.childObject);
    return { ...plain(relationship?.name ?? item.query.from.name), aggregate: true, joinColumns: item.query.select.map((inner) => columnOf(schema, child, inner)) };
  }
  if (item.kind === 'typeof') return plain(item.relationship);
  if (item.kind === 'fields') return plain(`FIELDS(${item.group})`);
  if (item.field.kind === 'function') return { ...plain(item.alias ?? functionName(item.field)), aggregate: true, apexType: 'java:java.lang.Object' };
  return pathColumn(schema, object, item.field.parts);
}

function functionName(field: FieldExpression): string {
  return field.kind === 'function' ? field.name : field.parts.join('.');
}

function pathColumn(schema: Schema, object: SObjectDef | undefined, parts: readonly string[]): ColumnMetadata {
  let current = object;
  for (const part of parts.slice(0, -1)) {
    const target = current?.parentRelationship(part)?.referenceTo?.[0];
    current = target === undefined ? undefined : schema.object(target);
  }
  const field = current?.field(parts.at(-1)!);
  if (!field) return plain(parts.join('.'));
  return { ...plain(parts.length === 1 ? field.name : parts.join('.')), ...typeFlags(field), custom: field.custom, displayName: parts.length === 1 ? field.name : parts.join('.'), foreignKeyName: field.relationshipName ?? null, insertable: field.createable, updatable: field.updateable };
}

function typeFlags(field: FieldDef): { readonly apexType: string; readonly booleanType: boolean; readonly numberType: boolean; readonly textType: boolean } {
  const booleanType = field.type === 'boolean';
  const numberType = ['int', 'long', 'double', 'currency', 'percent'].includes(field.type);
  const textType = !booleanType && !numberType && !['date', 'datetime', 'time', 'id', 'reference', 'base64'].includes(field.type);
  const apexType = booleanType ? 'Boolean' : numberType ? (field.type === 'int' ? 'Integer' : 'Double') : field.type === 'date' ? 'Date' : field.type === 'datetime' ? 'Datetime' : field.type === 'id' || field.type === 'reference' ? 'Id' : 'String';
  return { apexType, booleanType, numberType, textType };
}

function plain(name: string): ColumnMetadata {
  return { aggregate: false, apexType: 'String', booleanType: false, columnName: name, custom: false, displayName: name, foreignKeyName: null, insertable: false, joinColumns: [], numberType: false, textType: false, updatable: false };
}
