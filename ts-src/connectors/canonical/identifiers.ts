/** GS1 and 3GPP identifier rules. Sources: GS1 General Specifications 7.9 and 7.11, 3GPP TS 23.003 Annex B. */

/** GTIN-8, -12, -13 or -14 padded to 14 digits; null when the length or the check digit is wrong. */
export function toGtin14(text: string): string | null {
  if (!/^(\d{8}|\d{12}|\d{13}|\d{14})$/.test(text)) return null;
  const gtin = text.padStart(14, '0');
  return gs1CheckDigit(gtin.slice(0, -1)) === Number(gtin.at(-1)) ? gtin : null;
}

/** Weights 3 and 1 in turn from the right-most digit; what is missing to the next ten. */
export function gs1CheckDigit(digits: string): number {
  let sum = 0;
  for (let i = digits.length - 1, weight = 3; i >= 0; i--, weight = 4 - weight) sum += Number(digits[i]) * weight;
  return (10 - (sum % 10)) % 10;
}

/** 15 digits of which the last is the Luhn digit over the first 14. An IMEISV (16 digits) carries none. */
export function isImei(text: string): boolean {
  if (/^\d{16}$/.test(text)) return true;
  return /^\d{15}$/.test(text) && luhnDigit(text.slice(0, 14)) === Number(text[14]);
}

/** The check digit that follows these digits, after Luhn (ISO/IEC 7812-1, annex B). */
export function luhnDigit(digits: string): number {
  let sum = 0;
  for (let i = digits.length - 1, double = true; i >= 0; i--, double = !double) {
    const value = Number(digits[i]) * (double ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return (10 - (sum % 10)) % 10;
}

/** AI 21: 1 to 20 characters of GS1's character set 82. */
export function isGs1Serial(text: string): boolean {
  return /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/.test(text);
}
