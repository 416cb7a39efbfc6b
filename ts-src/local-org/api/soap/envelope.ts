import { XmlError, parseXml } from '../../metadata/index.ts';
import type { XmlElement } from '../../metadata/index.ts';
import { describeError } from '../errors.ts';
import type { HttpRequest, HttpResponse } from '../http.ts';
import { element, escapeXml } from '../xml.ts';

export interface SoapCall {
  /** Local name of the body's element: `login`. */
  readonly operation: string;
  readonly body: XmlElement;
  /** `SessionHeader/sessionId` */
  readonly sessionId: string | undefined;
  readonly header: XmlElement | undefined;
}

/** Answers one operation of a SOAP door. */
export type SoapOperation = (call: SoapCall, request: HttpRequest) => HttpResponse;

/** An error as a SOAP fault. `code` without prefix: `INVALID_LOGIN`. */
export class SoapFault extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'SoapFault';
    this.code = code;
  }
}

/** @throws SoapFault for anything that is no SOAP envelope with one call */
export function readEnvelope(bytes: Uint8Array): SoapCall {
  const root = parse(bytes);
  const body = root.child('Body')?.children[0];
  if (root.name !== 'Envelope' || !body) throw new SoapFault('UNKNOWN_EXCEPTION', 'The request is no SOAP envelope with a call in its body');
  const header = root.child('Header');
  return { operation: body.name, body, header, sessionId: header?.child('SessionHeader')?.text('sessionId')?.trim() };
}

function parse(bytes: Uint8Array): XmlElement {
  try {
    return parseXml(new TextDecoder().decode(bytes));
  } catch (error) {
    if (error instanceof XmlError) throw new SoapFault('UNKNOWN_EXCEPTION', `The request is not well-formed XML: ${error.message} at line ${error.line}`);
    throw error;
  }
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

/** `<operationResponse><result>…` in an envelope; arrays repeat `result`. `header` is the XML inside the SOAP header. */
export function soapResponse(operation: string, namespace: string, result: unknown, header = ''): HttpResponse {
  const head = header === '' ? '' : `<soapenv:Header>${header}</soapenv:Header>`;
  const body = `<${operation}Response>${element('result', result)}</${operation}Response>`;
  const text = `${HEAD}<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="${namespace}" ${XSI}>${head}<soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;
  return { status: 200, headers: { 'content-type': 'text/xml;charset=UTF-8' }, body: text };
}

/** Anything thrown as the platform's fault; SOAP faults go out with status 500. */
export function faultResponse(error: unknown): HttpResponse {
  const { code, message } = error instanceof SoapFault ? error : faultOf(error);
  const text =
    `${HEAD}<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:sf="urn:fault.partner.soap.sforce.com" ${XSI}><soapenv:Body><soapenv:Fault>` +
    `<faultcode>sf:${code}</faultcode><faultstring>${escapeXml(`${code}: ${message}`)}</faultstring><detail><sf:UnexpectedErrorFault xsi:type="sf:UnexpectedErrorFault">` +
    `<sf:exceptionCode>${code}</sf:exceptionCode><sf:exceptionMessage>${escapeXml(message)}</sf:exceptionMessage></sf:UnexpectedErrorFault></detail></soapenv:Fault></soapenv:Body></soapenv:Envelope>`;
  return { status: 500, headers: { 'content-type': 'text/xml;charset=UTF-8' }, body: text };
}

function faultOf(error: unknown): { readonly code: string; readonly message: string } {
  const entry = describeError(error)?.entries[0];
  return entry ? { code: entry.errorCode, message: entry.message } : { code: 'UNKNOWN_EXCEPTION', message: 'An unexpected error occurred in the local org' };
}
