import { existsSync } from 'node:fs';
import type { CertificateVerdict } from '../../certificate/index.ts';
import { readLedger, strictJson, verifyLedger, type LedgerVerdict, type LogChecks, type LogVerdict, type PublicKeys } from '../../proof/index.ts';
import { CommandFailure } from '../failure.ts';
import { fileText } from '../file-text.ts';
import { createProgress } from '../progress.ts';
import { twinKey } from '../twin-key.ts';
import { keptCheckpoint } from './twin-export.ts';
import { orgKeys, twinLedger } from '../twin-ledger.ts';

export interface VerifyFlags {
  readonly targetOrg: string;
  readonly jwks?: string;
  readonly head?: string;
  readonly checkpoint?: string;
  readonly json?: boolean;
}

const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]*$/;
/** What has the form of a token and is the name of a file that is not there. */
const FILE_NAME = /\.(json|jsonld|ndjson|jwt|txt)$/i;
const MOST_TOLD = 20;
const TIMEOUT = 10_000;

/** Sets the exit code: 0 valid, 1 invalid. @throws CommandFailure when nothing can be checked */
export async function verify(what: string, flags: VerifyFlags): Promise<void> {
  const verdict = await verdictOf(what, flags);
  if (flags.json) process.stdout.write(`${JSON.stringify(verdict)}\n`);
  else if ('certificateId' in verdict) tellCertificate(verdict);
  else tell(verdict);
  process.exitCode = verdict.verdict === 'valid' ? 0 : 1;
}

async function verdictOf(what: string, flags: VerifyFlags): Promise<LedgerVerdict | CertificateVerdict> {
  if (flags.head !== undefined && !/^[0-9a-f]{64}$/.test(flags.head)) throw new CommandFailure(`--head "${flags.head}" is no hash of an event: 64 characters of 0-9 and a-f.`);
  const isFile = what === '-' || existsSync(what);
  const isToken = TOKEN.test(what) && !FILE_NAME.test(what);
  if (!isFile && !isToken && twinKey(what) !== undefined) return ofOrg(what, flags);
  if (!isFile && !isToken) throw new CommandFailure(`"${what}" is neither a file nor the key of an item (passport id, Digital Link, 01/{GTIN}/21/{serial} or brand/{code}/21/{serial}).`);
  const text = isFile ? fileText(what) : what;
  if (TOKEN.test(text.trim())) return (await import('../certificate/verify-token.ts')).verifyToken(text, flags);
  const file = parsed(text, what);
  const ledger = readLedger(file);
  const checks = await logChecks(flags, async () => undefined);
  if (ledger !== null) return verifyLedger(ledger, flags.head, checks);
  const { verifyDocument } = await import('../../epcis/index.ts');
  const verdict = verifyDocument(file, flags.head, checks);
  if (verdict === null) throw new CommandFailure(`${what} is neither an export of an item nor an answer of GET /twins/{key}.`);
  return verdict;
}

async function ofOrg(key: string, flags: VerifyFlags): Promise<LedgerVerdict> {
  const progress = createProgress('verify', flags.json === true);
  const checks = await logChecks(flags, () => orgKeys(flags.targetOrg));
  const ledger = await twinLedger(key, flags.targetOrg, (events, all) => progress.update(events, `of ${all}`), checks.earlier).finally(() => progress.stop());
  return verifyLedger(readLedger(ledger)!, flags.head, checks);
}

/** What the checker has kept: an earlier checkpoint, and the keys of the org. */
async function logChecks(flags: VerifyFlags, keysOfOrg: () => Promise<PublicKeys | undefined>): Promise<LogChecks> {
  const { jwks } = flags;
  const keys = jwks === undefined ? await keysOfOrg() : keysIn(/^https?:\/\//.test(jwks) ? await fetched(jwks) : parsed(fileText(jwks), jwks), jwks);
  return {
    ...(keys === undefined ? {} : { keys }),
    ...(flags.checkpoint === undefined ? {} : { earlier: keptCheckpoint(flags.checkpoint) }),
  };
}

async function fetched(address: string): Promise<unknown> {
  try {
    return await (await fetch(address, { signal: AbortSignal.timeout(TIMEOUT) })).json();
  } catch (error) {
    const { message, cause } = error as Error;
    throw new CommandFailure(`${address} tells no keys: ${cause instanceof Error && cause.message !== '' ? cause.message : message}.`);
  }
}

function keysIn(set: unknown, file: string): PublicKeys {
  const { keys } = (set ?? {}) as { readonly keys?: unknown };
  if (!Array.isArray(keys)) throw new CommandFailure(`${file} is no JWK Set: it has no "keys".`);
  return keys as PublicKeys;
}

function tell({ verdict, businessKey, passportId, events, headHash, log, reasons }: LedgerVerdict): void {
  process.stdout.write(`${verdict}: ${businessKey ?? passportId ?? 'an item without a key'}, ${events} events, head ${headHash ?? 'unknown'}\n`);
  if (log) process.stdout.write(`${logLine(log)}\n`);
  for (const { sequence, message } of reasons.slice(0, MOST_TOLD)) process.stdout.write(`event ${sequence}: ${message}\n`);
  if (reasons.length > MOST_TOLD) process.stdout.write(`and ${reasons.length - MOST_TOLD} more\n`);
}

const SIGNATURES = { valid: 'signed by the org', unsigned: 'not signed', unchecked: 'signed, by whom was not checked: give --jwks', invalid: 'wrongly signed' } as const;

function logLine({ size, time, signature, proved, later, grownFrom }: LogVerdict): string {
  const grown = grownFrom === null ? '' : `, grown from the earlier one of ${grownFrom}`;
  const pending = later === 0 ? '' : `, too new for it: ${later}`;
  return `log of ${size} events, ${time}, ${SIGNATURES[signature]}${grown}; events proved to be in it: ${proved}${pending}`;
}

function tellCertificate({ verdict, kind, item, validUntil, status, kid, reasons }: CertificateVerdict): void {
  const about = kind === null ? 'nothing in it counts' : `certificate of ${kind.toLowerCase()} for ${item ?? 'an item without a name'}, until ${validUntil ?? 'no date'}, status ${status === 'notAsked' ? 'not asked' : status}`;
  process.stdout.write(`${verdict}: ${about}, key ${kid ?? 'unknown'}\n`);
  for (const { message } of reasons) process.stdout.write(`${message}\n`);
}

function parsed(text: string, file: string): unknown {
  try {
    return strictJson(text);
  } catch (error) {
    throw new CommandFailure(`${file} is no JSON: ${(error as Error).message}.`);
  }
}
