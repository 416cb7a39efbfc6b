import type { AccessGrants, NamedAccess } from './types.ts';
import type { XmlElement } from './xml.ts';

/** The grants of a profile, permission set or muting permission set, as written. */
export function readAccess(xml: XmlElement): AccessGrants {
  return {
    objectPermissions: xml.list('objectPermissions').map((p) => ({
      object: p.text('object') ?? '',
      allowCreate: p.flag('allowCreate'),
      allowRead: p.flag('allowRead'),
      allowEdit: p.flag('allowEdit'),
      allowDelete: p.flag('allowDelete'),
      viewAllRecords: p.flag('viewAllRecords'),
      modifyAllRecords: p.flag('modifyAllRecords'),
      viewAllFields: p.flag('viewAllFields'),
      line: p.line,
    })),
    fieldPermissions: xml.list('fieldPermissions').map((p) => ({
      field: p.text('field') ?? '',
      readable: p.flag('readable'),
      editable: p.flag('editable'),
      line: p.line,
    })),
    classAccesses: named(xml, 'classAccesses', 'apexClass'),
    pageAccesses: named(xml, 'pageAccesses', 'apexPage'),
    customPermissions: named(xml, 'customPermissions', 'name'),
    userPermissions: named(xml, 'userPermissions', 'name'),
    customMetadataTypeAccesses: named(xml, 'customMetadataTypeAccesses', 'name'),
    customSettingAccesses: named(xml, 'customSettingAccesses', 'name'),
    flowAccesses: named(xml, 'flowAccesses', 'flow'),
    applicationVisibilities: xml.list('applicationVisibilities').map((v) => ({
      application: v.text('application') ?? '',
      visible: v.flag('visible'),
      default: v.flag('default'),
      line: v.line,
    })),
    tabSettings: [...xml.list('tabSettings'), ...xml.list('tabVisibilities')].map((t) => ({
      tab: t.text('tab') ?? '',
      visibility: t.text('visibility') ?? '',
      line: t.line,
    })),
    recordTypeVisibilities: xml.list('recordTypeVisibilities').map((r) => ({
      recordType: r.text('recordType') ?? '',
      visible: r.flag('visible'),
      default: r.flag('default'),
      line: r.line,
    })),
  };
}

function named(xml: XmlElement, element: string, nameElement: string): NamedAccess[] {
  return xml.list(element).map((e) => ({ name: e.text(nameElement) ?? '', enabled: e.flag('enabled'), line: e.line }));
}
