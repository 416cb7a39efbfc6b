import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ProjectMetadata } from '../metadata/index.ts';

/**
 * `config/local-org.json`: who lives in the local org. All parts are optional; the format is described in docs/local-org-config.md.
 * Unknown keys are refused, so that a typing error does not go unnoticed.
 */
const fieldValues = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

const contactSchema = z.strictObject({
  /** The contact is the one whose `field` has this value; it is made when there is none. */
  externalKey: z.strictObject({ field: z.string(), value: z.string() }),
  /** Fields of a contact that has to be made. */
  fields: fieldValues.optional(),
  /** Fields of its account; the account is found by `Name`. A portal user cannot be without one. */
  account: fieldValues.optional(),
});

const personaSchema = z.strictObject({
  /** `First Last`; the last word is the last name. */
  name: z.string().min(1),
  username: z.string().regex(/^[^@\s]+@[^@\s]+\.[^@\s]+$/, 'a username has the form of an e-mail address'),
  email: z.string().optional(),
  /** Name of a profile: a standard one (`System Administrator`) or one of the project. */
  profile: z.string(),
  permissionSets: z.array(z.string()).default([]),
  permissionSetGroups: z.array(z.string()).default([]),
  /** Developer name of a role of the project. */
  role: z.string().optional(),
  /** Developer names of public groups and queues. */
  groups: z.array(z.string()).default([]),
  contact: contactSchema.optional(),
  timeZone: z.string().optional(),
  locale: z.string().optional(),
  language: z.string().optional(),
  /** Further fields of the User row. */
  fields: fieldValues.default({}),
});

const configSchema = z.strictObject({
  $comment: z.string().optional(),
  organization: z
    .strictObject({
      name: z.string(), timeZone: z.string(), locale: z.string(), language: z.string(),
      /** Deployments then run the org's tests and want 75 % coverage; default false, a developer's org. */
      production: z.boolean(),
    })
    .partial()
    .default({}),
  /** Self-signed certificates; the key pairs are made here and kept beside the data. */
  certificates: z.array(z.string().regex(/^[a-z](?:_?[a-z\d])*$/i, 'a certificate is named by letters, digits and single underscores')).default([]),
  personas: z.record(z.string().regex(/^[a-z][\w-]*$/i, 'an alias is one word'), personaSchema).default({}),
});

export type OrgConfig = z.output<typeof configSchema>;
export type Persona = z.output<typeof personaSchema>;

export const CONFIG_FILE = 'config/local-org.json';

/**
 * Reads the configuration of a project. Without a file the org has one persona, `admin`, who holds every permission set of the project.
 * @throws Error with the place and the reason when the file is no valid configuration
 */
export function loadOrgConfig(project: ProjectMetadata): OrgConfig {
  const file = join(project.root, CONFIG_FILE);
  if (!existsSync(file)) return defaultConfig(project);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${CONFIG_FILE} is not valid JSON: ${(error as Error).message}`);
  }
  return parseOrgConfig(json, project);
}

/** Checks a configuration. @throws Error naming each fault */
export function parseOrgConfig(json: unknown, project: ProjectMetadata): OrgConfig {
  const parsed = configSchema.safeParse(json);
  if (!parsed.success) throw new Error(`${CONFIG_FILE}: ${parsed.error.issues.map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`).join('; ')}`);
  const config = parsed.data;
  const usernames = new Set<string>();
  for (const [alias, persona] of Object.entries(config.personas)) {
    const key = persona.username.toLowerCase();
    if (usernames.has(key)) throw new Error(`${CONFIG_FILE}: personas.${alias}: the username ${persona.username} is taken twice`);
    usernames.add(key);
  }
  return Object.keys(config.personas).length === 0 ? { ...config, personas: defaultConfig(project).personas } : config;
}

function defaultConfig(project: ProjectMetadata): OrgConfig {
  return configSchema.parse({
    personas: { admin: { name: 'Admin User', username: 'admin@local.example', profile: 'System Administrator', permissionSets: project.permissionSets.map((set) => set.name) } },
  });
}
