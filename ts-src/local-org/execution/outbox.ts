import { current } from './context.ts';
import type { Clock, Email } from './context.ts';

/** E-mails kept. */
const KEPT = 1000;
/** The platform keeps its log of sent mails for 30 days. */
const KEPT_MILLISECONDS = 30 * 86_400_000;

export interface SentEmail {
  readonly email: Email;
  /** Milliseconds of the org's clock. */
  readonly at: number;
}

/** Where the mails of Apex and flows end: none leaves the local org. */
export class Outbox {
  readonly #clock: Clock;
  #sent: SentEmail[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The latest ones, oldest first. */
  get sent(): readonly SentEmail[] {
    this.#forget();
    return this.#sent;
  }

  /** Runs as a job of the one who sends. */
  deliver(email: Email): void {
    this.#sent.push({ email, at: this.#clock.now() });
    this.#forget();
    current().log('INFO', () => `E-mail to ${email.to.join(', ')}: ${email.subject}`);
  }

  #forget(): void {
    const since = this.#clock.now() - KEPT_MILLISECONDS;
    this.#sent = this.#sent.slice(-KEPT).filter(({ at }) => at >= since);
  }
}
