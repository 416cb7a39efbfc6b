import type { ObjectSpec } from '../define.ts';
import { accounts, consent } from './accounts.ts';
import { activities } from './activities.ts';
import { jobs, licensed } from './apex-jobs.ts';
import { content } from './content.ts';
import { sales } from './sales.ts';
import { service } from './service.ts';
import { setupObjects } from './setup.ts';
import { users } from './users.ts';

/** Every standard object of an org with Service Cloud and Experience Cloud, before the project's customisations. */
export const STANDARD_OBJECTS: readonly ObjectSpec[] = [...accounts, ...service, ...sales, ...activities, ...content, ...users, ...setupObjects, ...jobs, ...consent];

/** Standard objects that need a licence or setting, by name. */
export const LICENSED_OBJECTS: readonly ObjectSpec[] = licensed;
export { ID_FIELD, ownerField, recordTypeField, systemFields } from './builders.ts';
export { SYSTEM_PERMISSIONS } from './system-permissions.ts';
