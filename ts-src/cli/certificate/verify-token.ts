import type { Connection } from 'jsforce';
import { connect, orgFault } from '../../connectors/index.ts';
import { readKeys, verifyCertificate } from '../../certificate/index.ts';
import type { CertificateState, CertificateVerdict, SigningKey } from '../../certificate/index.ts';
import { CommandFailure } from '../failure.ts';
import { fileText } from '../file-text.ts';
import { targetOrg } from '../target-org.ts';

export interface TokenFlags {
  readonly targetOrg: string;
  /** A file: nobody is asked. An address: the status is asked below it. Absent: the target org is asked for both. */
  readonly jwks?: string;
}

type Keys = ReadonlyMap<string, SigningKey>;
const TIMEOUT = 10_000;

/** @throws CommandFailure when the keys cannot be had, or the issuer does not answer */
export async function verifyToken(token: string, flags: TokenFlags): Promise<CertificateVerdict> {
  const { jwks } = flags;
  if (jwks === undefined) return withOrg(token, flags.targetOrg);
  if (!/^https?:\/\//.test(jwks)) return verifyCertificate(token, { keys: keysIn(fileText(jwks), jwks) });
  const answer = await ask(jwks);
  if (answer === undefined) throw new CommandFailure(`${jwks} does not exist.`);
  const below = jwks.replace(/\/[^/]*$/, '');
  return verifyCertificate(token, { keys: keysIn(answer, jwks), status: async (id) => stateIn(await ask(`${below}/certificates/${encodeURIComponent(id)}/status`)) });
}

async function withOrg(token: string, target: string): Promise<CertificateVerdict> {
  const connection = connect(await targetOrg(target, 'integration'));
  const keys = await fromOrg(connection, '/loop/v1/jwks');
  if (keys === undefined) throw new CommandFailure('The org publishes no keys: is the package deployed?');
  return verifyCertificate(token, { keys: keysIn(JSON.stringify(keys), 'the key set of the org'), status: async (id) => stateIn(JSON.stringify(await fromOrg(connection, `/loop/v1/certificates/${encodeURIComponent(id)}/status`))) });
}

/** Undefined for what the org does not know. */
async function fromOrg(connection: Connection, path: string): Promise<unknown> {
  try {
    return await connection.apex.get<unknown>(path);
  } catch (error) {
    if ((error as Error).message.includes('notFound')) return undefined;
    throw new CommandFailure(`The org does not answer ${path}: ${orgFault(error, path).message}.`);
  }
}

/** Undefined for what is not there. */
async function ask(address: string): Promise<string | undefined> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT), headers: { accept: 'application/json' } });
    if (response.status === 404) return undefined;
    if (!response.ok) throw new Error(`the answer is ${response.status}`);
    return await response.text();
  } catch (error) {
    const { message, cause } = error as Error;
    throw new CommandFailure(`${address} cannot be asked: ${cause instanceof Error && cause.message !== '' ? cause.message : message}.`);
  }
}

function stateIn(answer: string | undefined): CertificateState {
  const status = answer === undefined ? undefined : (JSON.parse(answer) as { status?: unknown }).status;
  return status === 'valid' || status === 'revoked' || status === 'suspended' || status === 'expired' ? status : 'unknown';
}

function keysIn(text: string, name: string): Keys {
  try {
    return readKeys(JSON.parse(text));
  } catch (error) {
    throw new CommandFailure(`${name} cannot be used: ${(error as Error).message}.`);
  }
}
