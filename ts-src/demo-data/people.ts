/** Forty invented customers. Addresses are under example.com, which belongs to nobody. */
export interface Person {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly country: string;
  /** Agreed to be kept in the CRM. */
  readonly consented: boolean;
}

const names: readonly (readonly [first: string, last: string, country: string])[] = [
  ['Amélie', 'Laurent', 'FR'], ['Hugo', 'Moreau', 'FR'], ['Camille', 'Girard', 'FR'], ['Louis', 'Fontaine', 'FR'], ['Inès', 'Benali', 'FR'],
  ['Oliver', 'Hughes', 'GB'], ['Amelia', 'Clarke', 'GB'], ['George', 'Patel', 'GB'], ['Isla', 'Morgan', 'GB'], ['Noah', 'Okafor', 'GB'],
  ['Lena', 'Fischer', 'DE'], ['Jonas', 'Weber', 'DE'], ['Mia', 'Schneider', 'DE'], ['Emre', 'Yilmaz', 'DE'], ['Clara', 'Hoffmann', 'DE'],
  ['Giulia', 'Romano', 'IT'], ['Marco', 'Ferrari', 'IT'], ['Chiara', 'Ricci', 'IT'], ['Luca', 'Greco', 'IT'], ['Sofia', 'Conti', 'IT'],
  ['Ingrid', 'Lindqvist', 'SE'], ['Erik', 'Johansson', 'SE'], ['Astrid', 'Berg', 'NO'], ['Lars', 'Haugen', 'NO'], ['Freja', 'Madsen', 'DK'],
  ['Emma', 'Johnson', 'US'], ['Liam', 'Garcia', 'US'], ['Ava', 'Nguyen', 'US'], ['Ethan', 'Brooks', 'US'], ['Zoe', 'Kim', 'US'],
  ['Yuki', 'Tanaka', 'JP'], ['Haruto', 'Sato', 'JP'], ['Mei', 'Chen', 'SG'], ['Arjun', 'Rao', 'SG'], ['Carmen', 'Ruiz', 'ES'],
  ['Pablo', 'Navarro', 'ES'], ['Anouk', 'de Vries', 'NL'], ['Daan', 'Bakker', 'NL'], ['Elena', 'Popescu', 'RO'], ['Tomás', 'Silva', 'PT'],
];

export const people: readonly Person[] = names.map(([firstName, lastName, country], index) => ({
  id: `C-${String(index + 1).padStart(4, '0')}`,
  firstName,
  lastName,
  email: `${plain(firstName)}.${plain(lastName)}@example.com`,
  country,
  consented: index % 10 !== 9,
}));

function plain(text: string): string {
  return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[^a-z]/gi, '').toLowerCase();
}
