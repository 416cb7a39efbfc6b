import { orgDomain } from '../../../execution/org-domain.ts';
import { hashText } from '../equality.ts';
import { IllegalArgumentException, raise } from '../exceptions.ts';
import { standardClass } from '../missing.ts';
import { required } from './numbers.ts';

/** System.URL, with java.net.URL's idea of the parts. */
export class ApexUrl {
  readonly #url: URL;
  readonly #text: string;

  static $new(first: string | ApexUrl, second?: string, third?: number | string, fourth?: string): ApexUrl {
    if (first instanceof ApexUrl) return new ApexUrl(new URL(second!, first.#url).href);
    if (second === undefined) return new ApexUrl(required(first));
    const file = typeof third === 'number' ? fourth! : String(third ?? '');
    return new ApexUrl(`${first}://${second}${typeof third === 'number' ? `:${third}` : ''}${file}`);
  }

  constructor(text: string) {
    try {
      this.#url = new URL(text);
    } catch {
      throw raise(IllegalArgumentException, `no protocol: ${text}`);
    }
    this.#text = text;
  }

  static getorgdomainurl(): ApexUrl {
    return new ApexUrl(orgDomain());
  }

  static getsalesforcebaseurl(): ApexUrl {
    return new ApexUrl(orgDomain());
  }

  getauthority(): string {
    return (this.#url.username === '' ? '' : `${this.#url.username}@`) + this.#url.host;
  }

  getdefaultport(): number {
    const ports: Readonly<Record<string, number>> = { 'https:': 443, 'http:': 80, 'ftp:': 21 };
    return ports[this.#url.protocol] ?? -1;
  }

  getfile(): string {
    return this.getpath() + this.#url.search;
  }

  gethost(): string {
    return this.#url.hostname;
  }

  getpath(): string {
    return this.#url.pathname === '/' && !/^[^:]+:\/\/[^/?#]*\//.test(this.#text) ? '' : this.#url.pathname;
  }

  getport(): number {
    return this.#url.port === '' ? -1 : Number(this.#url.port);
  }

  getprotocol(): string {
    return this.#url.protocol.slice(0, -1);
  }

  getquery(): string | null {
    return this.#url.search === '' ? null : this.#url.search.slice(1);
  }

  getref(): string | null {
    return this.#url.hash === '' ? null : this.#url.hash.slice(1);
  }

  getuserinfo(): string | null {
    return this.#url.username === '' ? null : `${this.#url.username}${this.#url.password === '' ? '' : `:${this.#url.password}`}`;
  }

  samefile(other: ApexUrl): boolean {
    return this.#text.replace(/#.*$/, '') === other.#text.replace(/#.*$/, '');
  }

  toexternalform(): string {
    return this.#text;
  }

  tostring(): string {
    return this.#text;
  }

  equals(other: unknown): boolean {
    return other instanceof ApexUrl && other.#text === this.#text;
  }

  hashcode(): number {
    return hashText(this.#text);
  }
}
standardClass('URL', ApexUrl);
