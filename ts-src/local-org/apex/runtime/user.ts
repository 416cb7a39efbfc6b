import { current } from '../../execution/context.ts';

/** IANA zone of the running user; GMT when nothing runs. */
export function userZone(): string {
  try {
    return current().user.timeZone;
  } catch {
    return 'GMT';
  }
}

/** `en_US` of the running user as the BCP 47 tag that Intl takes. */
export function userLocale(): string {
  try {
    return current().user.locale.replaceAll('_', '-');
  } catch {
    return 'en-US';
  }
}

/** The transaction's clock. */
export function nowMs(): number {
  return current().clock.now();
}
