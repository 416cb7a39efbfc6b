import type { ApexBlob, ApexDate, ApexDatetime, ApexTime } from '../../../../values/index.ts';
import { JSONException, raise } from '../../exceptions.ts';
import { standardClass } from '../../missing.ts';
import { required } from '../numbers.ts';
import type { AnyNumber } from '../numbers.ts';
import { CompactSink, PrettySink, writeValue } from './write.ts';

/** System.JSONGenerator */
export class JsonGenerator {
  readonly #sink: CompactSink | PrettySink;
  readonly #open: ('object' | 'array')[] = [];
  #closed = false;

  constructor(pretty: boolean) {
    this.#sink = pretty ? new PrettySink() : new CompactSink();
  }

  #write(value: unknown): void {
    if (this.#closed) throw raise(JSONException, 'JSONGenerator is closed');
    writeValue(this.#sink, value, false);
  }

  #field(name: string | null, value: unknown): void {
    this.writefieldname(name);
    this.#write(value);
  }

  writefieldname(name: string | null): void {
    if (this.#open.at(-1) !== 'object') throw raise(JSONException, 'Can not write a field name, expecting a value');
    this.#sink.name(required(name));
  }

  writestartobject(): void {
    this.#sink.startObject();
    this.#open.push('object');
  }

  writeendobject(): void {
    if (this.#open.pop() !== 'object') throw raise(JSONException, 'Current context not an object');
    this.#sink.endObject();
  }

  writestartarray(): void {
    this.#sink.startArray();
    this.#open.push('array');
  }

  writeendarray(): void {
    if (this.#open.pop() !== 'array') throw raise(JSONException, 'Current context not an ARRAY');
    this.#sink.endArray();
  }

  writestring(value: string): void {
    this.#write(required(value));
  }

  writenumber(value: AnyNumber): void {
    this.#write(required(value));
  }

  writeboolean(value: boolean): void {
    this.#write(required(value));
  }

  writenull(): void {
    this.#write(null);
  }

  writeid(value: string): void {
    this.#write(required(value));
  }

  writedate(value: ApexDate): void {
    this.#write(required(value));
  }

  writedatetime(value: ApexDatetime): void {
    this.#write(required(value));
  }

  writetime(value: ApexTime): void {
    this.#write(required(value));
  }

  writeblob(value: ApexBlob): void {
    this.#write(required(value));
  }

  writeobject(value: unknown): void {
    this.#write(value);
  }

  writestringfield(name: string, value: string): void {
    this.#field(name, required(value));
  }

  writenumberfield(name: string, value: AnyNumber): void {
    this.#field(name, required(value));
  }

  writebooleanfield(name: string, value: boolean): void {
    this.#field(name, required(value));
  }

  writenullfield(name: string): void {
    this.#field(name, null);
  }

  writeidfield(name: string, value: string): void {
    this.#field(name, required(value));
  }

  writedatefield(name: string, value: ApexDate): void {
    this.#field(name, required(value));
  }

  writedatetimefield(name: string, value: ApexDatetime): void {
    this.#field(name, required(value));
  }

  writetimefield(name: string, value: ApexTime): void {
    this.#field(name, required(value));
  }

  writeblobfield(name: string, value: ApexBlob): void {
    this.#field(name, required(value));
  }

  writeobjectfield(name: string, value: unknown): void {
    this.#field(name, value);
  }

  getasstring(): string {
    return this.#sink.text;
  }

  close(): void {
    this.#closed = true;
  }

  isclosed(): boolean {
    return this.#closed;
  }
}
standardClass('JSONGenerator', JsonGenerator);
