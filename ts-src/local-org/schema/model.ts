/**
 * The org's data model as every other part sees it: objects and fields, standard and custom alike.
 * Built once from the standard-object overlay and the project's metadata; frozen afterwards.
 * API names keep the case they were declared with; look-ups by name ignore case, as on the platform.
 */

/** Field types in the words of Salesforce's describe (`Schema.DisplayType` in lower case). */
export type FieldType =
  | 'id' | 'reference' | 'string' | 'textarea' | 'email' | 'phone' | 'url' | 'picklist' | 'multipicklist'
  | 'combobox' | 'encryptedstring' | 'boolean' | 'int' | 'long' | 'double' | 'currency' | 'percent'
  | 'date' | 'datetime' | 'time' | 'base64' | 'address' | 'location' | 'anytype';

export interface PicklistValue {
  readonly value: string;
  readonly label: string;
  readonly active: boolean;
  readonly default: boolean;
  /** Dependent picklists: the controlling field's values under which this one may be chosen. */
  readonly validFor?: readonly string[];
}

export interface FieldDef {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly custom: boolean;
  /** Characters, for text types; 0 where it has no meaning. */
  readonly length: number;
  /** Digits in all and after the point, for numbers. */
  readonly precision: number;
  readonly scale: number;
  /** False: a value is required at the database level (`nillable` in describe). */
  readonly nillable: boolean;
  readonly unique: boolean;
  readonly caseSensitive: boolean;
  readonly externalId: boolean;
  /** The project gives it an index of its own; `withNulls` holds rows without a value too. */
  readonly customIndex?: 'values' | 'withNulls';
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly autoNumber?: { readonly format: string; readonly start: number };
  /** Formula source; the field is then read-only and computed. */
  readonly formula?: string;
  readonly formulaTreatBlanksAs?: 'BlankAsZero' | 'BlankAsBlank';
  /** A literal or formula source evaluated on insert when the field was not set. */
  readonly defaultValue?: string;
  readonly summary?: RollupSummary;
  readonly picklist?: readonly PicklistValue[];
  readonly restrictedPicklist?: boolean;
  /** For `reference`: the objects it may point to, and what a delete of the parent does. */
  readonly referenceTo?: readonly string[];
  readonly relationshipName?: string;
  readonly childRelationshipName?: string;
  readonly deleteConstraint?: 'SetNull' | 'Cascade' | 'Restrict';
  readonly masterDetail?: { readonly reparentable: boolean; readonly writeRequiresMasterRead: boolean; readonly order: 0 | 1 };
  readonly inlineHelpText?: string;
  readonly description?: string;
  /** For compound fields (`address`, person name): the part fields it is made of. */
  readonly components?: readonly string[];
  /** For a part of a compound field: that field's name (`MailingAddress` for `MailingCity`). */
  readonly compoundField?: string;
  readonly trackHistory?: boolean;
  /** The platform fills it on insert when it was not set (owner, booleans, system fields): `nillable: false` is then no demand on the caller. */
  readonly defaultedOnCreate?: boolean;
  /** Dependent picklists: the controlling field. */
  readonly controllerName?: string;
  /** What Apex sees in it when its type does not say so: `EventBus.ChangeEventHeader`. */
  readonly apexType?: string;
  /** Rich text. */
  readonly htmlFormatted?: boolean;
  readonly visibleLines?: number;
  readonly displayLocationInDecimal?: boolean;
}

export interface RollupSummary {
  readonly operation: 'count' | 'sum' | 'min' | 'max';
  readonly childObject: string;
  readonly foreignKey: string;
  readonly summarizedField?: string;
  readonly filters: readonly { readonly field: string; readonly operation: string; readonly value: string }[];
}

export interface ValidationRule {
  readonly name: string;
  readonly active: boolean;
  readonly formula: string;
  readonly message: string;
  readonly errorField?: string;
}

export interface ChildRelationship {
  readonly name: string;
  readonly childObject: string;
  readonly field: string;
  readonly cascadeDelete: boolean;
  readonly restrictedDelete: boolean;
}

export interface RecordType {
  /** 18 characters, prefix 012; derived from object and developer name. */
  readonly id: string;
  readonly developerName: string;
  readonly label: string;
  readonly active: boolean;
  readonly description?: string;
  readonly picklists: Readonly<Record<string, readonly string[]>>;
}

export interface FieldSet {
  readonly developerName: string;
  readonly label: string;
  /** Field paths (`Name`, `Account.Name`) in display order. */
  readonly fields: readonly { readonly path: string; readonly required: boolean }[];
}

export type SObjectKind = 'standard' | 'custom' | 'customMetadata' | 'customSetting' | 'platformEvent' | 'share' | 'history' | 'feed';

export interface SObjectDef {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly keyPrefix: string;
  readonly kind: SObjectKind;
  readonly fields: readonly FieldDef[];
  /** The field shown as the record's name: `Name`, `CaseNumber`, `Subject`… */
  readonly nameField: string;
  readonly childRelationships: readonly ChildRelationship[];
  readonly validationRules: readonly ValidationRule[];
  readonly recordTypes: readonly RecordType[];
  /** Organisation-wide defaults. */
  readonly sharing: { readonly internal: SharingModel; readonly external: SharingModel };
  /** Setup objects (User, PermissionSet…) stay visible to Apex tests and take part in the mixed-DML rule. */
  readonly setup: boolean;
  readonly queryable: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  readonly description?: string;
  /** Share, history and feed objects: the object they belong to. */
  readonly parentObject?: string;
  readonly customSettingType?: 'Hierarchy' | 'List';
  /** Custom metadata types and custom settings. */
  readonly visibility?: 'Public' | 'Protected' | 'PackageProtected';
  /** Platform events. */
  readonly publishBehavior?: 'PublishAfterCommit' | 'PublishImmediately';
  readonly fieldSets: readonly FieldSet[];
  readonly features: ObjectFeatures;
  /** Look-up by API name, any case. */
  field(name: string): FieldDef | undefined;
  /** The reference field behind a parent relationship name (`Account`, `Twin__r`), any case. */
  parentRelationship(name: string): FieldDef | undefined;
  childRelationship(name: string): ChildRelationship | undefined;
}

export interface ObjectFeatures {
  /** Tasks and events may be about it. */
  readonly activities: boolean;
  readonly feeds: boolean;
  readonly history: boolean;
  readonly reports: boolean;
  readonly search: boolean;
  /** A share object exists and sharing rules may apply. */
  readonly sharing: boolean;
  /** Deleted rows go to the recycle bin. */
  readonly undelete: boolean;
  readonly merge: boolean;
  readonly triggers: boolean;
}

export type SharingModel = 'Private' | 'Read' | 'ReadWrite' | 'ControlledByParent' | 'FullAccess';

export interface Schema {
  readonly objects: readonly SObjectDef[];
  /** By API name, any case. */
  object(name: string): SObjectDef | undefined;
  /** By the first three characters of a record id. */
  objectByPrefix(prefix: string): SObjectDef | undefined;
}
