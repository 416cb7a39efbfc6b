import { createHash } from 'node:crypto';
import type { LocalOrg } from '../../local-org/execution/local-org.ts';

/** An item of the demo as the doors name it. */
export interface Item {
  readonly twinId: string;
  readonly passportId: string;
  readonly businessKey: string;
  readonly gtin: string;
  readonly sku: string;
  readonly brandCode: string;
  readonly ownerId: string | null;
}

interface TwinRow {
  readonly Id: string;
  readonly Passport_Id__c: string;
  readonly Business_Key__c: string;
  readonly GTIN__c: string;
  readonly SKU__c: string;
  readonly Brand_Code__c: string;
  readonly Owner_Contact__c?: string;
}

/** The people of the demo at the doors of the package: what their pages and systems call, each with the rights of their persona. */
export class Company {
  readonly #org: LocalOrg;

  constructor(org: LocalOrg) {
    this.#org = org;
  }

  /** What a page of that persona calls: `door` is `Class.method`. @throws Error with the sentence that the page would show */
  page<T = unknown>(persona: string, door: string, args: Readonly<Record<string, unknown>> = {}): T {
    const [className, method] = door.split('.') as [string, string];
    return this.#as(persona, () => this.#org.apex.callAura(className, method, args).value as T);
  }

  /** What a system of that persona sends to a REST door. @throws Error with the door's own message */
  post<T>(persona: string, door: string, body: object): T {
    const path = `/loop/v1/${door}`;
    const reply = this.#as(persona, () =>
      this.#org.apex.restHandler(path, 'POST')!.invoke({
        requestUri: path, resourcePath: `/services/apexrest${path}`, httpMethod: 'POST', headers: {}, params: {}, remoteAddress: '127.0.0.1',
        body: new TextEncoder().encode(JSON.stringify(body)),
      }));
    const answer = JSON.parse(reply.body instanceof Uint8Array ? new TextDecoder().decode(reply.body) : String(reply.body)) as T & { readonly error?: { readonly message: string } };
    if (answer.error !== undefined) throw new Error(answer.error.message);
    return answer;
  }

  /** A block of Apex of that persona, as a developer console would run it; what it wrote by `System.debug`. */
  apex(persona: string, source: string): string[] {
    const { success, compileProblem, exceptionMessage, debugLog } = this.#org.executeAnonymous(this.#userOf(persona), source);
    if (!success) throw new Error(compileProblem ?? exceptionMessage ?? 'The Apex did not run.');
    return debugLog.split('\n').flatMap((line) => /\|USER_DEBUG\|\[\d+\]\|DEBUG\|(.*)$/.exec(line)?.[1] ?? []);
  }

  /** Rows that the administrator reads. */
  rows<T>(soql: string): T[] {
    const [json] = this.apex('admin', `System.debug(JSON.serialize(Database.query('${soql.replaceAll("'", "\\'")}')));`);
    return JSON.parse(json!) as T[];
  }

  /** Texts of the mails to that address, oldest first: none leaves the local org. */
  mailsTo(address: string): string[] {
    return this.#org.sentEmails().flatMap(({ email }) => (email.to.includes(address) ? [email.body] : []));
  }

  item(serial: string): Item {
    const [row] = this.rows<TwinRow>(`SELECT Passport_Id__c, Business_Key__c, GTIN__c, SKU__c, Brand_Code__c, Owner_Contact__c FROM Product_Twin__c WHERE Serial_Number__c = '${serial}'`);
    if (row === undefined) throw new Error(`No item has the serial number ${serial}.`);
    return {
      twinId: row.Id, passportId: row.Passport_Id__c, businessKey: row.Business_Key__c, gtin: row.GTIN__c, sku: row.SKU__c, brandCode: row.Brand_Code__c,
      ownerId: row.Owner_Contact__c ?? null,
    };
  }

  #as<T>(persona: string, work: () => T): T {
    return this.#org.transaction(this.#userOf(persona), work);
  }

  #userOf(persona: string): string {
    const user = this.#org.persona(persona);
    if (user === undefined) throw new Error(`config/local-org.json declares no persona "${persona}".`);
    return user.userId;
  }
}

/** The key that a device would make: the same for the same part of the story, so that what is done already is found again. */
export function keyOf(part: string): string {
  const hex = createHash('sha256').update(`demo story ${part}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
