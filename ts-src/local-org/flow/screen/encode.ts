import type { Schema } from '../../schema/model.ts';
import { ApexBlob, ApexDate, ApexDatetime, ApexTime, Decimal, SObjectRecord } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';
import { FlowStructure, changedFields, isList, putField, track } from '../run/flow-value.ts';
import type { FlowValue } from '../run/flow-value.ts';

/** JSON of one value: texts, booleans and null as they are, everything else with its kind. */
export type Encoded = string | boolean | null | readonly Encoded[] | { readonly [kind: string]: unknown };

interface EncodedRecord {
  readonly object: string;
  readonly fields: Readonly<Record<string, Encoded>>;
  readonly queried: boolean;
  /** Names of changed fields; absent for records that the flow made. */
  readonly changed?: readonly string[];
}

/** Turns values into JSON. A record that is held in two places is one record again afterwards. */
export class ValueEncoder {
  readonly records: EncodedRecord[] = [];
  private readonly places = new Map<SObjectRecord, number>();

  encode(value: FlowValue): Encoded {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (isList(value)) return value.map((item) => this.encode(item));
    if (value instanceof SObjectRecord) return { record: this.place(value) };
    if (value instanceof FlowStructure) return { structure: value.typeName ?? null, values: this.encodeAll(value.toObject()) };
    if (value instanceof Decimal) return { decimal: value.toPlainString() };
    if (typeof value === 'number') return { int: value };
    if (typeof value === 'bigint') return { long: String(value) };
    if (value instanceof ApexDate) return { date: value.toString() };
    if (value instanceof ApexDatetime) return { datetime: value.ms };
    if (value instanceof ApexTime) return { time: value.ms };
    // A place or an address: its record is asked anew for it.
    if (!(value instanceof ApexBlob)) return null;
    return { blob: value.toBase64() };
  }

  encodeAll(values: Readonly<Record<string, FlowValue>>): Record<string, Encoded> {
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, this.encode(value)]));
  }

  private place(record: SObjectRecord): number {
    const known = this.places.get(record);
    if (known !== undefined) return known;
    const changed = changedFields(record);
    const index = this.records.push({ object: record.definition.name, fields: this.encodeAll(record.fields), queried: record.queried, ...(changed === undefined ? {} : { changed: [...changed] }) }) - 1;
    this.places.set(record, index);
    return index;
  }
}

export class ValueDecoder {
  private readonly records: readonly SObjectRecord[];

  constructor(schema: Schema, records: readonly EncodedRecord[]) {
    this.records = records.map(({ object, fields, queried, changed }) => {
      const record = new SObjectRecord(schema.object(object)!);
      for (const [name, value] of Object.entries(fields)) record.fields[name] = this.decode(value) as Value;
      record.queried = queried;
      if (changed !== undefined) {
        track(record);
        for (const name of changed) putField(record, name, record.fields[name]!);
      }
      return record;
    });
  }

  decode(encoded: Encoded): FlowValue {
    if (encoded === null || typeof encoded === 'string' || typeof encoded === 'boolean') return encoded;
    if (Array.isArray(encoded)) return (encoded as readonly Encoded[]).map((item) => this.decode(item));
    const tagged = encoded as { readonly [kind: string]: unknown };
    if ('record' in tagged) return this.records[tagged.record as number]!;
    if ('structure' in tagged) {
      const values = Object.entries(tagged.values as Record<string, Encoded>).map(([name, value]) => [name, this.decode(value)]);
      return new FlowStructure((tagged.structure as string | null) ?? undefined, Object.fromEntries(values) as Record<string, FlowValue>);
    }
    if ('decimal' in tagged) return Decimal.parse(tagged.decimal as string);
    if ('int' in tagged) return tagged.int as number;
    if ('long' in tagged) return BigInt(tagged.long as string);
    if ('date' in tagged) return ApexDate.parse(tagged.date as string);
    if ('datetime' in tagged) return ApexDatetime.fromMs(tagged.datetime as number);
    if ('time' in tagged) return ApexTime.fromMs(tagged.time as number);
    return ApexBlob.fromBase64(tagged.blob as string);
  }
}

export type { EncodedRecord };
