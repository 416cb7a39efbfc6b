import { current } from '../../execution/context.ts';
import { ApexDate, ApexDatetime, Decimal } from '../../values/index.ts';
import type { CompiledFlow } from './compiled-flow.ts';
import { plainText } from './flow-value.ts';
import type { FlowValue } from './flow-value.ts';
import type { Interview } from './interview.ts';

const MERGE = /\{!\s*([^{}]+?)\s*\}/g;

/** Text with `{!name}` in it, split once. A name that the flow does not have stays as it is written. */
export function compileTemplate(flow: CompiledFlow, text: string): (interview: Interview) => string {
  const parts: (string | ((interview: Interview) => string))[] = [];
  let end = 0;
  for (const match of text.matchAll(MERGE)) {
    const reference = flow.reference(match[1]!);
    if (reference === undefined) continue;
    parts.push(text.slice(end, match.index), (interview) => shown(reference.read(interview)));
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  return (interview) => parts.map((part) => (typeof part === 'string' ? part : part(interview))).join('');
}

/** A value as people read it: dates and times in the format and zone of the user. */
export function shown(value: FlowValue): string {
  const { locale, timeZone } = current().user;
  const language = locale.replace('_', '-');
  if (value instanceof ApexDate) return value.format(language);
  if (value instanceof ApexDatetime) return value.formatShort(timeZone, language);
  if (value instanceof Decimal) return value.stripTrailingZeros().toPlainString();
  return plainText(value);
}

/** Names in a text that the flow does not have. */
export function unknownNames(flow: CompiledFlow, text: string): readonly string[] {
  return [...text.matchAll(MERGE)].map((match) => match[1]!).filter((name) => flow.reference(name) === undefined);
}
