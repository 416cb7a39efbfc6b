import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'lossless-json';
import { readLedger, verifyLedger, type LedgerVerdict } from '../../proof/index.ts';
import { CommandFailure } from '../failure.ts';
import { createProgress } from '../progress.ts';
import { twinLedger } from '../twin-ledger.ts';

export interface VerifyFlags {
  readonly targetOrg: string;
  readonly head?: string;
  readonly json?: boolean;
}

const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]*$/;
const KEY = /^(https?:\/\/\S+\/)?01\/\d{14}\/21\/\S+$|^brand\/[^/]+\/21\/\S+$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MOST_TOLD = 20;

/** Sets the exit code: 0 valid, 1 invalid. @throws CommandFailure when nothing can be checked */
export async function verify(what: string, flags: VerifyFlags): Promise<void> {
  const verdict = await verdictOf(what, flags);
  if (flags.json) process.stdout.write(`${JSON.stringify(verdict)}\n`);
  else tell(verdict);
  process.exitCode = verdict.verdict === 'valid' ? 0 : 1;
}

async function verdictOf(what: string, flags: VerifyFlags): Promise<LedgerVerdict> {
  const isFile = what === '-' || existsSync(what);
  if (!isFile && KEY.test(what)) return ofOrg(what, flags);
  if (!isFile && !TOKEN.test(what)) throw new CommandFailure(`"${what}" is neither a file nor the key of an item (passport id, 01/{GTIN}/21/{serial} or brand/{code}/21/{serial}).`);
  const text = isFile ? read(what) : what;
  if (TOKEN.test(text.trim())) throw new CommandFailure('Certificates cannot be verified yet: give the key of the item, or an export of it.');
  const file = parsed(text, what);
  const ledger = readLedger(file);
  if (ledger !== null) return verifyLedger(ledger, flags.head);
  const { verifyDocument } = await import('../../epcis/index.ts');
  const verdict = verifyDocument(file);
  if (verdict === null) throw new CommandFailure(`${what} is neither an export of an item nor an answer of GET /twins/{key}.`);
  return verdict;
}

async function ofOrg(key: string, flags: VerifyFlags): Promise<LedgerVerdict> {
  const progress = createProgress('verify', flags.json === true);
  const ledger = await twinLedger(key, flags.targetOrg, (events, all) => progress.update(events, `of ${all}`)).finally(() => progress.stop());
  return verifyLedger(readLedger(ledger)!, flags.head);
}

function tell({ verdict, businessKey, passportId, events, headHash, reasons }: LedgerVerdict): void {
  process.stdout.write(`${verdict}: ${businessKey ?? passportId ?? 'an item without a key'}, ${events} events, head ${headHash ?? 'unknown'}\n`);
  for (const { sequence, message } of reasons.slice(0, MOST_TOLD)) process.stdout.write(`event ${sequence}: ${message}\n`);
  if (reasons.length > MOST_TOLD) process.stdout.write(`and ${reasons.length - MOST_TOLD} more\n`);
}

function read(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file === '-' ? 0 : file));
  } catch (error) {
    throw new CommandFailure(`${file} cannot be read: ${(error as Error).message}.`);
  }
}

/** Keys that come twice are refused: readers disagree about which counts. */
function parsed(text: string, file: string): unknown {
  try {
    return parse(text, null, Number);
  } catch (error) {
    throw new CommandFailure(`${file} is no JSON: ${(error as Error).message}.`);
  }
}
