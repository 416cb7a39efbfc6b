import type { ProjectMetadata, XmlComponent } from '../metadata/index.ts';
import type { Report } from './check-schema.ts';
import type { ObjectSpec } from './define.ts';
import type { FieldDef, Schema } from './model.ts';

/** Which fields have a custom index (`Product2.StockKeepingUnit`), in lower case, and whether it holds empty values. */
export type CustomIndexes = ReadonlyMap<string, NonNullable<FieldDef['customIndex']>>;

const componentsOf = (project: ProjectMetadata): readonly XmlComponent[] => project.others.filter(({ type }) => type === 'CustomIndex');

export function customIndexes(project: ProjectMetadata): CustomIndexes {
  return new Map(componentsOf(project).map(({ fullName, xml }) => [fullName.toLowerCase(), xml.flag('allowNullValues') ? 'withNulls' : 'values']));
}

export function withIndexes(object: ObjectSpec, indexes: CustomIndexes): ObjectSpec {
  if (indexes.size === 0) return object;
  return { ...object, fields: object.fields.map((field) => {
    const customIndex = indexes.get(`${object.name}.${field.name}`.toLowerCase());
    return customIndex === undefined ? field : { ...field, customIndex };
  }) };
}

export function checkIndexes(project: ProjectMetadata, schema: Schema, report: Report): void {
  for (const component of componentsOf(project)) {
    const [objectName = '', fieldName = ''] = component.fullName.split('.');
    const object = schema.object(objectName);
    const field = object?.field(fieldName);
    if (object === undefined) report(component, component.xml, `Entity of type CustomObject named ${objectName} cannot be found`);
    else if (field === undefined) report(component, component.xml, `no CustomField named ${component.fullName} found`);
    else if (field.formula !== undefined) report(component, component.xml, `The index of the formula ${component.fullName} has no effect in the local org`, 'Warning');
    else if (field.type === 'multipicklist' || (field.type === 'textarea' && field.length > 255)) report(component, component.xml, `${component.fullName} cannot be indexed: it holds long text or several values`);
  }
}
