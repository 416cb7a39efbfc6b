import { ApexBlob, ApexDate, ApexDatetime, ApexDouble, ApexTime, Decimal, SObjectRecord } from '../../../../values/index.ts';
import { ApexList } from '../../collections/list.ts';
import { ApexMap } from '../../collections/map.ts';
import { ApexSet } from '../../collections/set.ts';
import { EnumValue } from '../../enum.ts';
import { ApexException, JSONException, raise } from '../../exceptions.ts';
import { textOf } from '../../text.ts';
import { typeNameOf } from '../../types.ts';
import { instanceFields, metaOf } from '../../user-class.ts';

/** Where JSON goes: compact or pretty. */
export interface JsonSink {
  raw(text: string): void;
  startObject(): void;
  endObject(): void;
  startArray(): void;
  endArray(): void;
  name(name: string): void;
}

/** Appends commas itself. */
export class CompactSink implements JsonSink {
  text = '';
  private needsComma = false;

  private comma(): void {
    if (this.needsComma) this.text += ',';
    this.needsComma = true;
  }

  raw(text: string): void {
    this.comma();
    this.text += text;
  }

  startObject(): void {
    this.comma();
    this.text += '{';
    this.needsComma = false;
  }

  endObject(): void {
    this.text += '}';
    this.needsComma = true;
  }

  startArray(): void {
    this.comma();
    this.text += '[';
    this.needsComma = false;
  }

  endArray(): void {
    this.text += ']';
    this.needsComma = true;
  }

  name(name: string): void {
    this.comma();
    this.text += `${JSON.stringify(name)}:`;
    this.needsComma = false;
  }
}

/** Jackson's layout: two spaces, `"a" : 1`, arrays on one line. */
export class PrettySink implements JsonSink {
  text = '';
  private readonly open: { array: boolean; empty: boolean }[] = [];
  private afterName = false;

  private before(): void {
    const top = this.open.at(-1);
    if (this.afterName) this.afterName = false;
    else if (top?.array === true) {
      this.text += top.empty ? ' ' : ', ';
      top.empty = false;
    }
  }

  private indent(): string {
    return `\n${'  '.repeat(this.open.filter((level) => !level.array).length)}`;
  }

  raw(text: string): void {
    this.before();
    this.text += text;
  }

  startObject(): void {
    this.before();
    this.text += '{';
    this.open.push({ array: false, empty: true });
  }

  endObject(): void {
    const { empty } = this.open.pop()!;
    this.text += empty ? ' }' : `${this.indent()}}`;
  }

  startArray(): void {
    this.before();
    this.text += '[';
    this.open.push({ array: true, empty: true });
  }

  endArray(): void {
    this.open.pop();
    this.text += ' ]';
  }

  name(name: string): void {
    const top = this.open.at(-1)!;
    this.text += `${top.empty ? '' : ','}${this.indent()}${JSON.stringify(name)} : `;
    top.empty = false;
    this.afterName = true;
  }
}

export function serialize(value: unknown, suppressNulls: boolean, pretty: boolean): string {
  const sink = pretty ? new PrettySink() : new CompactSink();
  writeValue(sink, value, suppressNulls);
  return sink.text;
}

export function writeValue(sink: JsonSink, value: unknown, suppressNulls: boolean): void {
  switch (typeof value) {
    case 'string':
      return sink.raw(JSON.stringify(value));
    case 'number':
    case 'bigint':
    case 'boolean':
      return sink.raw(String(value));
  }
  if (value === null || value === undefined) return sink.raw('null');
  if (value instanceof SObjectRecord) return writeRecord(sink, value, suppressNulls);
  if (value instanceof ApexList || value instanceof ApexSet) {
    sink.startArray();
    for (const item of value) writeValue(sink, item, suppressNulls);
    return sink.endArray();
  }
  if (value instanceof ApexMap) return writeMap(sink, value, suppressNulls);
  const scalar = scalarText(value);
  if (scalar !== undefined) return sink.raw(scalar);
  writeObject(sink, value, suppressNulls);
}

function scalarText(value: object): string | undefined {
  if (value instanceof Decimal) return value.toPlainString();
  if (value instanceof ApexDouble) return value.toString();
  if (value instanceof ApexDate || value instanceof ApexTime) return `"${value.toString()}"`;
  if (value instanceof ApexDatetime) return `"${value.toIso()}"`;
  if (value instanceof ApexBlob) return `"${value.toBase64()}"`;
  if (value instanceof EnumValue) return JSON.stringify(value.$name);
  return undefined;
}

function writeMap(sink: JsonSink, map: ApexMap, suppressNulls: boolean): void {
  sink.startObject();
  for (const [key, value] of map.entries()) {
    if (value === null && suppressNulls) continue;
    sink.name(mapKey(key));
    writeValue(sink, value, suppressNulls);
  }
  sink.endObject();
}

function mapKey(key: unknown): string {
  if (key instanceof ApexDate) return key.toString();
  if (key instanceof ApexDatetime) return key.toIso();
  return textOf(key);
}

function writeObject(sink: JsonSink, value: object, suppressNulls: boolean): void {
  if (value instanceof ApexException) throw raise(JSONException, `Type unsupported in JSON: ${value.gettypename()}`);
  if ('$text' in value) return sink.raw(JSON.stringify((value as { $text: string }).$text));
  const shown = '$fields' in value ? (value as { $fields: Record<string, unknown> }).$fields : undefined;
  if (shown === undefined && metaOf(value) === undefined) throw raise(JSONException, `Type unsupported in JSON: ${typeNameOf(value)}`);
  sink.startObject();
  const write = (name: string, item: unknown): void => {
    if (item === null && suppressNulls) return;
    sink.name(name);
    writeValue(sink, item, suppressNulls);
  };
  if (shown !== undefined) for (const [name, item] of Object.entries(shown)) write(name, item);
  else for (const field of instanceFields(value)) if (!field.transient && field.readable) write(field.name, (value as Record<string, unknown>)[field.key] ?? null);
  sink.endObject();
}

function writeRecord(sink: JsonSink, record: SObjectRecord, suppressNulls: boolean): void {
  const type = record.aggregate === undefined ? record.definition.name : 'AggregateResult';
  sink.startObject();
  sink.name('attributes');
  sink.startObject();
  sink.name('type');
  sink.raw(JSON.stringify(type));
  if (record.id !== null && record.aggregate === undefined) {
    sink.name('url');
    sink.raw(`"/services/data/v65.0/sobjects/${type}/${record.id}"`);
  }
  sink.endObject();
  for (const [name, value] of Object.entries(record.aggregate ?? record.fields)) {
    sink.name(name);
    if (value instanceof ApexDatetime) sink.raw(`"${value.toRest()}"`);
    else writeValue(sink, value, suppressNulls);
  }
  for (const [name, parent] of Object.entries(record.parents ?? {})) {
    sink.name(name);
    writeValue(sink, parent, suppressNulls);
  }
  for (const [name, rows] of Object.entries(record.childRows ?? {})) {
    sink.name(name);
    sink.startObject();
    sink.name('totalSize');
    sink.raw(String(rows.length));
    sink.name('done');
    sink.raw('true');
    sink.name('records');
    sink.startArray();
    for (const row of rows) writeRecord(sink, row, suppressNulls);
    sink.endArray();
    sink.endObject();
  }
  sink.endObject();
}

