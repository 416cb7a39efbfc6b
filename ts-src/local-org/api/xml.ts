/** The little XML that the APIs write: REST answers in XML, SOAP envelopes. */

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

// Characters that XML 1.0 cannot carry at all, escaped or not.
 
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

export function escapeXml(text: string): string {
  return text.replace(FORBIDDEN, '').replace(/[&<>"']/g, (character) => ESCAPES[character]!);
}

/** `<name>value</name>`; arrays repeat the element, objects nest, null is `xsi:nil`. */
export function element(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => element(name, item)).join('');
  if (value === null) return `<${name} xsi:nil="true"/>`;
  if (value === undefined) return '';
  if (typeof value === 'object') return `<${name}>${elements(value)}</${name}>`;
  return `<${name}>${escapeXml(String(value))}</${name}>`;
}

export function elements(values: object): string {
  return Object.entries(values)
    .map(([name, value]) => element(name, value))
    .join('');
}

/** A REST answer as XML: `<Errors><Error>…`, a record `<Account type=… url=…>`, anything else `<Result>…`. */
export function restXml(body: unknown): string {
  const head = '<?xml version="1.0" encoding="UTF-8"?>';
  if (isErrorList(body)) return `${head}<Errors>${element('Error', body)}</Errors>`;
  if (Array.isArray(body)) return `${head}<Results xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${element('Result', body)}</Results>`;
  const attributes = (body as { attributes?: { type?: string; url?: string } } | null)?.attributes;
  const name = attributes?.type ?? 'Result';
  const { attributes: _dropped, ...rest } = (body ?? {}) as Record<string, unknown>;
  const head2 = attributes ? ` type="${escapeXml(attributes.type ?? '')}" url="${escapeXml(attributes.url ?? '')}"` : '';
  return `${head}<${name} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"${head2}>${elements(rest)}</${name}>`;
}

function isErrorList(body: unknown): body is object[] {
  return Array.isArray(body) && body.length > 0 && body.every((entry) => typeof entry === 'object' && entry !== null && 'errorCode' in entry && 'message' in entry);
}
