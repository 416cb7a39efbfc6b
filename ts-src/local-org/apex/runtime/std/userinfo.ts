import { current } from '../../../execution/context.ts';
import { missing, statics } from '../missing.ts';
import { TimeZone } from './dates.ts';
import { organization } from './org.ts';
import { required } from './numbers.ts';

/** Everything before the last word, and the last word. */
function nameParts(): { readonly first: string; readonly last: string } {
  const name = current().user.name;
  const at = name.lastIndexOf(' ');
  return { first: at < 0 ? '' : name.slice(0, at), last: name.slice(at + 1) };
}

/** System.UserInfo */
export const userinfo = statics('UserInfo', {
  getuserid: (): string => current().user.id,
  getname: (): string => current().user.name,
  getfirstname: (): string => nameParts().first,
  getlastname: (): string => nameParts().last,
  getusername: (): string => current().user.username,
  getuseremail: (): string => current().user.email,
  getprofileid: (): string => current().user.profileId,
  getuserroleid: (): string | null => current().user.roleId,
  getusertype: (): string => current().user.userType,
  getlocale: (): string => current().user.locale,
  getlanguage: (): string => current().user.language,
  gettimezone: (): TimeZone => new TimeZone(current().user.timeZone),
  getorganizationid: (): string => organization()?.id ?? missing('UserInfo.getOrganizationId without an Organization row'),
  getorganizationname: (): string => (organization()?.get('Name') as string | undefined) ?? missing('UserInfo.getOrganizationName without an Organization row'),
  ismulticurrencyorganization: (): boolean => false,
  getuithemedisplayed: (): string => 'Theme4d',
  getuitheme: (): string => 'Theme4d',
});

/** System.FeatureManagement */
export const featuremanagement = statics('FeatureManagement', {
  checkpermission: (name: string): boolean => current().user.permissions.custom(required(name)),
});
