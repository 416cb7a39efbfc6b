import type { EnumValue } from '../../enum.ts';
import { JSONException, raise } from '../../exceptions.ts';
import { standardClass } from '../../missing.ts';
import { typeNamed } from '../../types.ts';
import type { ApexType } from '../../types.ts';
import { enumValue } from '../enums.ts';
import { readAs } from './read.ts';
import { JsonTokenizer } from './tokenizer.ts';
import type { Token } from './tokenizer.ts';
import { JsonNumber, treeFrom } from './tree.ts';

/** System.JSONParser: a cursor over tokens. */
export class JsonParser {
  readonly #source: JsonTokenizer;
  #token: Token | null = null;
  #cleared: Token | null = null;
  /** Field names of the objects that are open; null for arrays. */
  readonly #names: (string | null)[] = [];

  constructor(text: string) {
    this.#source = new JsonTokenizer(text);
  }

  #advance(): Token | null {
    const token = (this.#token = this.#source.next());
    if (token === null) return null;
    if (token.kind === 'FIELD_NAME') this.#names[this.#names.length - 1] = token.text;
    else if (token.kind === 'START_OBJECT' || token.kind === 'START_ARRAY') this.#names.push(null);
    else if (token.kind === 'END_OBJECT' || token.kind === 'END_ARRAY') this.#names.pop();
    return token;
  }

  nexttoken(): EnumValue | null {
    const token = this.#advance();
    return token === null ? null : enumValue('jsontoken', token.kind);
  }

  nextvalue(): EnumValue | null {
    const token = this.nexttoken();
    return token?.$name === 'FIELD_NAME' ? this.nexttoken() : token;
  }

  getcurrenttoken(): EnumValue | null {
    return this.#token === null ? null : enumValue('jsontoken', this.#token.kind);
  }

  hascurrenttoken(): boolean {
    return this.#token !== null;
  }

  clearcurrenttoken(): void {
    this.#cleared = this.#token;
    this.#token = null;
  }

  getlastclearedtoken(): EnumValue | null {
    return this.#cleared === null ? null : enumValue('jsontoken', this.#cleared.kind);
  }

  getcurrentname(): string | null {
    const opens = this.#token?.kind === 'START_OBJECT' || this.#token?.kind === 'START_ARRAY';
    return this.#names.at(opens ? -2 : -1) ?? null;
  }

  gettext(): string | null {
    return this.#token?.text ?? null;
  }

  #scalar(type: string): unknown {
    const token = this.#token;
    if (token === null) throw raise(JSONException, 'No current token');
    const tree = token.kind.startsWith('VALUE_NUMBER') ? new JsonNumber(token.text, token.kind === 'VALUE_NUMBER_INT') : treeFrom(this.#source, token);
    return readAs(tree, typeNamed(type), false);
  }

  getintegervalue(): unknown {
    return this.#scalar('Integer');
  }

  getlongvalue(): unknown {
    return this.#scalar('Long');
  }

  getdecimalvalue(): unknown {
    return this.#scalar('Decimal');
  }

  getdoublevalue(): unknown {
    return this.#scalar('Double');
  }

  getbooleanvalue(): unknown {
    return this.#scalar('Boolean');
  }

  getdatevalue(): unknown {
    return this.#scalar('Date');
  }

  getdatetimevalue(): unknown {
    return this.#scalar('Datetime');
  }

  gettimevalue(): unknown {
    return this.#scalar('Time');
  }

  getidvalue(): unknown {
    return this.#scalar('Id');
  }

  getblobvalue(): unknown {
    return this.#scalar('Blob');
  }

  skipchildren(): void {
    if (this.#token?.kind !== 'START_OBJECT' && this.#token?.kind !== 'START_ARRAY') return;
    const depth = this.#names.length;
    while (this.#names.length >= depth && this.#advance() !== null);
  }

  #read(type: ApexType, strict: boolean): unknown {
    const token = this.#token ?? this.#advance();
    if (token === null) throw raise(JSONException, 'No content to map to Object due to end of input');
    return readAs(treeFrom({ next: () => this.#advance() }, token), type, strict);
  }

  readvalueas(type: ApexType): unknown {
    return this.#read(type, false);
  }

  readvalueasstrict(type: ApexType): unknown {
    return this.#read(type, true);
  }
}
standardClass('JSONParser', JsonParser);
