import { current } from '../../../execution/context.ts';
import type { ChildRelationship as ChildDef, FieldDef, FieldType, PicklistValue, SObjectDef } from '../../../schema/model.ts';
import { ApexList } from '../collections/list.ts';
import { ApexMap, DescribeMap } from '../collections/map.ts';
import { standardClass } from '../missing.ts';
import { missing } from '../missing.ts';
import { typeNamed } from '../types.ts';
import { enumValue } from '../std/enums.ts';
import { recordTypeInfos } from './record-types.ts';
import type { RecordTypeInfo } from './record-types.ts';
import { setDescribers, sobjectField, sobjectType } from './tokens.ts';
import type { SObjectFieldToken, SObjectTypeToken } from './tokens.ts';

/** Schema.DisplayType of the field types of the model. */
const DISPLAY: Readonly<Record<FieldType, string>> = {
  id: 'ID', reference: 'REFERENCE', string: 'STRING', textarea: 'TEXTAREA', email: 'EMAIL', phone: 'PHONE', url: 'URL', picklist: 'PICKLIST',
  multipicklist: 'MULTIPICKLIST', combobox: 'COMBOBOX', encryptedstring: 'ENCRYPTEDSTRING', boolean: 'BOOLEAN', int: 'INTEGER', long: 'LONG',
  double: 'DOUBLE', currency: 'CURRENCY', percent: 'PERCENT', date: 'DATE', datetime: 'DATETIME', time: 'TIME', base64: 'BASE64', address: 'ADDRESS',
  location: 'LOCATION', anytype: 'ANYTYPE',
};

/** Schema.SoapType of the same. */
function soapType(type: FieldType): string {
  switch (type) {
    case 'id':
    case 'reference':
      return 'ID';
    case 'boolean':
    case 'date':
    case 'time':
    case 'address':
    case 'location':
      return type.toUpperCase();
    case 'datetime':
      return 'DATETIME';
    case 'int':
      return 'INTEGER';
    case 'long':
    case 'double':
    case 'currency':
    case 'percent':
      return 'DOUBLE';
    case 'base64':
      return 'BASE64BINARY';
    case 'anytype':
      return 'ANYTYPE';
    default:
      return 'STRING';
  }
}

export class PicklistEntry {
  private readonly entry: PicklistValue;

  constructor(entry: PicklistValue) {
    this.entry = entry;
  }

  get value(): string {
    return this.entry.value;
  }

  get label(): string {
    return this.entry.label;
  }

  get active(): boolean {
    return this.entry.active;
  }

  get defaultvalue(): boolean {
    return this.entry.default;
  }

  getvalue(): string {
    return this.entry.value;
  }

  getlabel(): string {
    return this.entry.label;
  }

  isactive(): boolean {
    return this.entry.active;
  }

  isdefaultvalue(): boolean {
    return this.entry.default;
  }
}
standardClass('Schema.PicklistEntry', PicklistEntry);

export class ChildRelationship {
  private readonly relationship: ChildDef;

  constructor(relationship: ChildDef) {
    this.relationship = relationship;
  }

  getchildsobject(): SObjectTypeToken {
    return sobjectType(this.relationship.childObject);
  }

  getfield(): SObjectFieldToken {
    return sobjectField(this.relationship.childObject, this.relationship.field);
  }

  getrelationshipname(): string {
    return this.relationship.name;
  }

  iscascadedelete(): boolean {
    return this.relationship.cascadeDelete;
  }

  isrestricteddelete(): boolean {
    return this.relationship.restrictedDelete;
  }

  isdeprecatedandhidden(): boolean {
    return false;
  }
}
standardClass('Schema.ChildRelationship', ChildRelationship);

/** Property access (`describe.label`) means the getter (`getLabel()`, `isCustom()`). */
function propertiesFromGetters(type: { readonly prototype: object }): void {
  for (const method of Object.getOwnPropertyNames(type.prototype)) {
    const match = /^(?:get|is)(\w+)$/.exec(method);
    if (match === null || Object.hasOwn(type.prototype, match[1]!)) continue;
    Object.defineProperty(type.prototype, match[1]!, {
      get(this: Record<string, () => unknown>) {
        return this[method]!();
      },
      configurable: true,
    });
  }
}
propertiesFromGetters(ChildRelationship);

export class DescribeFieldResult {
  private readonly token: SObjectFieldToken;
  private readonly def: FieldDef;

  constructor(token: SObjectFieldToken) {
    this.token = token;
    this.def = token.$definition;
  }

  private access(): { readonly read: boolean; readonly edit: boolean } {
    return current().user.permissions.field(this.token.$object, this.def.name);
  }

  getname(): string {
    return this.def.name;
  }

  getlocalname(): string {
    return this.def.name;
  }

  getlabel(): string {
    return this.def.label;
  }

  gettype(): unknown {
    return enumValue('schema_displaytype', DISPLAY[this.def.type]);
  }

  getsoaptype(): unknown {
    return enumValue('schema_soaptype', soapType(this.def.type));
  }

  getlength(): number {
    return this.def.length;
  }

  getbytelength(): number {
    return this.def.length * 3;
  }

  getprecision(): number {
    return this.def.precision;
  }

  getscale(): number {
    return this.def.scale;
  }

  getdigits(): number {
    return this.def.type === 'int' ? this.def.precision || 9 : 0;
  }

  getdefaultvalue(): unknown {
    return this.def.type === 'boolean' ? this.def.defaultValue === 'true' : null;
  }

  getdefaultvalueformula(): string | null {
    return this.def.defaultValue ?? null;
  }

  getcalculatedformula(): string | null {
    return this.def.formula ?? null;
  }

  getinlinehelptext(): string | null {
    return this.def.inlineHelpText ?? null;
  }

  getpicklistvalues(): ApexList {
    return ApexList.of('List<Schema.PicklistEntry>', (this.def.picklist ?? []).map((entry) => new PicklistEntry(entry)));
  }

  getreferenceto(): ApexList {
    return ApexList.of('List<Schema.SObjectType>', (this.def.referenceTo ?? []).map((name) => sobjectType(name)));
  }

  getrelationshipname(): string | null {
    return this.def.relationshipName ?? null;
  }

  getrelationshiporder(): number | null {
    return this.def.masterDetail?.order ?? null;
  }

  getsobjectfield(): SObjectFieldToken {
    return this.token;
  }

  getsobjecttype(): SObjectTypeToken {
    return sobjectType(this.token.$object);
  }

  getcontroller(): unknown {
    return null;
  }

  isaccessible(): boolean {
    return this.access().read;
  }

  iscreateable(): boolean {
    return this.def.createable && this.access().edit && current().user.permissions.object(this.token.$object).create;
  }

  isupdateable(): boolean {
    return this.def.updateable && this.access().edit && current().user.permissions.object(this.token.$object).edit;
  }

  isautonumber(): boolean {
    return this.def.autoNumber !== undefined;
  }

  iscalculated(): boolean {
    return this.def.formula !== undefined || this.def.summary !== undefined;
  }

  iscascadedelete(): boolean {
    return this.def.deleteConstraint === 'Cascade';
  }

  isrestricteddelete(): boolean {
    return this.def.deleteConstraint === 'Restrict';
  }

  iscasesensitive(): boolean {
    return this.def.caseSensitive;
  }

  iscustom(): boolean {
    return this.def.custom;
  }

  isdefaultedoncreate(): boolean {
    return this.def.defaultValue !== undefined || this.def.type === 'boolean' || !this.def.createable;
  }

  isdependentpicklist(): boolean {
    return false;
  }

  isdeprecatedandhidden(): boolean {
    return false;
  }

  isencrypted(): boolean {
    return this.def.type === 'encryptedstring';
  }

  isexternalid(): boolean {
    return this.def.externalId;
  }

  isfilterable(): boolean {
    return !(this.def.type === 'textarea' && this.def.length > 255) && this.def.type !== 'base64';
  }

  isgroupable(): boolean {
    return this.isfilterable() && !['datetime', 'double', 'currency', 'percent', 'multipicklist'].includes(this.def.type) && this.def.formula === undefined;
  }

  issortable(): boolean {
    return this.isfilterable() && this.def.type !== 'multipicklist';
  }

  isaggregatable(): boolean {
    return this.isfilterable();
  }

  ishtmlformatted(): boolean {
    return false;
  }

  isidlookup(): boolean {
    return this.def.type === 'id' || this.def.externalId || this.isnamefield();
  }

  isnamefield(): boolean {
    return current().schema.object(this.token.$object)?.nameField === this.def.name;
  }

  isnamepointing(): boolean {
    return (this.def.referenceTo?.length ?? 0) > 1;
  }

  isnillable(): boolean {
    return this.def.nillable;
  }

  ispermissionable(): boolean {
    return this.def.custom && this.def.nillable && this.def.masterDetail === undefined;
  }

  isrestrictedpicklist(): boolean {
    return this.def.restrictedPicklist === true;
  }

  isunique(): boolean {
    return this.def.unique;
  }

  iswriterequiresmasterread(): boolean {
    return this.def.masterDetail?.writeRequiresMasterRead ?? false;
  }

  getdescribe(): DescribeFieldResult {
    return this;
  }

  tostring(): string {
    return `Schema.DescribeFieldResult[${this.def.name}]`;
  }
}
standardClass('Schema.DescribeFieldResult', DescribeFieldResult);
propertiesFromGetters(DescribeFieldResult);

const fieldMaps = new WeakMap<SObjectDef, DescribeMap>();

function fieldMap(def: SObjectDef): DescribeMap {
  let map = fieldMaps.get(def);
  if (map === undefined) {
    map = new DescribeMap(typeNamed('Map<String,Schema.SObjectField>'));
    for (const field of def.fields) map.put(field.name, sobjectField(def.name, field.name));
    fieldMaps.set(def, map);
  }
  return map.clone();
}

/** `describe.fields`. */
class SObjectTypeFields {
  private readonly def: SObjectDef;

  constructor(def: SObjectDef) {
    this.def = def;
  }

  getmap(): DescribeMap {
    return fieldMap(this.def);
  }
}
standardClass('Schema.SObjectTypeFields', SObjectTypeFields);

export class DescribeSObjectResult {
  private readonly def: SObjectDef;

  constructor(token: SObjectTypeToken) {
    this.def = token.$definition;
  }

  private access(): { create: boolean; read: boolean; edit: boolean; delete: boolean } {
    return current().user.permissions.object(this.def.name);
  }

  get fields(): SObjectTypeFields {
    return new SObjectTypeFields(this.def);
  }

  get fieldsets(): { getmap(): unknown } {
    return { getmap: () => missing('Schema.DescribeSObjectResult.fieldSets') };
  }

  getfields(): SObjectTypeFields {
    return this.fields;
  }

  getname(): string {
    return this.def.name;
  }

  getlocalname(): string {
    return this.def.name;
  }

  getlabel(): string {
    return this.def.label;
  }

  getlabelplural(): string {
    return this.def.labelPlural;
  }

  getkeyprefix(): string {
    return this.def.keyPrefix;
  }

  getsobjecttype(): SObjectTypeToken {
    return sobjectType(this.def.name);
  }

  getchildrelationships(): ApexList {
    return ApexList.of('List<Schema.ChildRelationship>', this.def.childRelationships.map((relationship) => new ChildRelationship(relationship)));
  }

  getrecordtypeinfos(): ApexList {
    return ApexList.of('List<Schema.RecordTypeInfo>', [...recordTypeInfos(this.def)]);
  }

  private infosBy(key: (info: RecordTypeInfo) => string | null, type: string): ApexMap {
    return ApexMap.of(`Map<${type},Schema.RecordTypeInfo>`, recordTypeInfos(this.def).map((info): [unknown, unknown] => [key(info), info]));
  }

  getrecordtypeinfosbydevelopername(): ApexMap {
    return this.infosBy((info) => info.getdevelopername(), 'String');
  }

  getrecordtypeinfosbyname(): ApexMap {
    return this.infosBy((info) => info.getname(), 'String');
  }

  getrecordtypeinfosbyid(): ApexMap {
    return this.infosBy((info) => info.getrecordtypeid(), 'Id');
  }

  isaccessible(): boolean {
    return this.access().read;
  }

  iscreateable(): boolean {
    return this.def.createable && this.access().create;
  }

  isupdateable(): boolean {
    return this.def.updateable && this.access().edit;
  }

  isdeletable(): boolean {
    return this.def.deletable && this.access().delete;
  }

  isundeletable(): boolean {
    return this.isdeletable();
  }

  isqueryable(): boolean {
    return this.def.queryable && this.access().read;
  }

  issearchable(): boolean {
    return this.def.queryable;
  }

  iscustom(): boolean {
    return this.def.kind !== 'standard' && /__\w+$/.test(this.def.name);
  }

  iscustomsetting(): boolean {
    return this.def.kind === 'customSetting';
  }

  ismergeable(): boolean {
    return ['Account', 'Contact', 'Lead', 'Case'].includes(this.def.name);
  }

  isfeedenabled(): boolean {
    return false;
  }

  isdeprecatedandhidden(): boolean {
    return false;
  }

  gethassubtypes(): boolean {
    return false;
  }

  tostring(): string {
    return `Schema.DescribeSObjectResult[${this.def.name}]`;
  }
}
standardClass('Schema.DescribeSObjectResult', DescribeSObjectResult);
propertiesFromGetters(DescribeSObjectResult);

setDescribers({ object: (token) => new DescribeSObjectResult(token), field: (token) => new DescribeFieldResult(token) });
