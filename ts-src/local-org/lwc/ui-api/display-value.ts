import type { RunningUser } from '../../execution/context.ts';
import type { FieldDef } from '../../schema/model.ts';
import { ApexBlob, ApexDate, ApexDatetime, ApexTime, Decimal } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';

export interface FieldValue {
  /** As people read it, in the user's locale and time zone; null where the value speaks for itself. */
  readonly displayValue: string | null;
  readonly value: unknown;
}

/** A field's value as the UI API writes it. `currency`: ISO code of the org. */
export function fieldValue(value: Value | undefined, field: FieldDef, user: RunningUser, currency = 'USD'): FieldValue {
  if (value === undefined || value === null) return { displayValue: null, value: null };
  return { displayValue: display(value, field, user, currency), value: plain(value) };
}

function plain(value: Value): unknown {
  if (value instanceof Decimal) return value.toNumber();
  if (value instanceof ApexDatetime) return new Date(value.ms).toISOString();
  if (value instanceof ApexDate || value instanceof ApexTime) return value.toString();
  if (value instanceof ApexBlob) return value.toBase64();
  return typeof value === 'bigint' ? Number(value) : value;
}

function display(value: Value, field: FieldDef, user: RunningUser, currency: string): string | null {
  const locale = user.locale.replace('_', '-') || 'en-US';
  if (value instanceof ApexDatetime) return new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short', timeZone: user.timeZone }).format(value.ms);
  if (value instanceof ApexDate) return value.format(locale);
  switch (field.type) {
    case 'picklist': case 'combobox': return labelOf(field, String(value));
    case 'multipicklist': return String(value).split(';').map((part) => labelOf(field, part)).join(';');
    case 'int': case 'long': case 'double': return number(value, locale, field.type === 'double' ? field.scale : 0);
    case 'percent': return `${number(value, locale, field.scale)}%`;
    case 'currency': return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(Number(value instanceof Decimal ? value.toNumber() : value));
    default: return null;
  }
}

function number(value: Value, locale: string, scale: number): string {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: scale, maximumFractionDigits: scale }).format(value instanceof Decimal ? value.toNumber() : Number(value));
}

const labelOf = (field: FieldDef, value: string): string => field.picklist?.find((entry) => entry.value === value)?.label ?? value;
