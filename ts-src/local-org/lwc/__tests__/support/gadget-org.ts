import { rmSync } from 'node:fs';
import path from 'node:path';
import { SessionStore, apiRoutes, startServer } from '../../../api/index.ts';
import type { ExecutionContext } from '../../../execution/context.ts';
import { watchProject } from '../../../metadata/index.ts';
import { openLocalOrg } from '../../../org.ts';
import type { OpenedOrg } from '../../../org.ts';
import { ApexDate, Decimal, SObjectRecord } from '../../../values/index.ts';
import type { Value } from '../../../values/index.ts';
import { lwcHost } from '../../index.ts';
import type { LwcHostOptions } from '../../index.ts';

const repository = path.resolve(import.meta.dirname, '../../../../..');
export const fixture = path.resolve(import.meta.dirname, '../fixture');

export interface GadgetOrg {
  readonly org: OpenedOrg;
  /** `http://localhost:PORT` */
  readonly origin: string;
  readonly gadgetIds: readonly string[];
  readonly contactId: string;
  /** Access token of a persona. */
  token(alias: string): string;
  close(): Promise<void>;
}

export interface GadgetOrgOptions extends Partial<Omit<LwcHostOptions, 'watch'>> {
  readonly projectDir?: string;
  /** Follow saved files; default false. */
  readonly watch?: boolean;
}

/** The fixture project as an org in memory, with twelve gadgets, served on a free port. */
export async function openGadgetOrg({ projectDir = fixture, watch = false, ...options }: GadgetOrgOptions = {}): Promise<GadgetOrg> {
  const org = openLocalOrg({ projectDir, cacheDir: path.join(repository, '.loop/cache/apex-fixture') });
  const { gadgetIds, contactId } = seed(org);
  const sessions = new SessionStore({ organizationId: org.organizationId });
  const watcher = watch ? watchProject(org.project) : undefined;
  watcher?.on(() => void org.reload());
  const pages = lwcHost(org, { signIn: (userId) => sessions.issue(userId), findSession: (token) => sessions.find(token), cacheDir: path.join(repository, '.loop/cache/lwc'), mode: 'development', ...(watcher === undefined ? {} : { watch: watcher }), ...options });
  const apis = apiRoutes({ org, sessions, checkPassword: () => false });
  const server = await startServer({ routes: [...apis.routes, ...pages.routes], findSession: (token) => sessions.find(token), port: Number(process.env.PORT ?? 0), onDefect: (error, request) => console.error(request, error) });
  await pages.warm();
  return {
    org,
    origin: server.origin,
    gadgetIds,
    contactId,
    token: (alias) => sessions.issue(org.persona(alias)!.userId),
    async close() {
      watcher?.close();
      pages.close();
      await server.close();
      org.close();
      rmSync(path.join(projectDir, '.loop'), { recursive: true, force: true });
    },
  };
}

function seed(org: OpenedOrg): { gadgetIds: string[]; contactId: string } {
  return org.transaction(org.persona('admin')!.userId, (context) => {
    const [contactId] = insert(context, 'Contact', [{ FirstName: 'Ada', LastName: 'Lovelace', Email: 'ada@gadgets.example', Phone: '+49 30 1234', OwnerId: org.persona('agent')!.userId }]);
    const gadgets = Array.from({ length: 12 }, (_, index) => ({
      Name: `Gadget ${String(index + 1).padStart(2, '0')}`,
      Serial__c: `SN-${1001 + index}`,
      Status__c: ['New', 'In_Use', 'Retired'][index % 3]!,
      Keeper__c: contactId!,
      Sold_On__c: ApexDate.of(2026, 1 + (index % 12), 5),
      Price__c: Decimal.parse(`${12.5 * index}`),
      Checked__c: index % 2 === 0,
    }));
    const gadgetIds = insert(context, 'Gadget__c', gadgets);
    insert(context, 'Gadget_Part__c', gadgetIds.flatMap((id) => ['Case', 'Battery'].map((name) => ({ Name: name, Gadget__c: id }))));
    return { gadgetIds, contactId: contactId! };
  });
}

function insert(context: ExecutionContext, objectName: string, rows: readonly Readonly<Record<string, Value>>[]): string[] {
  const records = rows.map((row) => {
    const record = new SObjectRecord(context.schema.object(objectName)!);
    for (const [name, value] of Object.entries(row)) record.put(name, value);
    return record;
  });
  context.dml({ operation: 'insert', records, mode: 'system', sharing: 'without', allOrNone: true });
  return records.map(({ id }) => id!);
}
