import type { ExecutionContext } from '../../execution/context.ts';
import { appModels } from '../model/apps.ts';
import type { AppModel, NavigationItem } from '../model/apps.ts';
import { scopedImports } from '../build/index.ts';
import type { Host } from './host.ts';
import { personas } from './sessions.ts';

/** What a page is told about its user and org (`local/boot` in the browser). */
export interface Boot {
  readonly user: { readonly id: string; readonly name: string; readonly username: string; readonly email: string; readonly timeZone: string; readonly locale: string; readonly language: string; readonly isGuest: boolean };
  readonly organizationId: string;
  readonly apiVersion: string;
  readonly personas: readonly { readonly alias: string; readonly label: string; readonly userId: string; readonly username: string }[];
  readonly persona: string | null;
  readonly apps: readonly AppModel[];
  readonly appName: string;
  readonly customPermissions: readonly string[];
  readonly userPermissions: readonly string[];
}

/** A tab of an object leads nowhere for who may not read it, so only readers see it; those of reports and dashboards show for who may run them. */
function shows({ permissions }: ExecutionContext['user'], { kind, name, objectApiName }: NavigationItem): boolean {
  if (objectApiName === 'Report' || objectApiName === 'Dashboard') return permissions.system('RunReports');
  if (objectApiName !== null && !permissions.object(objectApiName).read) return false;
  return kind === 'home' || name.startsWith('standard-') || permissions.tabVisible(name);
}

export function bootFor(host: Host, context: ExecutionContext, wantedApp: string | undefined): Boot {
  const { user } = context;
  const project = host.project();
  const everyApp = appModels(project, host.org.schema);
  const visible = everyApp.filter((app) => app.name.startsWith('standard__') || user.permissions.appVisible(app.name));
  const apps = (visible.length > 0 ? visible : everyApp).map((app) => ({ ...app, items: app.items.filter((item) => shows(user, item)) }));
  const all = personas(host);
  return {
    user: { id: user.id, name: user.name, username: user.username, email: user.email, timeZone: user.timeZone, locale: user.locale, language: user.language, isGuest: user.userType === 'Guest' },
    organizationId: host.org.organizationId,
    apiVersion: project.sourceApiVersion,
    personas: all,
    persona: all.find(({ userId }) => userId === user.id)?.alias ?? null,
    apps,
    appName: (apps.find((app) => app.name.toLowerCase() === wantedApp?.toLowerCase()) ?? apps[0])?.name ?? '',
    customPermissions: project.customPermissions.map(({ name }) => name).filter((name) => user.permissions.custom(name)),
    userPermissions: askedUserPermissions(host).filter((name) => user.permissions.system(name)),
  };
}

/** Permissions that some bundle imports: there is no list of all. */
function askedUserPermissions(host: Host): readonly string[] {
  const prefix = '@salesforce/userPermission/';
  const imports = host.project().lwc.flatMap((bundle) => scopedImports(bundle.folder, bundle.files));
  return [...new Set(imports.filter(({ specifier }) => specifier.startsWith(prefix)).map(({ specifier }) => specifier.slice(prefix.length)))];
}
