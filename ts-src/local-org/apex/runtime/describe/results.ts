import { current } from '../../../execution/context.ts';
import type { ChildRelationship as ChildDef, SObjectDef } from '../../../schema/model.ts';
import { ApexList } from '../collections/list.ts';
import { ApexMap, DescribeMap } from '../collections/map.ts';
import { standardClass } from '../missing.ts';
import { typeNamed } from '../types.ts';
import { DescribeFieldResult } from './field-result.ts';
import { SObjectTypeFieldSets } from './field-sets.ts';
import { propertiesFromGetters } from './properties.ts';
import { recordTypeInfos } from './record-types.ts';
import type { RecordTypeInfo } from './record-types.ts';
import { setDescribers, sobjectField, sobjectType } from './tokens.ts';
import type { SObjectFieldToken, SObjectTypeToken } from './tokens.ts';

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

propertiesFromGetters(ChildRelationship);

const relationships = new WeakMap<ChildDef, ChildRelationship>();

/** One object a relationship, so that it can be a map key. */
function childRelationship(def: ChildDef): ChildRelationship {
  let made = relationships.get(def);
  if (made === undefined) relationships.set(def, (made = new ChildRelationship(def)));
  return made;
}

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

  get fieldsets(): SObjectTypeFieldSets {
    return new SObjectTypeFieldSets(this.def);
  }

  getfieldsets(): SObjectTypeFieldSets {
    return this.fieldsets;
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
    return ApexList.of('List<Schema.ChildRelationship>', this.def.childRelationships.map(childRelationship));
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
    return this.def.features.undelete && this.isdeletable();
  }

  isqueryable(): boolean {
    return this.def.queryable && this.access().read;
  }

  issearchable(): boolean {
    return this.def.features.search;
  }

  iscustom(): boolean {
    return this.def.kind !== 'standard' && /__\w+$/.test(this.def.name);
  }

  iscustomsetting(): boolean {
    return this.def.kind === 'customSetting';
  }

  ismergeable(): boolean {
    return this.def.features.merge;
  }

  isfeedenabled(): boolean {
    return this.def.features.feeds;
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
