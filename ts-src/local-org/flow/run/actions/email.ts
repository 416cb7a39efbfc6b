import { current } from '../../../execution/context.ts';
import { NotImplementedError } from '../../../execution/errors.ts';
import type { FlowHost } from '../../host.ts';
import { FlowFault } from '../errors.ts';
import { isList, plainText } from '../flow-value.ts';
import type { FlowValue } from '../flow-value.ts';
import type { Interview } from '../interview.ts';
import type { RunAction } from './action.ts';

/** Inputs that are used, or change nothing here. */
const KNOWN = new Set(['emailaddresses', 'emailaddressesarray', 'ccrecipientaddresslist', 'bccrecipientaddresslist', 'emailsubject', 'emailbody', 'sendertype', 'senderaddress', 'sendrichbody', 'uselinebreaks', 'relatedrecordid', 'logemailonsend']);

/** Send Email. */
export function emailAction(host: FlowHost): RunAction {
  const { sendEmail } = host;
  if (sendEmail === undefined) throw new NotImplementedError('flow action emailSimple');
  return (inputs) => {
    const results = new Map<Interview, Record<string, FlowValue>>();
    const faults = new Map<Interview, FlowFault>();
    for (const [interview, values] of inputs) {
      const given = new Map(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]));
      const unknown = [...given.keys()].find((name) => !KNOWN.has(name));
      if (unknown !== undefined || given.get('logemailonsend') === true) throw new NotImplementedError(`flow action emailSimple: input ${unknown ?? 'logEmailOnSend'}`);
      const to = [...addresses(given.get('emailaddresses')), ...addresses(given.get('emailaddressesarray'))];
      const [cc, bcc] = [addresses(given.get('ccrecipientaddresslist')), addresses(given.get('bccrecipientaddresslist'))];
      const [subject, body] = [plainText(given.get('emailsubject') ?? null), plainText(given.get('emailbody') ?? null)];
      const problem = problemOf([...to, ...cc, ...bcc], subject, body);
      if (problem !== undefined) {
        faults.set(interview, new FlowFault(problem));
        continue;
      }
      current().limits.charge('emailInvocations');
      sendEmail({ to, cc, bcc, subject, body, html: given.get('sendrichbody') === true });
      results.set(interview, {});
    }
    return { results, faults };
  };
}

function addresses(value: FlowValue | undefined): readonly string[] {
  const texts = value === undefined || value === null ? [] : isList(value) ? value.map(plainText) : plainText(value).split(/[,;]/);
  return texts.map((text) => text.trim()).filter((text) => text !== '');
}

function problemOf(recipients: readonly string[], subject: string, body: string): string | undefined {
  if (recipients.length === 0) return 'Missing required input parameter: emailAddresses';
  if (subject === '') return 'Missing required input parameter: emailSubject';
  if (body === '') return 'Missing required input parameter: emailBody';
  const wrong = recipients.find((address) => !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address));
  return wrong === undefined ? undefined : `Invalid email address: ${wrong}`;
}
