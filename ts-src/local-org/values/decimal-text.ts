/** Texts of decimal numbers, from and to their digits without the point and their scale. */
type Digits = number | bigint;

const SYNTAX = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?$/;

/** null when the text is no number. A number among the unscaled values is a safe integer. */
export function readDecimal(text: string): { unscaled: Digits; scale: number } | null {
  const match = SYNTAX.exec(text);
  if (match === null) return null;
  const after = match[3] ?? '';
  const digits = match[2]! + after;
  if (digits.length === 0) return null;
  const scale = after.length - (match[4] === undefined ? 0 : Number(match[4]));
  const signed = match[1] === '-' ? `-${digits}` : digits;
  return { unscaled: digits.length <= 15 ? Number(signed) : BigInt(signed), scale };
}

/** Without exponent: `0.00000001`, `1200`. */
export function plainText(unscaled: Digits, scale: number): string {
  const text = unscaled.toString();
  if (scale <= 0) return text === '0' ? '0' : text + '0'.repeat(-scale);
  const negative = text.charCodeAt(0) === 45;
  const digits = (negative ? text.slice(1) : text).padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${negative ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** As java.math.BigDecimal prints: with an exponent below 1E-6 and for negative scales. */
export function javaText(unscaled: Digits, scale: number): string {
  const text = unscaled.toString();
  if (scale === 0) return text;
  const negative = text.charCodeAt(0) === 45;
  const digits = negative ? text.slice(1) : text;
  const exponent = digits.length - 1 - scale;
  if (scale > 0 && exponent >= -6) return plainText(unscaled, scale);
  const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
  return `${negative ? '-' : ''}${mantissa}${exponent === 0 ? '' : `E${exponent > 0 ? '+' : ''}${exponent}`}`;
}

const formatters = new Map<string, Intl.NumberFormat>();

/** Plain text with the locale's grouping and at most three decimals: `1,234.568`. */
export function localText(plain: string, locale: string): string {
  let formatter = formatters.get(locale);
  if (formatter === undefined) {
    formatter = new Intl.NumberFormat(locale, { maximumFractionDigits: 3, roundingMode: 'halfEven' } as Intl.NumberFormatOptions);
    formatters.set(locale, formatter);
  }
  return formatter.format(plain as Intl.StringNumericLiteral);
}
