import { resolveTarget, TargetError, type OrgTarget } from '../connectors/index.ts';
import { CommandFailure } from './failure.ts';
import { requestSession } from './running-org.ts';

/** The org behind `--target-org`; in the local one as a persona. @throws CommandFailure */
export async function targetOrg(target: string, persona: string): Promise<OrgTarget> {
  if (target === 'local') return requestSession(persona);
  try {
    return await resolveTarget(target, process.env);
  } catch (error) {
    throw error instanceof TargetError ? new CommandFailure(`${error.message.replace(/\.+$/, '')}.`) : error;
  }
}
