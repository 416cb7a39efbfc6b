import type { ProjectMetadata, XmlComponent } from '../metadata/index.ts';
import { NotImplementedError } from './errors.ts';

/** Where Apex may call out to, as remote sites and named credentials say; loopback is always open. */
export interface CalloutRules {
  /**
   * The address of an endpoint, which may begin with `callout:Credential`, and the headers that its credential adds.
   * @throws CalloutRefusal in the platform's words
   * @throws NotImplementedError for a credential that signs in elsewhere
   */
  target(endpoint: string): CalloutTarget;
}

export interface CalloutTarget {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}

/** A callout that does not come to pass: Apex sees System.CalloutException with this message. */
export class CalloutRefusal extends Error {}

interface RemoteSite {
  readonly url: URL;
  /** `disableProtocolSecurity`: http and https alike. */
  readonly anyProtocol: boolean;
}

export function calloutRules(project: Pick<ProjectMetadata, 'others' | 'namedCredentials'>): CalloutRules {
  const sites = project.others.filter(({ type, xml }) => type === 'RemoteSiteSetting' && xml.flag('isActive')).flatMap(({ xml }): RemoteSite[] => {
    const url = URL.parse(xml.text('url') ?? '');
    return url === null ? [] : [{ url, anyProtocol: xml.flag('disableProtocolSecurity') }];
  });
  const credentials = new Map(project.namedCredentials.map((each) => [each.fullName.toLowerCase(), each]));
  return {
    target(endpoint) {
      const [, name, rest = ''] = /^callout:([^/?#]*)(.*)$/is.exec(endpoint) ?? [];
      if (name !== undefined) return throughCredential(name, rest, credentials.get(name.toLowerCase()));
      const url = webAddress(endpoint);
      if (!isLoopback(url.hostname) && !sites.some((site) => permits(site, url))) {
        throw new CalloutRefusal(`Unauthorized endpoint, please check Setup->Security->Remote site settings. endpoint = ${endpoint}`);
      }
      return { url, headers: {} };
    },
  };
}

function webAddress(text: string): URL {
  const url = URL.parse(text);
  if (url === null) throw new CalloutRefusal(`no protocol: ${text}`);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new CalloutRefusal(`unknown protocol: ${url.protocol.slice(0, -1)}`);
  return url;
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);

const permits = ({ url, anyProtocol }: RemoteSite, to: URL): boolean => url.hostname === to.hostname && url.port === to.port && (anyProtocol || url.protocol === to.protocol);

/** Both kinds of named credentials: of before (`endpoint`, `protocol`) and of today (parameters by type). */
function throughCredential(name: string, rest: string, credential: XmlComponent | undefined): CalloutTarget {
  if (credential === undefined) {
    throw new CalloutRefusal(`The callout couldn't access the endpoint. You might not have the required permissions, or the named credential "${name}" might not exist.`);
  }
  const { xml } = credential;
  const parameters = xml.list('namedCredentialParameters').map((each) => ({ type: each.text('parameterType'), value: each.text('parameterValue') }));
  const other = parameters.find(({ type }) => type !== 'Url');
  if (other !== undefined) throw new NotImplementedError(`Named Credential ${name} with a parameter of type ${other.type}`);
  const url = webAddress((parameters[0]?.value ?? xml.text('endpoint') ?? '') + rest);
  const protocol = xml.text('protocol') ?? 'NoAuthentication';
  if (protocol === 'NoAuthentication') return { url, headers: {} };
  if (protocol !== 'Password' || xml.text('principalType') === 'PerUser') throw new NotImplementedError(`Named Credential ${name} with protocol ${protocol}`);
  const login = Buffer.from(`${xml.text('username') ?? ''}:${xml.text('password') ?? ''}`).toString('base64');
  return { url, headers: xml.flag('generateAuthorizationHeader', true) ? { Authorization: `Basic ${login}` } : {} };
}
