import { current } from './context.ts';
import type { Email } from './context.ts';

/** E-mails kept. */
const KEPT = 1000;

/** Where the mails of Apex and flows end: none leaves the local org. */
export class Outbox {
  readonly #sent: Email[] = [];

  /** The latest ones, oldest first. */
  get sent(): readonly Email[] {
    return this.#sent;
  }

  /** Runs as a job of the one who sends. */
  deliver(email: Email): void {
    this.#sent.push(email);
    if (this.#sent.length > KEPT) this.#sent.shift();
    current().log('INFO', () => `E-mail to ${email.to.join(', ')}: ${email.subject}`);
  }
}
