import { createHash } from 'node:crypto';
import { orgDomain } from '../../execution/org-domain.ts';
import type { SObjectDef } from '../../schema/model.ts';
import { ApexBlob, SObjectRecord } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';
import { fail } from './row.ts';
import type { Row } from './row.ts';
import type { Statement } from './statement.ts';

/** A delivery of a file: the addresses that others open. */
export function addDeliveries(statement: Statement, rows: readonly Row[]): void {
  if (statement.object.name !== 'ContentDistribution') return;
  for (const { record: { fields } } of rows) {
    const place = `${orgDomain()}/sfc/p/${String(fields.Id).slice(0, 15)}`;
    fields.DistributionPublicUrl = place;
    if (fields.PreferencesAllowOriginalDownload === true) fields.ContentDownloadUrl = `${place}/download`;
    if (fields.PreferencesAllowPDFDownload === true) fields.PdfDownloadUrl = `${place}/pdf`;
    fields.ContentDocumentId = (statement.services.db.get('SELECT "ContentDocumentId" FROM "ContentVersion" WHERE "Id" = ?', [String(fields.ContentVersionId)])?.[0] as string | undefined) ?? null;
  }
}

/** What a new version of a file must bring, unless its content lies elsewhere. */
export function checkFile(statement: Statement, row: Row): void {
  const { fields } = row.record;
  if (statement.object.name !== 'ContentVersion' || row.old !== null || (fields.ContentUrl ?? null) !== null || fields.ContentLocation === 'E') return;
  const body = fields.VersionData;
  const missing = [...(body instanceof ApexBlob && body.size() > 0 ? [] : ['VersionData']), ...((fields.PathOnClient ?? null) === null ? ['PathOnClient'] : [])];
  if (missing.length > 0) fail(row, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing);
}

/** New versions of files: each belongs to a document, made for the first one, and linked to its owner and to where it was published. */
export function addFiles(statement: Statement, rows: readonly Row[]): void {
  if (statement.object.name !== 'ContentVersion') return;
  const { services } = statement;
  const document = services.layout.schema.object('ContentDocument');
  const link = services.layout.schema.object('ContentDocumentLink');
  if (document === undefined || link === undefined) return;
  for (const row of rows) {
    const { fields } = row.record;
    describe(statement.object, fields);
    const given = fields.ContentDocumentId as string | null | undefined;
    if (given === null || given === undefined) {
      fields.ContentDocumentId = services.sequences.nextId(document);
      fields.VersionNumber = '1';
      write(statement, document, documentFields(fields));
      const places = new Set([fields.OwnerId ?? statement.user.id, fields.FirstPublishLocationId ?? null]);
      for (const place of places) {
        if (typeof place === 'string') write(statement, link, { LinkedEntityId: place, ContentDocumentId: fields.ContentDocumentId, ShareType: place.startsWith('005') ? 'I' : 'V', Visibility: 'AllUsers' });
      }
    } else {
      fields.VersionNumber = String(supersede(statement, given) + 1);
      const { Id: _, ...now } = documentFields(fields);
      const table = services.layout.table(document);
      services.rows.update(table, given, Object.entries(now).flatMap(([name, value]) => {
        const column = table.byName.get(name);
        return column === undefined || ['CreatedDate', 'CreatedById', 'OwnerId'].includes(name) ? [] : [{ column, raw: column.encode(value) }];
      }));
    }
    fields.IsLatest = true;
  }
}

/** Types that are not called after their extension. */
const FILE_TYPES: Readonly<Record<string, string>> = {
  doc: 'WORD', docx: 'WORD_X', xls: 'EXCEL', xlsx: 'EXCEL_X', xlsm: 'EXCEL_M', ppt: 'POWER_POINT', pptx: 'POWER_POINT_X', pptm: 'POWER_POINT_M', pps: 'POWER_POINT', txt: 'TEXT', log: 'TEXT', htm: 'HTML', jpeg: 'JPG', jpe: 'JPG', tif: 'TIFF', mpg: 'MPEG',
  ai: 'AI', eps: 'EPS', js: 'JS', md: 'UNKNOWN', snote: 'SNOTE', visio: 'VISIO', vsd: 'VISIO',
};

function describe(version: SObjectDef, fields: Record<string, Value>): void {
  const path = typeof fields.PathOnClient === 'string' ? fields.PathOnClient : null;
  const name = path?.split(/[\\/]/).at(-1) ?? null;
  const extension = name !== null && name.includes('.') ? name.slice(name.lastIndexOf('.') + 1) : null;
  if ((fields.Title ?? null) === null) fields.Title = extension === null ? name : name!.slice(0, -extension.length - 1);
  const body = fields.VersionData;
  const derived: Record<string, Value> = {
    FileExtension: extension, FileType: extension === null ? 'UNKNOWN' : (FILE_TYPES[extension.toLowerCase()] ?? extension.toUpperCase()),
    ContentSize: body instanceof ApexBlob ? body.size() : 0, Checksum: body instanceof ApexBlob ? createHash('md5').update(body.bytes).digest('hex') : null,
    ContentModifiedDate: fields.CreatedDate ?? null, ContentModifiedById: fields.CreatedById ?? null,
  };
  for (const [field, value] of Object.entries(derived)) if (version.field(field) !== undefined) fields[field] = value;
}

function documentFields(version: Readonly<Record<string, Value>>): Record<string, Value> {
  const of = (name: string): Value => version[name] ?? null;
  return {
    Id: of('ContentDocumentId'), Title: of('Title'), Description: of('Description'), FileType: of('FileType'), FileExtension: of('FileExtension'), ContentSize: of('ContentSize'),
    LatestPublishedVersionId: of('Id'), PublishStatus: 'P', OwnerId: of('OwnerId'), ContentModifiedDate: of('CreatedDate'), CreatedDate: of('CreatedDate'),
    CreatedById: of('CreatedById'), LastModifiedDate: of('LastModifiedDate'), LastModifiedById: of('LastModifiedById'), SystemModstamp: of('SystemModstamp'),
  };
}

function write(statement: Statement, object: SObjectDef, values: Record<string, Value>): void {
  const { services } = statement;
  const record = new SObjectRecord(object);
  record.fields.Id = services.sequences.nextId(object);
  for (const [name, value] of Object.entries(values)) if (object.field(name) !== undefined) record.fields[name] = value;
  services.rows.insert(services.layout.table(object), [record]);
  services.hooks.observer?.onWrite?.(object, [record.id!], 'insert', 'platform');
}

/** The versions there are, none of them the latest any more. */
function supersede(statement: Statement, documentId: string): number {
  const { db } = statement.services;
  db.run(`UPDATE ${statement.table.sql} SET "IsLatest" = 0 WHERE "ContentDocumentId" = ?`, [documentId]);
  return Number(db.get(`SELECT COUNT(*) FROM ${statement.table.sql} WHERE "ContentDocumentId" = ?`, [documentId])![0]);
}
