import { ADDRESS_PARTS, ApexDouble, Decimal, Geolocation, PostalAddress, distanceBetween } from '../../../values/index.ts';
import { InvalidParameterValueException, raise } from '../exceptions.ts';
import { missingMembers } from '../missing.ts';
import { mount } from '../mount.ts';
import { required } from './numbers.ts';

type Number_ = number | bigint | Decimal | ApexDouble;
const toNumber = (value: Number_): number => (value instanceof ApexDouble ? value.value : value instanceof Decimal ? value.toNumber() : Number(value));

function distance(from: readonly [number, number], to: Geolocation, unit: string): ApexDouble {
  const wanted = required(unit).toLowerCase();
  if (wanted !== 'km' && wanted !== 'mi') throw raise(InvalidParameterValueException, `Invalid unit of distance: ${unit}. Use mi or km.`);
  return new ApexDouble(distanceBetween(from, required(to).place, wanted));
}

/** System.Location: static members. */
export const location = {
  newinstance(latitude: Number_, longitude: Number_): Geolocation {
    const [first, second] = [toNumber(required(latitude)), toNumber(required(longitude))];
    if (Math.abs(first) > 90 || Math.abs(second) > 180) throw raise(InvalidParameterValueException, `Invalid location: ${first}, ${second}`);
    return new Geolocation(first, second);
  },
  getdistance: (from: Geolocation, to: Geolocation, unit: string): ApexDouble => distance(required(from).place, to, unit),
  [Symbol.hasInstance]: (value: unknown): boolean => value instanceof Geolocation,
};
Object.setPrototypeOf(location, missingMembers('Location', Object.prototype));

mount(Geolocation, {
  getlatitude() { return this.latitude; },
  getlongitude() { return this.longitude; },
  getdistance(this: Geolocation, to: Geolocation, unit: string) { return distance(this.place, to, unit); },
  tostring() { return this.toString(); },
});
Object.setPrototypeOf(Geolocation.prototype, missingMembers('Location', Object.prototype));

const numeric = (value: string | number | null): ApexDouble | null => (typeof value === 'number' ? new ApexDouble(value) : null);
for (const part of ADDRESS_PARTS) {
  const isNumber = part === 'latitude' || part === 'longitude';
  const read = (address: PostalAddress): unknown => (isNumber ? numeric(address.parts[part]) : address.parts[part]);
  mount(PostalAddress, { [`get${part.toLowerCase()}`]() { return read(this); } });
  Object.defineProperty(PostalAddress.prototype, part.toLowerCase(), { get(this: PostalAddress) { return read(this); }, configurable: true });
}
mount(PostalAddress, {
  getdistance(this: PostalAddress, to: Geolocation, unit: string) {
    const { latitude, longitude } = this.parts;
    return typeof latitude === 'number' && typeof longitude === 'number' ? distance([latitude, longitude], to, unit) : null;
  },
  tostring() { return this.toString(); },
});
Object.setPrototypeOf(PostalAddress.prototype, missingMembers('Address', Object.prototype));

// What JSON shows, and what the classes are called.
const shown = (parts: Record<string, unknown>): Record<string, unknown> => Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, typeof part === 'number' ? new ApexDouble(part) : part]));
for (const [type, name] of [[Geolocation, 'Location'], [PostalAddress, 'Address']] as const) {
  Object.defineProperty(type.prototype, '$fields', { get(this: Geolocation | PostalAddress) { return shown(this.toJSON()); }, configurable: true });
  Object.defineProperty(type, '$typeName', { value: name, configurable: true });
}
