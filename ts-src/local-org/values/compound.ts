import { ApexDouble } from './double.ts';

const EARTH_RADIUS = { km: 6371.0088, mi: 3958.7613 } as const;

/** Kilometres or miles between two places, along the surface. */
export function distanceBetween(from: readonly [latitude: number, longitude: number], to: readonly [latitude: number, longitude: number], unit: 'km' | 'mi'): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const [fromLatitude, toLatitude] = [radians(from[0]), radians(to[0])];
  const half = Math.sin((toLatitude - fromLatitude) / 2) ** 2 + Math.cos(fromLatitude) * Math.cos(toLatitude) * Math.sin(radians(to[1] - from[1]) / 2) ** 2;
  return 2 * EARTH_RADIUS[unit] * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** System.Location: what a geolocation field reads as. Members that Apex sees are lower case. */
export class Geolocation {
  readonly place: readonly [latitude: number, longitude: number];

  constructor(latitude: number, longitude: number) {
    this.place = [latitude, longitude];
  }

  get latitude(): ApexDouble {
    return new ApexDouble(this.place[0]);
  }

  get longitude(): ApexDouble {
    return new ApexDouble(this.place[1]);
  }

  toJSON(): Record<string, unknown> {
    return { latitude: this.place[0], longitude: this.place[1] };
  }

  toString(): string {
    return `API_LOCATION[${this.place[0]} ${this.place[1]}]`;
  }
}

/** Parts of an address in the order of their names. */
export const ADDRESS_PARTS = ['city', 'country', 'geocodeAccuracy', 'latitude', 'longitude', 'postalCode', 'state', 'street'] as const;
type Part = (typeof ADDRESS_PARTS)[number];

/** System.Address: what an address field reads as. */
export class PostalAddress {
  readonly parts: Readonly<Record<Part, string | number | null>>;

  constructor(parts: Readonly<Record<Part, string | number | null>>) {
    this.parts = parts;
  }

  toJSON(): Record<string, unknown> {
    return { ...this.parts };
  }

  toString(): string {
    const { street, city, state, postalCode, country } = this.parts;
    return `API_ADDRESS[${[street, city, state, postalCode, country].filter((part) => part !== null).join(' ')}]`;
  }
}
