import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Session } from './http.ts';

/** `refresh` tokens only buy access tokens; `once` tokens are the single-use keys of frontdoor.jsp. */
export type TokenKind = 'access' | 'refresh' | 'once';

interface StoredToken {
  readonly kind: TokenKind;
  readonly userId: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

export interface SessionStoreOptions {
  /** 18 characters; access tokens begin with its first 15. */
  readonly organizationId: string;
  /** Where tokens survive a restart; without it they live in memory. Only digests are written. */
  readonly file?: string;
  /** Milliseconds an access token lives; default 12 hours. */
  readonly timeToLive?: number;
  readonly now?: () => number;
}

const HOUR = 3_600_000;
const LIFETIME: Readonly<Record<TokenKind, number>> = { access: 12 * HOUR, refresh: 90 * 24 * HOUR, once: 60_000 };

/** Tokens of signed-in users. The store holds SHA-256 digests only, so its file gives nobody access. */
export class SessionStore {
  readonly #organizationId: string;
  readonly #file: string | undefined;
  readonly #timeToLive: number;
  readonly #now: () => number;
  readonly #tokens = new Map<string, StoredToken>();

  constructor(options: SessionStoreOptions) {
    this.#organizationId = options.organizationId;
    this.#file = options.file;
    this.#timeToLive = options.timeToLive ?? LIFETIME.access;
    this.#now = options.now ?? Date.now;
    this.#load();
  }

  /** A new token for the user. */
  issue(userId: string, kind: TokenKind = 'access'): string {
    const secret = randomBytes(kind === 'access' ? 54 : 36).toString('base64url');
    const token = kind === 'access' ? `${this.#organizationId.slice(0, 15)}!AQ${secret.replaceAll('-', '.')}` : `5Aep861${secret}`;
    const lifetime = kind === 'access' ? this.#timeToLive : LIFETIME[kind];
    this.#tokens.set(digest(token), { kind, userId, expires: this.#now() + lifetime });
    try {
      this.#save();
    } catch {
      // Where nothing can be written people still sign in and read; a restart asks them again.
    }
    return token;
  }

  /** The session of an access token; undefined when it is unknown, expired or revoked. */
  find(token: string): Session | undefined {
    const userId = this.#valid(token, 'access');
    return userId === undefined ? undefined : { token, userId };
  }

  /** User id behind a refresh token. */
  refresh(token: string): string | undefined {
    return this.#valid(token, 'refresh');
  }

  /** User id behind a single-use token, which is then spent. */
  redeem(token: string): string | undefined {
    const userId = this.#valid(token, 'once');
    if (userId !== undefined) this.revoke(token);
    return userId;
  }

  /** @throws Error when the file cannot be written: a restart would let the token in again */
  revoke(token: string): boolean {
    const known = this.#tokens.delete(digest(token));
    if (known) this.#save();
    return known;
  }

  #valid(token: string, kind: TokenKind): string | undefined {
    const key = digest(token);
    const stored = this.#tokens.get(key);
    if (!stored || stored.kind !== kind) return undefined;
    if (stored.expires > this.#now()) return stored.userId;
    this.#tokens.delete(key);
    return undefined;
  }

  #load(): void {
    if (!this.#file) return;
    let text: string;
    try {
      text = readFileSync(this.#file, 'utf8');
    } catch {
      return;
    }
    try {
      const stored = JSON.parse(text) as { organizationId?: string; tokens?: Record<string, StoredToken> };
      // Another org's file (after a reset) must not let its users in.
      if (stored.organizationId !== this.#organizationId) return;
      for (const [key, token] of Object.entries(stored.tokens ?? {})) this.#tokens.set(key, token);
    } catch {
      // A torn file only costs a new sign-in.
    }
  }

  #save(): void {
    if (!this.#file) return;
    const now = this.#now();
    for (const [key, token] of this.#tokens) if (token.expires <= now) this.#tokens.delete(key);
    mkdirSync(dirname(this.#file), { recursive: true });
    const temporary = `${this.#file}.${process.pid}.tmp`;
    writeFileSync(temporary, JSON.stringify({ organizationId: this.#organizationId, tokens: Object.fromEntries(this.#tokens) }), { mode: 0o600 });
    renameSync(temporary, this.#file);
  }
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
