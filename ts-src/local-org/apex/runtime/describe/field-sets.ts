import { current } from '../../../execution/context.ts';
import type { FieldDef, FieldSet as FieldSetDef, SObjectDef } from '../../../schema/model.ts';
import { ApexList } from '../collections/list.ts';
import { DescribeMap } from '../collections/map.ts';
import { missing, standardClass } from '../missing.ts';
import { enumValue } from '../std/enums.ts';
import { typeNamed } from '../types.ts';
import { DISPLAY } from './field-result.ts';
import { propertiesFromGetters } from './properties.ts';
import { sobjectField, sobjectType } from './tokens.ts';

/** Schema.FieldSetMember */
export class FieldSetMember {
  readonly #object: SObjectDef;
  readonly #field: FieldDef;
  readonly #path: string;
  readonly #required: boolean;

  constructor(object: SObjectDef, path: string, required: boolean) {
    const parts = path.split('.');
    const owner = parts.slice(0, -1).reduce((at: SObjectDef | undefined, part) => current().schema.object(at?.parentRelationship(part)?.referenceTo?.[0] ?? ''), object);
    this.#field = owner?.field(parts.at(-1)!) ?? missing(`the field ${object.name}.${path} of a field set`);
    this.#object = owner!;
    this.#path = path;
    this.#required = required;
  }

  getfieldpath(): string {
    return this.#path;
  }

  getlabel(): string {
    return this.#field.label;
  }

  getrequired(): boolean {
    return this.#required;
  }

  getdbrequired(): boolean {
    return !this.#field.nillable && this.#field.defaultedOnCreate !== true;
  }

  gettype(): unknown {
    return enumValue('schema_displaytype', DISPLAY[this.#field.type]);
  }

  getsobjectfield(): unknown {
    return sobjectField(this.#object.name, this.#field.name);
  }
}
standardClass('Schema.FieldSetMember', FieldSetMember);
propertiesFromGetters(FieldSetMember);

/** Schema.FieldSet */
export class FieldSet {
  readonly #object: SObjectDef;
  readonly #def: FieldSetDef;

  constructor(object: SObjectDef, def: FieldSetDef) {
    this.#object = object;
    this.#def = def;
  }

  getname(): string {
    return this.#def.developerName;
  }

  getlabel(): string {
    return this.#def.label;
  }

  getnamespace(): string | null {
    return null;
  }

  getsobjecttype(): unknown {
    return sobjectType(this.#object.name);
  }

  getfields(): ApexList {
    return ApexList.of('List<Schema.FieldSetMember>', this.#def.fields.map(({ path, required }) => new FieldSetMember(this.#object, path, required)));
  }
}
standardClass('Schema.FieldSet', FieldSet);
propertiesFromGetters(FieldSet);

/** `describe.fieldSets` */
export class SObjectTypeFieldSets {
  readonly #object: SObjectDef;

  constructor(object: SObjectDef) {
    this.#object = object;
  }

  getmap(): DescribeMap {
    const map = new DescribeMap(typeNamed('Map<String,Schema.FieldSet>'));
    for (const def of this.#object.fieldSets) map.put(def.developerName, new FieldSet(this.#object, def));
    return map;
  }
}
standardClass('Schema.SObjectTypeFieldSets', SObjectTypeFieldSets);

/** `$.fieldset(object, name)` */
export function fieldSet(object: string, name: string): FieldSet {
  const definition = current().schema.object(object);
  const def = definition?.fieldSets.find((set) => set.developerName.toLowerCase() === name.toLowerCase());
  return def === undefined ? missing(`the field set ${object}.${name}`) : new FieldSet(definition!, def);
}
