import type { Decimal } from './decimal.ts';
import type { ApexDate } from './date.ts';
import type { ApexDatetime } from './datetime.ts';
import type { ApexTime } from './time.ts';
import type { ApexBlob } from './blob.ts';
import type { Geolocation, PostalAddress } from './compound.ts';

/**
 * What a field can hold. The JavaScript type tells the Apex type without further tags:
 * string: String or Id (18 characters) · number: Integer (32 bits) · bigint: Long · Decimal: Decimal, and every
 * number, currency and percent field · boolean: Boolean · null: null. Places and addresses are read only.
 */
export type Value = string | number | bigint | boolean | null | Decimal | ApexDate | ApexDatetime | ApexTime | ApexBlob | Geolocation | PostalAddress;
