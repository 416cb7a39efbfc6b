import { labelOf, type ObjectSpec } from '../define.ts';
import type { FieldDef, FieldType, ObjectFeatures, PicklistValue, SharingModel, SObjectKind } from '../model.ts';

/**
 * Words to write the standard objects down with. A field is a function from its name, so that the name is said once:
 * `fields({ LastName: required(text(80)), AccountId: lookup('Account', 'Contacts') })`.
 */
export type FieldBuilder = (name: string) => FieldDef[];

const NOTHING = {
  custom: false, length: 0, precision: 0, scale: 0, nillable: true, unique: false, caseSensitive: false, externalId: false, createable: true, updateable: true,
} as const;

const field = (type: FieldType, label: string | undefined, more: Partial<FieldDef> = {}): FieldBuilder =>
  (name) => [{ ...NOTHING, name, label: label ?? labelOf(name), type, ...more }];

/** Changes the first field a builder makes (a compound field's parts stay as they are). */
const change = (builder: FieldBuilder, more: Partial<FieldDef>): FieldBuilder => (name) => {
  const [first, ...parts] = builder(name);
  return [{ ...first!, ...more }, ...parts];
};
const changeAll = (builder: FieldBuilder, more: Partial<FieldDef>): FieldBuilder => (name) => builder(name).map((f) => ({ ...f, ...more }));

export const text = (length: number, label?: string): FieldBuilder => field('string', label, { length });
export const textArea = (length: number, label?: string): FieldBuilder => field('textarea', label, { length });
export const email = (label?: string): FieldBuilder => field('email', label, { length: 80 });
export const phone = (label?: string): FieldBuilder => field('phone', label, { length: 40 });
export const url = (label?: string, length = 255): FieldBuilder => field('url', label, { length });
export const bool = (label?: string): FieldBuilder => field('boolean', label, { nillable: false, defaultedOnCreate: true, defaultValue: 'false' });
export const int = (label?: string, precision = 9): FieldBuilder => field('int', label, { precision });
export const double = (precision: number, scale: number, label?: string): FieldBuilder => field('double', label, { precision, scale });
export const currency = (precision = 18, scale = 2, label?: string): FieldBuilder => field('currency', label, { precision, scale });
export const percent = (precision: number, scale: number, label?: string): FieldBuilder => field('percent', label, { precision, scale });
export const date = (label?: string): FieldBuilder => field('date', label);
export const datetime = (label?: string): FieldBuilder => field('datetime', label);
export const time = (label?: string): FieldBuilder => field('time', label);
export const base64 = (label?: string): FieldBuilder => field('base64', label);
export const anyType = (label?: string): FieldBuilder => field('anytype', label, { length: 255 });
/** An Id that describe calls a plain id, without a relationship. */
export const idValue = (label?: string): FieldBuilder => field('string', label, { length: 18 });
/** Ids of several records, as Apex gives and takes them: a list of texts. Kept as one text. */
export const idList = (label?: string): FieldBuilder => field('textarea', label, { length: 4000, apexType: 'List<String>' });
/** Record number made by the org: `CaseNumber`, `ContractNumber`. */
export const autoNumber = (format: string, label?: string): FieldBuilder =>
  field('string', label, { length: 30, nillable: false, createable: false, updateable: false, defaultedOnCreate: true, autoNumber: { format, start: 1 } });

/** Values as `Label` or `*Label` for the default one. */
export const picklist = (values: readonly string[], label?: string, length = 255): FieldBuilder =>
  field('picklist', label, { length, picklist: picklistValues(values) });
export const multiPicklist = (values: readonly string[], label?: string): FieldBuilder =>
  field('multipicklist', label, { length: 4099, picklist: picklistValues(values) });
/** A picklist that also takes free text. */
export const combobox = (values: readonly string[], label?: string): FieldBuilder => field('combobox', label, { length: 255, picklist: picklistValues(values) });

function picklistValues(values: readonly string[]): PicklistValue[] {
  return values.map((text) => {
    const value = text.replace(/^\*/, '');
    return { value, label: value, active: true, default: text.startsWith('*') };
  });
}

interface LookupOptions {
  readonly label?: string;
  /** Parent relationship; default: the field's name without `Id`. */
  readonly relationship?: string;
  readonly onDelete?: 'SetNull' | 'Cascade' | 'Restrict';
}

/** A reference; `children` is the relationship name on the parent. */
export const lookup = (target: string | readonly string[], children?: string, options: LookupOptions = {}): FieldBuilder => (name) => [
  {
    ...NOTHING,
    name,
    label: options.label ?? labelOf(name).replace(/ Id$/, ' ID'),
    type: 'reference',
    length: 18,
    referenceTo: typeof target === 'string' ? [target] : target,
    relationshipName: options.relationship ?? name.replace(/Id$/, ''),
    ...(children === undefined ? {} : { childRelationshipName: children }),
    deleteConstraint: options.onDelete ?? 'SetNull',
  },
];

/** A reference by API name to an object or a field of the org. */
export const named = (target: string, children?: string, options: LookupOptions = {}): FieldBuilder => (name) => lookup(target, children, options)(name).map((f) => ({ ...f, type: 'string', length: 255 }));

/** Street, city, state, postal code, country, latitude, longitude, accuracy and the compound itself. `prefix` is the part before `Address`. */
export const address = (label?: string): FieldBuilder => (name) => {
  const prefix = name.replace(/Address$/, '');
  const title = label ?? labelOf(name).replace(/ ?Address$/, '');
  const part = (suffix: string, type: FieldType, length: number, words: string): FieldDef => ({
    ...NOTHING, name: `${prefix}${suffix}`, label: `${title} ${words}`.trim(), type, length, compoundField: name,
    ...(type === 'double' ? { precision: 18, scale: 15 } : {}),
    ...(suffix === 'GeocodeAccuracy' ? { picklist: picklistValues(['Address', 'NearAddress', 'Block', 'Street', 'ExtendedZip', 'Zip', 'Neighborhood', 'City', 'County', 'State', 'Unknown']) } : {}),
  });
  const parts = [
    part('Street', 'textarea', 255, 'Street'), part('City', 'string', 40, 'City'), part('State', 'string', 80, 'State/Province'),
    part('PostalCode', 'string', 20, 'Zip/Postal Code'), part('Country', 'string', 80, 'Country'),
    part('Latitude', 'double', 0, 'Latitude'), part('Longitude', 'double', 0, 'Longitude'), part('GeocodeAccuracy', 'picklist', 40, 'Geocode Accuracy'),
  ];
  const compound: FieldDef = { ...NOTHING, name, label: `${title} Address`.trim(), type: 'address', createable: false, updateable: false, components: parts.map((p) => p.name) };
  return [compound, ...parts];
};

/** A person's name: the compound `Name` with last name, first name and salutation. */
export const personName = (salutations = ['Mr.', 'Ms.', 'Mrs.', 'Dr.', 'Prof.']): FieldBuilder => (name) => [
  { ...NOTHING, name, label: 'Full Name', type: 'string', length: 121, nillable: false, createable: false, updateable: false, defaultedOnCreate: true, components: ['Salutation', 'FirstName', 'LastName'] },
  { ...NOTHING, name: 'LastName', label: 'Last Name', type: 'string', length: 80, nillable: false, compoundField: name },
  { ...NOTHING, name: 'FirstName', label: 'First Name', type: 'string', length: 40, compoundField: name },
  ...(salutations.length === 0 ? [] : [{ ...NOTHING, name: 'Salutation', label: 'Salutation', type: 'picklist' as const, length: 40, picklist: picklistValues(salutations), compoundField: name }]),
];

export const required = (builder: FieldBuilder): FieldBuilder => change(builder, { nillable: false });
/** Never null, but filled by the org when the caller says nothing. */
export const defaulted = (builder: FieldBuilder, value?: string): FieldBuilder =>
  change(builder, { nillable: false, defaultedOnCreate: true, ...(value === undefined ? {} : { defaultValue: value }) });
export const readOnly = (builder: FieldBuilder): FieldBuilder => changeAll(builder, { createable: false, updateable: false });
/** Set on insert, never changed. */
export const createOnly = (builder: FieldBuilder): FieldBuilder => change(builder, { updateable: false });
export const unique = (builder: FieldBuilder): FieldBuilder => change(builder, { unique: true });
/** A number or checkbox with the value it has when the caller says nothing. */
export const initially = (value: string, builder: FieldBuilder): FieldBuilder => change(builder, { defaultValue: value });
/** Checkbox that starts checked. */
export const checked = (label?: string): FieldBuilder => initially('true', bool(label));
/** Only values of the list are accepted. */
export const restricted = (builder: FieldBuilder): FieldBuilder => change(builder, { restrictedPicklist: true });

type SystemField = 'IsDeleted' | 'CreatedDate' | 'CreatedById' | 'LastModifiedDate' | 'LastModifiedById' | 'SystemModstamp';

export interface StandardOptions {
  readonly plural?: string;
  readonly kind?: SObjectKind;
  readonly nameField?: string;
  /** Adds OwnerId; the list says who may own (default users and queues). */
  readonly owner?: true | readonly string[];
  /** Adds LastActivityDate and takes tasks and events. */
  readonly activities?: boolean;
  /** False: takes activities but shows no LastActivityDate. */
  readonly lastActivity?: false;
  /** Adds LastViewedDate and LastReferencedDate. */
  readonly viewed?: boolean;
  /** System fields this object does not have. */
  readonly without?: readonly SystemField[];
  /** Gives the object a share object. */
  readonly sharing?: { readonly internal: SharingModel; readonly external: SharingModel };
  readonly history?: boolean;
  readonly setup?: boolean;
  readonly features?: Partial<ObjectFeatures>;
  readonly queryable?: boolean;
  readonly createable?: boolean;
  readonly updateable?: boolean;
  readonly deletable?: boolean;
}

const userLookup = (name: string, label: string): FieldDef => lookup('User', undefined, { label })(name)[0]!;

const SYSTEM_FIELDS: Readonly<Record<SystemField, FieldDef>> = {
  IsDeleted: bool('Deleted')('IsDeleted')[0]!,
  CreatedDate: datetime('Created Date')('CreatedDate')[0]!,
  CreatedById: userLookup('CreatedById', 'Created By ID'),
  LastModifiedDate: datetime('Last Modified Date')('LastModifiedDate')[0]!,
  LastModifiedById: userLookup('LastModifiedById', 'Last Modified By ID'),
  SystemModstamp: datetime('System Modstamp')('SystemModstamp')[0]!,
};
const SYSTEM = { createable: false, updateable: false, nillable: false, defaultedOnCreate: true } as const;

export const ID_FIELD: FieldDef = { ...NOTHING, ...SYSTEM, name: 'Id', label: 'Record ID', type: 'id', length: 18 };

/** Id and the audit fields, minus those an object lacks. */
export function systemFields(without: readonly string[] = []): FieldDef[] {
  return [ID_FIELD, ...Object.values(SYSTEM_FIELDS).filter((f) => !without.includes(f.name)).map((f) => ({ ...f, ...SYSTEM }))];
}

export function ownerField(owners: readonly string[] = ['Group', 'User']): FieldDef {
  return { ...lookup(owners, undefined, { label: 'Owner ID' })('OwnerId')[0]!, nillable: false, defaultedOnCreate: true };
}

export function recordTypeField(): FieldDef {
  return { ...lookup('RecordType', undefined, { label: 'Record Type ID' })('RecordTypeId')[0]! };
}

/** A standard object; field order is the order of describe: Id, own fields, audit fields. */
export function standard(name: string, label: string, keyPrefix: string, options: StandardOptions, builders: Readonly<Record<string, FieldBuilder>>): ObjectSpec {
  const own = fieldsOf(builders);
  const [id, ...audit] = systemFields(options.without);
  const fields: FieldDef[] = [id!, ...own];
  if (options.owner) fields.push(ownerField(options.owner === true ? undefined : options.owner));
  fields.push(...audit);
  if (options.activities && options.lastActivity !== false) fields.push(...readOnly(date('Last Activity'))('LastActivityDate'));
  if (options.viewed) fields.push(...['LastViewedDate', 'LastReferencedDate'].flatMap((f) => readOnly(datetime())(f)));
  const { plural: labelPlural, history = false, activities = false, features, owner: _owner, viewed = false, without: _w, lastActivity: _l, ...rest } = options;
  return {
    ...rest, name, label, keyPrefix, fields,
    ...(labelPlural === undefined ? {} : { labelPlural }),
    features: { activities, history, sharing: options.sharing !== undefined, search: viewed, reports: viewed, undelete: viewed, triggers: !(options.setup ?? false), ...features },
  };
}

/** Fields of a `{ name: builder }` map, in order. */
export function fieldsOf(builders: Readonly<Record<string, FieldBuilder>>): FieldDef[] {
  return Object.entries(builders).flatMap(([name, build]) => build(name));
}
