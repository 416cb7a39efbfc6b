import type { ObjectMetadata, XmlComponent } from './types.ts';
import type { XmlElement } from './xml.ts';

type PartList = Exclude<keyof ObjectMetadata, 'name' | 'definition'>;

interface PartKind {
  /** File suffix in source format (`field` of `X__c.field-meta.xml`). */
  readonly suffix: string;
  /** Element inside a whole `.object` file. */
  readonly element: string;
  readonly type: string;
  readonly list: PartList;
}

/** The parts an object is decomposed into. */
export const PART_KINDS: readonly PartKind[] = [
  { suffix: 'field', element: 'fields', type: 'CustomField', list: 'fields' },
  { suffix: 'validationRule', element: 'validationRules', type: 'ValidationRule', list: 'validationRules' },
  { suffix: 'recordType', element: 'recordTypes', type: 'RecordType', list: 'recordTypes' },
  { suffix: 'listView', element: 'listViews', type: 'ListView', list: 'listViews' },
  { suffix: 'fieldSet', element: 'fieldSets', type: 'FieldSet', list: 'fieldSets' },
  { suffix: 'compactLayout', element: 'compactLayouts', type: 'CompactLayout', list: 'compactLayouts' },
  { suffix: 'webLink', element: 'webLinks', type: 'WebLink', list: 'webLinks' },
  { suffix: 'businessProcess', element: 'businessProcesses', type: 'BusinessProcess', list: 'businessProcesses' },
  { suffix: 'sharingReason', element: 'sharingReasons', type: 'SharingReason', list: 'sharingReasons' },
  { suffix: 'index', element: 'indexes', type: 'Index', list: 'indexes' },
];

export const partKindOf = (suffix: string): PartKind | undefined => PART_KINDS.find((kind) => kind.suffix === suffix);

type Mutable = { -readonly [K in keyof ObjectMetadata]: ObjectMetadata[K] extends readonly (infer T)[] ? T[] : ObjectMetadata[K] };

/** Gathers the parts of objects from any number of files. */
export class ObjectCollector {
  readonly #objects = new Map<string, Mutable>();
  readonly #duplicate: (component: XmlComponent, first: string) => void;

  /** `duplicate` is told of a part that was already there, and the file of the first one, which stays. */
  constructor(duplicate: (component: XmlComponent, first: string) => void) {
    this.#duplicate = duplicate;
  }

  addDefinition(name: string, file: string, xml: XmlElement): void {
    const object = this.#object(name);
    const component: XmlComponent = { type: 'CustomObject', fullName: name, file, xml };
    if (object.definition !== undefined) return this.#duplicate(component, object.definition.file);
    object.definition = component;
    // Metadata API format keeps the parts inside the object file.
    for (const kind of PART_KINDS) for (const part of xml.list(kind.element)) this.addPart(name, kind, file, part);
  }

  addPart(objectName: string, kind: PartKind, file: string, xml: XmlElement): void {
    const list = this.#object(objectName)[kind.list];
    const component: XmlComponent = { type: kind.type, fullName: `${objectName}.${xml.text('fullName') ?? ''}`, file, xml };
    const first = list.find((other) => other.fullName.toLowerCase() === component.fullName.toLowerCase());
    if (first === undefined) list.push(component);
    else this.#duplicate(component, first.file);
  }

  /** By name, in a fixed order. */
  objects(): ObjectMetadata[] {
    return [...this.#objects.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  #object(name: string): Mutable {
    const key = name.toLowerCase();
    let object = this.#objects.get(key);
    if (object === undefined) {
      object = {
        name, definition: undefined, fields: [], validationRules: [], recordTypes: [], listViews: [], fieldSets: [],
        compactLayouts: [], webLinks: [], businessProcesses: [], sharingReasons: [], indexes: [],
      };
      this.#objects.set(key, object);
    }
    return object;
  }
}
