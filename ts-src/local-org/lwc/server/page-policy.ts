import { randomBytes } from 'node:crypto';
import type { ProjectMetadata } from '../../metadata/index.ts';

/** Whose pages a trusted site is for: `LEX` Lightning, `Communities` sites. */
type Context = 'LEX' | 'Communities';

/** What a trusted site may be used for, by its field; scripts of elsewhere never. */
const PURPOSES = {
  isApplicableToConnectSrc: 'connect-src', isApplicableToFontSrc: 'font-src', isApplicableToFrameSrc: 'frame-src',
  isApplicableToImgSrc: 'img-src', isApplicableToMediaSrc: 'media-src', isApplicableToStyleSrc: 'style-src',
} as const;
const ORIGIN = /^(?:https|wss):\/\/(?:\*\.)?[\w.-]+(?::\d+)?(?:\/[\w./-]*)?$/;

/** Lets the scripts that stand in a page itself run. */
export const newNonce = (): string => randomBytes(16).toString('base64');

/** Headers of a page: as in an org it loads nothing of elsewhere but what `CspTrustedSite` allows. */
export function pageHeaders(project: ProjectMetadata, context: Context, nonce: string): Record<string, string> {
  const sources: Record<string, string[]> = {
    'default-src': [`'self'`],
    'script-src': [`'self'`, `'nonce-${nonce}'`],
    'style-src': [`'self'`, `'unsafe-inline'`],
    'img-src': [`'self'`, 'data:', 'blob:'],
    'font-src': [`'self'`, 'data:'],
    'connect-src': [`'self'`],
    'media-src': [`'self'`, 'blob:'],
    'frame-src': [`'self'`],
    'object-src': [`'none'`],
    'base-uri': [`'self'`],
    'frame-ancestors': [`'self'`],
  };
  for (const { type, xml } of project.others) {
    const origin = xml.text('endpointUrl') ?? '';
    if (type !== 'CspTrustedSite' || !xml.flag('isActive') || !ORIGIN.test(origin) || ![undefined, 'All', context].includes(xml.text('context'))) continue;
    for (const [field, directive] of Object.entries(PURPOSES)) if (xml.flag(field)) sources[directive]!.push(origin);
  }
  return htmlHeaders(Object.entries(sources).map(([directive, list]) => `${directive} ${list.join(' ')}`).join('; '));
}

/** Headers of a page without scripts. */
export const plainHeaders = (): Record<string, string> => htmlHeaders(`default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'self'`);

const htmlHeaders = (policy: string): Record<string, string> => ({
  'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': policy, 'referrer-policy': 'origin-when-cross-origin',
});
