import { Connection } from 'jsforce';

/** An org to send to, however it was named. */
export interface OrgTarget {
  readonly instanceUrl: string;
  readonly accessToken: string;
}

/** The org cannot be reached or does not let us in. One sentence for people. */
export class TargetError extends Error {}

/** A connection that speaks the version of the API that the package is made for. It asks the org for nothing yet. */
export function connect({ instanceUrl, accessToken }: OrgTarget): Connection {
  return new Connection({ instanceUrl, accessToken, version: '65.0' });
}

/**
 * The org behind `--target-org`: a URL (with the token in LOOP_ACCESS_TOKEN), or an alias or user name that the
 * Salesforce CLI knows. @throws TargetError
 */
export async function resolveTarget(name: string, environment: NodeJS.ProcessEnv): Promise<OrgTarget> {
  if (/^https?:\/\//.test(name)) {
    const accessToken = environment.LOOP_ACCESS_TOKEN;
    if (!accessToken) throw new TargetError(`--target-org ${name} is a URL: put its access token into LOOP_ACCESS_TOKEN`);
    return { instanceUrl: name.replace(/\/+$/, ''), accessToken };
  }
  return knownToSalesforceCli(name);
}

/** Reads the CLI's own store of authorised orgs and renews the token where that is needed. */
async function knownToSalesforceCli(alias: string): Promise<OrgTarget> {
  process.env.SF_DISABLE_TELEMETRY ??= 'true';
  const { Org } = await import('@salesforce/core');
  try {
    const org = await Org.create({ aliasOrUsername: alias });
    const { instanceUrl, accessToken } = org.getConnection();
    if (!accessToken) throw new Error('no access token is stored');
    return { instanceUrl, accessToken };
  } catch (error) {
    throw new TargetError(`--target-org "${alias}" is neither "local", nor a URL, nor an org that sf knows: ${(error as Error).message}`);
  }
}
