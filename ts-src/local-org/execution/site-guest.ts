import type { LocalOrg } from './local-org.ts';

/** Who a visitor without a session is: the guest persona, once the project has an active site. */
export function siteGuest(org: LocalOrg): string | undefined {
  if (!org.project.sites.some(({ xml }) => xml.flag('active'))) return undefined;
  return org.personas.map((alias) => org.persona(alias)?.userId).find((userId) => userId !== undefined && org.transaction(userId, ({ user }) => user.userType === 'Guest'));
}
