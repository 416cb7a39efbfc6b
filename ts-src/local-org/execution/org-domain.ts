/** Where this org is reached; a thread is one org. Set when it begins to serve. */
let domain = 'https://localhost';

export const orgDomain = (): string => domain;

export function setOrgDomain(origin: string): void {
  domain = origin;
}
