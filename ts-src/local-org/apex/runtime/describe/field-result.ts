import { current } from '../../../execution/context.ts';
import type { FieldDef, FieldType, PicklistValue } from '../../../schema/model.ts';
import { ApexList } from '../collections/list.ts';
import { standardClass } from '../missing.ts';
import { enumValue } from '../std/enums.ts';
import { propertiesFromGetters } from './properties.ts';
import { sobjectField, sobjectType } from './tokens.ts';
import type { SObjectFieldToken, SObjectTypeToken } from './tokens.ts';

/** Schema.DisplayType of the field types of the model. */
export const DISPLAY: Readonly<Record<FieldType, string>> = {
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

  getcontroller(): SObjectFieldToken | null {
    return this.def.controllerName === undefined ? null : sobjectField(this.token.$object, this.def.controllerName);
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
    return this.def.defaultedOnCreate === true || this.def.defaultValue !== undefined || this.def.type === 'boolean' || !this.def.createable;
  }

  isdependentpicklist(): boolean {
    return this.def.controllerName !== undefined;
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

  getcompoundfieldname(): string | null {
    return this.def.compoundField ?? null;
  }

  isdisplaylocationindecimal(): boolean {
    return this.def.displayLocationInDecimal === true;
  }

  ishtmlformatted(): boolean {
    return this.def.htmlFormatted === true;
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
