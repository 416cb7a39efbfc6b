import { isCurrency } from './currencies.ts';
import { itemEventSchema, type FieldError, type ItemEvent } from './event.ts';
import { isGs1Serial, isImei, toGtin14 } from './identifiers.ts';

/** A minute of slack for clocks that run ahead. */
const CLOCK_SKEW_MS = 60_000;

/**
 * Every rule that can be told from the event alone; the org checks them again and adds those that need its records.
 * Empty: the event is well formed.
 */
export function checkEvent(event: ItemEvent, now: Date = new Date()): FieldError[] {
  return [...shape(event), ...identity(event), ...money(event), ...time(event, now)];
}

function shape(event: ItemEvent): FieldError[] {
  const result = itemEventSchema.safeParse(event);
  if (result.success) return [];
  return result.error.issues.map((issue) => {
    const field = issue.path.join('.');
    const value = text(issue.path.reduce<unknown>((part, key) => (part as Record<PropertyKey, unknown> | undefined)?.[key], event));
    return { field, rule: `schema: ${issue.code}`, value, message: `${field || 'event'}: ${issue.message} (found ${value || 'nothing'})` };
  });
}

function identity({ item }: ItemEvent): FieldError[] {
  const errors: FieldError[] = [];
  if (item.gtin !== null && toGtin14(item.gtin) === null) {
    errors.push(problem('item.gtin', 'GS1 check digit', item.gtin, 'is not a GTIN of 8, 12, 13 or 14 digits with a right check digit'));
  }
  if (item.imei !== null && !isImei(item.imei)) {
    errors.push(problem('item.imei', 'Luhn check digit', item.imei, 'is not an IMEI of 15 digits with a right check digit'));
  }
  if (item.serial !== null && !isGs1Serial(item.serial)) {
    errors.push(problem('item.serial', 'GS1 AI 21', item.serial, 'is not 1 to 20 characters of the GS1 character set 82'));
  }
  return errors;
}

function money({ price }: ItemEvent): FieldError[] {
  if (price === null) return [];
  const errors: FieldError[] = [];
  if (!isCurrency(price.currency)) errors.push(problem('price.currency', 'ISO 4217', price.currency, 'is not a currency code'));
  if (price.amountMinor.startsWith('-')) errors.push(problem('price.amountMinor', 'not negative', price.amountMinor, 'is negative'));
  return errors;
}

function time({ occurredAt, item }: ItemEvent, now: Date): FieldError[] {
  const errors: FieldError[] = [];
  if (Date.parse(occurredAt) > now.getTime() + CLOCK_SKEW_MS) {
    errors.push(problem('occurredAt', 'not in the future', occurredAt, 'lies in the future'));
  }
  if (item.manufacturedOn !== null && occurredAt.slice(0, 10) < item.manufacturedOn) {
    errors.push(problem('occurredAt', 'not before manufacture', occurredAt, `is before the item was made (${item.manufacturedOn})`));
  }
  return errors;
}

function problem(field: string, rule: string, value: string, says: string): FieldError {
  return { field, rule, value, message: `${field} "${value}" ${says}` };
}

function text(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
