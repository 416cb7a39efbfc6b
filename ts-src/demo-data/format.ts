/** Two digits after the point, as shops write money. */
export function money(amount: number): string {
  return amount.toFixed(2);
}

/** Standard-time offsets are enough for demo data. */
const HOURS: Readonly<Record<string, number>> = { GB: 0, PT: 0, US: -5, JP: 9, SG: 8 };

/** The instant in the customer's own zone: `2026-01-31T10:00:00+01:00`. */
export function offset(instant: Date, country: string): string {
  const hours = HOURS[country] ?? 1;
  const local = new Date(instant.getTime() + hours * 3_600_000).toISOString().slice(0, 19);
  return `${local}${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}:00`;
}
