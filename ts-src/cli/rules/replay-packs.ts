import { existsSync } from 'node:fs';
import type { Connection } from 'jsforce';
import { connect } from '../../connectors/index.ts';
import { canonicalJson, sha256 } from '../../rules-build/index.ts';
import type { Json } from '../../rules-build/index.ts';
import { CommandFailure } from '../failure.ts';
import { fileText } from '../file-text.ts';
import { targetOrg } from '../target-org.ts';

export interface PackRecord {
  readonly Id: string;
  readonly Name: string;
  readonly Parameters__c: string | null;
  readonly Parameters_Hash__c: string | null;
}

const PACK_FIELDS = 'Id, Name, Parameters__c, Parameters_Hash__c';

/** The text of a pack: a file, else the Rule_Pack__c of that name or id in the org. @throws CommandFailure */
export async function readPackText(named: string, target: string): Promise<string> {
  if (existsSync(named)) return fileText(named);
  if (/[/\\]|\.json$/.test(named)) throw new CommandFailure(`There is no file "${named}" that can be read.`);
  const connection = connect(await targetOrg(target, 'admin'));
  const escaped = named.replace(/[\\']/g, '\\$&');
  const where = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/.test(named) ? `Id = '${escaped}'` : `Name = '${escaped}'`;
  const records = await queried(connection, `SELECT ${PACK_FIELDS} FROM Rule_Pack__c WHERE ${where} ORDER BY CreatedDate DESC LIMIT 2`);
  if (records.length === 0) throw new CommandFailure(`"${named}" is neither a file nor a rule pack of the org.`);
  if (records.length > 1) throw new CommandFailure(`The org has several rule packs named "${named}": name one by its id.`);
  const problem = packProblem(records[0]!);
  if (problem !== null) throw new CommandFailure(`${problem}.`, 1);
  return records[0]!.Parameters__c!;
}

/** Packs by their ids. */
export async function packsById(connection: Connection, ids: readonly string[]): Promise<readonly PackRecord[]> {
  return ids.length === 0 ? [] : queried(connection, `SELECT ${PACK_FIELDS} FROM Rule_Pack__c WHERE Id IN (${ids.map((id) => `'${id}'`).join(', ')})`);
}

async function queried(connection: Connection, soql: string): Promise<readonly PackRecord[]> {
  try {
    return (await connection.query<PackRecord>(soql)).records;
  } catch (error) {
    throw new CommandFailure(`The org cannot tell its rule packs: ${(error as Error).message}.`);
  }
}

/** Why a stored pack cannot be used: its text is not the one that was hashed. */
export function packProblem({ Name, Parameters__c: text, Parameters_Hash__c: hash }: PackRecord): string | null {
  if (!text) return `The rule pack "${Name}" is empty`;
  try {
    return sha256(canonicalJson(JSON.parse(text) as Json)) === hash ? null : `The rule pack "${Name}" is not what its hash says`;
  } catch (error) {
    return `The rule pack "${Name}" is not JSON: ${(error as Error).message}`;
  }
}
