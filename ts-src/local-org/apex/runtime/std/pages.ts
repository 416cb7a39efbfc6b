import { transactionState } from '../../../execution/context.ts';
import { ApexList } from '../collections/list.ts';
import { ApexMap } from '../collections/map.ts';
import { SObjectRecord } from '../../../values/index.ts';
import type { EnumType, EnumValue } from '../enum.ts';
import { standardClass, statics } from '../missing.ts';
import { typeNamed } from '../types.ts';
import { standardEnum } from './enums.ts';
import { required } from './numbers.ts';

/** System.PageReference: an URL with parameters. Its content cannot be fetched: the local org renders no Visualforce. */
export class PageReference {
  #path: string;
  #anchor = '';
  #redirect = false;
  readonly #parameters = new ApexMap(typeNamed('Map<String,String>'));
  readonly #headers = new ApexMap(typeNamed('Map<String,String>'));

  static $new(target: string | SObjectRecord): PageReference {
    return new PageReference(target instanceof SObjectRecord ? `/${target.id}` : required(target));
  }

  constructor(url: string) {
    const [path, query] = url.split('?', 2) as [string, string?];
    this.#path = path;
    for (const [key, value] of new URLSearchParams(query ?? '')) this.#parameters.put(key, value);
  }

  getparameters(): ApexMap {
    return this.#parameters;
  }

  getheaders(): ApexMap {
    return this.#headers;
  }

  geturl(): string {
    const query = [...this.#parameters.entries()].map(([key, value]) => `${encodeURIComponent(String(key))}=${encodeURIComponent(String(value))}`).join('&');
    return this.#path + (query === '' ? '' : `?${query}`) + (this.#anchor === '' ? '' : `#${this.#anchor}`);
  }

  getanchor(): string {
    return this.#anchor;
  }

  setanchor(anchor: string): this {
    this.#anchor = anchor;
    return this;
  }

  getredirect(): boolean {
    return this.#redirect;
  }

  setredirect(redirect: boolean): this {
    this.#redirect = redirect;
    return this;
  }

  tostring(): string {
    return `System.PageReference[${this.geturl()}]`;
  }
}
standardClass('PageReference', PageReference);

interface PageState {
  page: PageReference | null;
  messages: PageMessage[];
}

const STATE = Symbol('page that is shown');
const state = (): PageState => transactionState<PageState>(STATE, () => ({ page: null, messages: [] }));

export function currentPage(): PageReference | null {
  return state().page;
}

export function setCurrentPage(page: PageReference | null): void {
  state().page = page;
}

/** ApexPages.Message */
export class PageMessage {
  readonly #severity: EnumValue;
  readonly #summary: string;
  readonly #detail: string;

  static $new(severity: EnumValue, summary: string, detail?: string): PageMessage {
    return new PageMessage(severity, summary, detail ?? summary);
  }

  constructor(severity: EnumValue, summary: string, detail: string) {
    this.#severity = severity;
    this.#summary = summary;
    this.#detail = detail;
  }

  getseverity(): EnumValue {
    return this.#severity;
  }

  getsummary(): string {
    return this.#summary;
  }

  getdetail(): string {
    return this.#detail;
  }

  getcomponentlabel(): string | null {
    return null;
  }
}
standardClass('ApexPages.Message', PageMessage);

/** System.ApexPages */
export const apexpages = statics('ApexPages', {
  currentpage: currentPage,
  addmessage: (message: PageMessage): void => void state().messages.push(required(message)),
  getmessages: (): ApexList => ApexList.of('List<ApexPages.Message>', [...state().messages]),
  hasmessages: (severity?: EnumValue): boolean => state().messages.some((message) => severity === undefined || message.getseverity() === severity),
  /** `ApexPages.Severity.ERROR` where the compiler walks through the class. */
  get severity(): EnumType | undefined {
    return standardEnum('apexpages_severity');
  },
});

/** System.Network, seen from outside of any Experience Cloud site. */
export const network = statics('Network', {
  getnetworkid: (): null => null,
  /** Where a person lands who opens the site; no site asks here, so the reference is empty. */
  communitieslanding: (): PageReference => new PageReference(''),
});

export function clearPageMessages(): void {
  state().messages = [];
}

/** `Page.My_Page` */
export function pageNamed(name: string): PageReference {
  return new PageReference(`/apex/${name.toLowerCase()}`);
}

export const selectOption = standardClass(
  'SelectOption',
  class SelectOption {
    #value: string;
    #label: string;
    #disabled: boolean;

    static $new(value: string, label: string, disabled?: boolean): SelectOption {
      return new SelectOption(value, label, disabled ?? false);
    }

    constructor(value: string, label: string, disabled: boolean) {
      this.#value = value;
      this.#label = label;
      this.#disabled = disabled;
    }

    getvalue(): string {
      return this.#value;
    }

    getlabel(): string {
      return this.#label;
    }

    getdisabled(): boolean {
      return this.#disabled;
    }

    setvalue(value: string): void {
      this.#value = value;
    }

    setlabel(label: string): void {
      this.#label = label;
    }

    setdisabled(disabled: boolean): void {
      this.#disabled = disabled;
    }
  },
);

