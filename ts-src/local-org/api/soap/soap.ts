import { NotImplementedError } from '../../execution/errors.ts';
import { requireAuthor } from '../api.ts';
import type { Api } from '../api.ts';
import type { HttpRequest, HttpResponse, Route, Session } from '../http.ts';
import type { PasswordCheck } from '../oauth.ts';
import { metadataOperations } from '../metadata/index.ts';
import { escapeXml } from '../xml.ts';
import { SoapFault, faultResponse, readEnvelope, soapResponse } from './envelope.ts';
import type { SoapCall, SoapOperation } from './envelope.ts';

const PARTNER = 'urn:partner.soap.sforce.com';
const ENTERPRISE = 'urn:enterprise.soap.sforce.com';
const APEX = 'http://soap.sforce.com/2006/08/apex';

/** SOAP doors: sign-in (partner, enterprise), anonymous Apex (`/s/`) and metadata (`/m/`). Others answer a fault that names the operation. */
export function soapRoutes(api: Api, checkPassword: PasswordCheck): Route[] {
  const signIn = (namespace: string): Record<string, SoapOperation> => ({
    login: (call, request) => login(api, call, request, checkPassword, namespace),
    logout: (call) => logout(api, call, namespace),
    getUserInfo: (call) => soapResponse('getUserInfo', namespace, userInfo(api, sessionOf(api, call).userId)),
    getServerTimestamp: () => soapResponse('getServerTimestamp', namespace, { timestamp: new Date(api.org.clock.now()).toISOString() }),
  });
  return [
    ...endpoint('u', signIn(PARTNER)),
    ...endpoint('c', signIn(ENTERPRISE)),
    ...endpoint('s', { executeAnonymous: (call) => executeAnonymous(api, call) }),
    ...endpoint('m', metadataOperations(api, (call) => sessionOf(api, call).userId)),
    ...endpoint('T', {}),
  ];
}

function endpoint(letter: string, operations: Readonly<Record<string, SoapOperation>>): Route[] {
  const handler = (request: HttpRequest): HttpResponse => {
    try {
      const call = readEnvelope(request.body);
      const operation = operations[call.operation];
      if (!operation) throw new NotImplementedError(`SOAP ${call.operation} at /services/Soap/${letter}`);
      return operation(call, request);
    } catch (error) {
      return faultResponse(error);
    }
  };
  return [`/services/Soap/${letter}/:version`, `/services/Soap/${letter}/:version/*org`].map((pattern) => ({ method: 'POST', pattern, authenticated: false, handler }));
}

function sessionOf(api: Api, call: SoapCall): Session {
  const session = api.sessions.find(call.sessionId ?? '');
  if (!session) throw new SoapFault('INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Illegal Session');
  return session;
}

function login(api: Api, call: SoapCall, request: HttpRequest, checkPassword: PasswordCheck, namespace: string): HttpResponse {
  const user = api.org.findUser(call.body.text('username') ?? '');
  if (!user || !checkPassword(user.username, call.body.text('password') ?? '')) {
    throw new SoapFault('INVALID_LOGIN', 'Invalid username, password, security token; or user locked out.');
  }
  const version = request.params.version ?? '65.0';
  const org = api.org.organizationId.slice(0, 15);
  const letter = namespace === PARTNER ? 'u' : 'c';
  return soapResponse('login', namespace, {
    metadataServerUrl: `${request.origin}/services/Soap/m/${version}/${org}`,
    passwordExpired: false,
    sandbox: false,
    serverUrl: `${request.origin}/services/Soap/${letter}/${version}/${org}`,
    sessionId: api.sessions.issue(user.userId),
    userId: user.userId,
    userInfo: userInfo(api, user.userId),
  });
}

function logout(api: Api, call: SoapCall, namespace: string): HttpResponse {
  api.sessions.revoke(sessionOf(api, call).token);
  return soapResponse('logout', namespace, undefined);
}

function userInfo(api: Api, userId: string): object {
  const user = api.org.transaction(userId, (context) => context.user);
  return {
    accessibilityMode: false,
    orgDefaultCurrencyIsoCode: null,
    organizationId: api.org.organizationId,
    organizationMultiCurrency: false,
    profileId: user.profileId,
    roleId: user.roleId,
    sessionSecondsValid: 43_200,
    userEmail: user.email,
    userFullName: user.name,
    userId,
    userLanguage: user.language,
    userLocale: user.locale,
    userName: user.username,
    userTimeZone: user.timeZone,
    userType: user.userType,
    userUiSkin: 'Theme3',
  };
}

/** The reply's header carries the debug log, as `sf apex run` shows it. */
function executeAnonymous(api: Api, call: SoapCall): HttpResponse {
  const session = sessionOf(api, call);
  requireAuthor(api, session.userId);
  const { debugLog, ...result } = api.org.executeAnonymous(session.userId, call.body.text('apexcode') ?? call.body.text('String') ?? '');
  return soapResponse('executeAnonymous', APEX, result, `<DebuggingInfo><debugLog>${escapeXml(debugLog)}</debugLog></DebuggingInfo>`);
}
