import { z } from 'zod';

/**
 * The one shape in which every source describes what happened to one physical item.
 * It is the body of `POST /services/apexrest/loop/v1/events`; docs/api.md is its reference.
 */
export const itemEventSchema = z.strictObject({
  type: z.enum(['Sold', 'Returned', 'Corrected']),
  /** `format:installation`, e.g. `shopify:maison-aurele`. */
  sourceSystem: z.string().min(1).max(80),
  /** Permanent name of this fact at its source; the same id twice is the same fact. */
  sourceEventId: z.string().min(1).max(255),
  /** UTC, to the second. */
  occurredAt: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  timeZoneOffset: z.string().regex(/^[+-]((0\d|1[0-3]):[0-5]\d|14:00)$/),
  orderNumber: z.string().min(1).max(80).nullable(),
  channel: z.enum(['Online', 'Store']).nullable(),
  place: z.strictObject({
    storeCode: z.string().max(80).nullable(),
    gln: z.string().nullable(),
    /** ISO 3166-1 alpha-2. */
    country: z.string().regex(/^[A-Z]{2}$/).nullable(),
  }),
  brandCode: z.string().max(40).nullable(),
  item: z.strictObject({
    gtin: z.string().nullable(),
    serial: z.string().nullable(),
    sku: z.string().min(1).max(100).nullable(),
    name: z.string().min(1).max(255).nullable(),
    imei: z.string().nullable(),
    manufacturedOn: z.string().regex(/^\d{4}-\d\d-\d\d$/).nullable(),
    attributes: z.record(z.string(), z.string()),
  }),
  /** What was charged for this one item after discounts, in minor units as text: exact at any size. */
  price: z.strictObject({ amountMinor: z.string().regex(/^-?\d+$/), currency: z.string() }).nullable(),
  customer: z
    .strictObject({
      externalId: z.string().max(120).nullable(),
      email: z.string().max(80).nullable(),
      firstName: z.string().max(40).nullable(),
      lastName: z.string().max(80).nullable(),
      phone: z.string().max(40).nullable(),
      /** The person agreed to be kept in the CRM; without it no record of them is made. */
      consented: z.boolean(),
    })
    .nullable(),
  /** Returned: the `sourceEventId` of the sale that is undone. */
  soldSourceEventId: z.string().max(255).nullable(),
  /** Corrected: the `sourceEventId` of the wrong event, and why it is wrong. */
  correctsSourceEventId: z.string().min(1).max(255).optional(),
  reason: z.enum(['did_not_occur', 'incorrect_data', 'other']).optional(),
});

export type ItemEvent = z.infer<typeof itemEventSchema>;
export type Customer = NonNullable<ItemEvent['customer']>;

/** Why a line was refused: the field, the rule it breaks, the value found, and a sentence for people. */
export interface FieldError {
  readonly field: string;
  readonly rule: string;
  readonly value: string;
  readonly message: string;
}
