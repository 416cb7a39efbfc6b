import { hash } from 'node:crypto';
import { idChecksum } from '../values/index.ts';
import type {
  ChildRelationship, FieldDef, FieldSet, ObjectFeatures, RecordType, Schema, SharingModel, SObjectDef, SObjectKind, ValidationRule,
} from './model.ts';

/** What a builder says of an object; the rest has defaults. */
export interface ObjectSpec {
  readonly name: string;
  readonly label: string;
  readonly labelPlural?: string;
  readonly keyPrefix: string;
  readonly kind?: SObjectKind;
  readonly fields: readonly FieldDef[];
  readonly nameField?: string;
  readonly childRelationships?: readonly ChildRelationship[];
  readonly validationRules?: readonly ValidationRule[];
  readonly recordTypes?: readonly RecordType[];
  readonly fieldSets?: readonly FieldSet[];
  readonly sharing?: { readonly internal: SharingModel; readonly external: SharingModel };
  readonly setup?: boolean;
  readonly queryable?: boolean;
  readonly createable?: boolean;
  readonly updateable?: boolean;
  readonly deletable?: boolean;
  readonly description?: string;
  readonly parentObject?: string;
  readonly customSettingType?: 'Hierarchy' | 'List';
  readonly visibility?: SObjectDef['visibility'];
  readonly publishBehavior?: SObjectDef['publishBehavior'];
  readonly features?: Partial<ObjectFeatures>;
}

const NO_FEATURES: ObjectFeatures = {
  activities: false, feeds: false, history: false, reports: false, search: false, sharing: false, undelete: false, merge: false, triggers: false,
};

class ObjectDefinition implements SObjectDef {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly keyPrefix: string;
  readonly kind: SObjectKind;
  readonly fields: readonly FieldDef[];
  readonly nameField: string;
  readonly childRelationships: readonly ChildRelationship[];
  readonly validationRules: readonly ValidationRule[];
  readonly recordTypes: readonly RecordType[];
  readonly fieldSets: readonly FieldSet[];
  readonly sharing: SObjectDef['sharing'];
  readonly setup: boolean;
  readonly queryable: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  readonly description?: string;
  readonly parentObject?: string;
  readonly customSettingType?: 'Hierarchy' | 'List';
  readonly visibility?: SObjectDef['visibility'];
  readonly publishBehavior?: SObjectDef['publishBehavior'];
  readonly features: ObjectFeatures;
  readonly #fields = new Map<string, FieldDef>();
  readonly #parents = new Map<string, FieldDef>();
  readonly #children = new Map<string, ChildRelationship>();

  constructor(spec: ObjectSpec) {
    this.name = spec.name;
    this.label = spec.label;
    this.labelPlural = spec.labelPlural ?? plural(spec.label);
    this.keyPrefix = spec.keyPrefix;
    this.kind = spec.kind ?? 'standard';
    this.fields = Object.freeze([...spec.fields]);
    this.nameField = spec.nameField ?? (spec.fields.some((f) => f.name === 'Name') ? 'Name' : 'Id');
    this.childRelationships = Object.freeze([...(spec.childRelationships ?? [])]);
    this.validationRules = spec.validationRules ?? [];
    this.recordTypes = spec.recordTypes ?? [];
    this.fieldSets = spec.fieldSets ?? [];
    this.sharing = spec.sharing ?? { internal: 'ReadWrite', external: 'ReadWrite' };
    this.setup = spec.setup ?? false;
    this.queryable = spec.queryable ?? true;
    this.createable = spec.createable ?? true;
    this.updateable = spec.updateable ?? true;
    this.deletable = spec.deletable ?? true;
    if (spec.description !== undefined) this.description = spec.description;
    if (spec.parentObject !== undefined) this.parentObject = spec.parentObject;
    if (spec.customSettingType !== undefined) this.customSettingType = spec.customSettingType;
    if (spec.visibility !== undefined) this.visibility = spec.visibility;
    if (spec.publishBehavior !== undefined) this.publishBehavior = spec.publishBehavior;
    this.features = { ...NO_FEATURES, ...spec.features };
    for (const field of this.fields) {
      this.#fields.set(field.name.toLowerCase(), field);
      if (field.relationshipName !== undefined) this.#parents.set(field.relationshipName.toLowerCase(), field);
    }
    for (const child of this.childRelationships) if (child.name !== '') this.#children.set(child.name.toLowerCase(), child);
    Object.freeze(this);
  }

  field(name: string): FieldDef | undefined {
    return this.#fields.get(name) ?? this.#fields.get(name.toLowerCase());
  }

  parentRelationship(name: string): FieldDef | undefined {
    return this.#parents.get(name.toLowerCase());
  }

  childRelationship(name: string): ChildRelationship | undefined {
    return this.#children.get(name.toLowerCase());
  }
}

/** A frozen object definition with its look-ups. */
export function defineObject(spec: ObjectSpec): SObjectDef {
  return new ObjectDefinition(spec);
}

/** A frozen schema. The first of two objects of one name or prefix wins; callers that care have checked before. */
export function defineSchema(objects: readonly SObjectDef[]): Schema {
  const byName = new Map<string, SObjectDef>();
  const byPrefix = new Map<string, SObjectDef>();
  for (const object of objects) {
    const key = object.name.toLowerCase();
    if (!byName.has(key)) byName.set(key, object);
    if (object.keyPrefix !== '' && !byPrefix.has(object.keyPrefix)) byPrefix.set(object.keyPrefix, object);
  }
  return Object.freeze({
    objects: Object.freeze([...objects]),
    object: (name: string) => byName.get(name) ?? byName.get(name.toLowerCase()),
    objectByPrefix: (prefix: string) => byPrefix.get(prefix),
  });
}

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Base-62 digits of a text's hash: `length` characters, the same in every run. */
export function hashDigits(text: string, length: number): string {
  let n = BigInt(`0x${hash('sha256', text, 'hex')}`);
  let digits = '';
  for (let i = 0; i < length; i++) {
    digits += BASE62[Number(n % 62n)];
    n /= 62n;
  }
  return digits;
}

/**
 * Id (18 characters) of a thing that metadata or configuration defines, derived from its name: the same in every run and on
 * every machine. The infix `0lS` keeps it apart from ids that the store hands out.
 */
export function setupId(prefix: string, key: string): string {
  const id15 = `${prefix}0lS${hashDigits(`${prefix}:${key.toLowerCase()}`, 9)}`;
  return id15 + idChecksum(id15);
}

/** English plural for a label that came without one. */
export function plural(label: string): string {
  if (/[^aeiou]y$/i.test(label)) return `${label.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/i.test(label) ? `${label}es` : `${label}s`;
}

/** `NumberOfEmployees` -> `Number Of Employees`; `Twin__c` -> `Twin`. */
export function labelOf(name: string): string {
  return name.replace(/__\w+$/, '').replace(/_/g, ' ').replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2');
}
