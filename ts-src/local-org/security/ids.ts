import { setupId } from '../schema/index.ts';

/** Ids of rows that metadata and configuration define; the same in every start. */
export const ids = {
  organization: (): string => setupId('00D', 'organization'),
  license: (name: string): string => setupId('100', name),
  profile: (name: string): string => setupId('00e', name),
  /** The permission set that carries a profile's grants. */
  profilePermissionSet: (name: string): string => setupId('0PS', `profile ${name}`),
  permissionSet: (name: string): string => setupId('0PS', name),
  permissionSetGroup: (name: string): string => setupId('0PG', name),
  /** The permission set that stands for a group in assignments. */
  groupPermissionSet: (name: string): string => setupId('0PS', `group ${name}`),
  mutingPermissionSet: (name: string): string => setupId('0QM', name),
  role: (name: string): string => setupId('00E', name),
  group: (name: string): string => setupId('00G', name),
  roleGroup: (role: string, kind: string): string => setupId('00G', `${kind} of role ${role}`),
  user: (username: string): string => setupId('005', username),
  apexClass: (name: string): string => setupId('01p', name),
  customPermission: (name: string): string => setupId('0CP', name),
  app: (name: string): string => setupId('02u', name),
  /** Reports and dashboards by their full names: `Folder/Name`. */
  report: (fullName: string): string => setupId('00O', fullName),
  dashboard: (fullName: string): string => setupId('01Z', fullName),
  folder: (type: string, name: string): string => setupId('00l', `${type} ${name}`),
  of: (prefix: string, ...parts: readonly string[]): string => setupId(prefix, parts.join('.')),
};

/** Marks ids that come from metadata or configuration; see `setupId`. */
export const SETUP_INFIX = '0lS';
export const isSetupId = (id: string): boolean => id.slice(3, 6) === SETUP_INFIX;
