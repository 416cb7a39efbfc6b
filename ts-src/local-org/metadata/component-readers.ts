import { readAccess } from './access.ts';
import type { SourceReader } from './source-files.ts';
import type {
  ApexSource, CustomLabel, CustomMetadataRecord, CustomPermissionMetadata, PermissionSetGroupMetadata, PermissionSetMetadata, ProfileMetadata, XmlComponent,
} from './types.ts';
import type { XmlElement } from './xml.ts';

/** One function a component type: its file to its typed record. */

export function apexSource(reader: SourceReader, type: string, name: string, file: string, paths: ReadonlySet<string>): ApexSource {
  const metaFile = paths.has(`${file}-meta.xml`) ? `${file}-meta.xml` : undefined;
  const meta = metaFile === undefined ? undefined : reader.xml(metaFile, type, name);
  if (metaFile === undefined) reader.problems.push({ componentType: type, fullName: name, fileName: file, line: 0, column: 0, problem: `Missing metadata file: ${file}-meta.xml` });
  return { type, fullName: name, name, file, metaFile, body: reader.text(file), apiVersion: meta?.text('apiVersion') ?? '', status: meta?.text('status') ?? 'Active' };
}

export function customLabel(xml: XmlElement, file: string): CustomLabel {
  const name = xml.text('fullName') ?? '';
  return {
    type: 'CustomLabel', fullName: name, name, file, line: xml.line, value: xml.text('value') ?? '', language: xml.text('language') ?? 'en_US',
    shortDescription: xml.text('shortDescription') ?? '', categories: xml.text('categories') ?? '', isProtected: xml.flag('protected'),
  };
}

export function customMetadataRecord(component: XmlComponent): CustomMetadataRecord {
  const { xml, fullName } = component;
  const dot = fullName.indexOf('.');
  return {
    ...component,
    objectName: `${dot < 0 ? fullName : fullName.slice(0, dot)}__mdt`,
    developerName: dot < 0 ? '' : fullName.slice(dot + 1),
    label: xml.text('label') ?? '',
    isProtected: xml.flag('protected'),
    values: xml.list('values').map((value) => {
      const content = value.child('value');
      return {
        field: value.text('field') ?? '',
        value: content === undefined || content.isNil ? null : content.value,
        valueType: content?.attributes['xsi:type'],
        line: value.line,
      };
    }),
  };
}

export function permissionSet(component: XmlComponent): PermissionSetMetadata {
  const { xml, fullName } = component;
  return { ...component, ...readAccess(xml), name: fullName, label: xml.text('label') ?? fullName, description: xml.text('description') ?? '', license: xml.text('license') };
}

export function permissionSetGroup(component: XmlComponent): PermissionSetGroupMetadata {
  const { xml, fullName } = component;
  return {
    ...component, name: fullName, label: xml.text('label') ?? fullName, description: xml.text('description') ?? '',
    permissionSets: xml.texts('permissionSets'), mutingPermissionSets: xml.texts('mutingPermissionSets'),
  };
}

export function profile(component: XmlComponent): ProfileMetadata {
  const { xml, fullName } = component;
  return {
    ...component, ...readAccess(xml), name: fullName, userLicense: xml.text('userLicense'), description: xml.text('description') ?? '', custom: xml.flag('custom'),
    layoutAssignments: xml.list('layoutAssignments').map((a) => ({ layout: a.text('layout') ?? '', recordType: a.text('recordType') })),
  };
}

export function customPermission(component: XmlComponent): CustomPermissionMetadata {
  const { xml, fullName } = component;
  return {
    ...component, name: fullName, label: xml.text('label') ?? fullName, description: xml.text('description') ?? '',
    requiredPermissions: xml.list('requiredPermission').flatMap((r) => r.text('customPermission') ?? []),
  };
}
