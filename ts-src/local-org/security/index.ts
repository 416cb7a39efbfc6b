export { CONFIG_FILE, loadOrgConfig, parseOrgConfig, type OrgConfig, type Persona } from './config.ts';
export { applySetup, setupRecords, type SetupRecords, type SetupStore } from './setup.ts';
export { Security, type SecurityOptions } from './security.ts';
export { PermissionSnapshot } from './permissions.ts';
export type { ColumnEncoder, SecurityDatabase } from './store.ts';
export { AUTOMATED_PROCESS } from './people-rows.ts';
export { ids as setupIds, isSetupId } from './ids.ts';
export { EXTERNAL_USER_TYPES, LICENSES, PROFILES } from './profiles.ts';
export { checkSecurity } from './check-security.ts';
