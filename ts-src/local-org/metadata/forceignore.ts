/** `.forceignore`: the patterns of .gitignore, matched against paths relative to the project root. */

export type IgnoreFilter = (path: string) => boolean;

/** What the Salesforce tools leave out in every project. */
const ALWAYS = ['**/*.dup', '.*', 'package2-descriptor.json', 'package2-manifest.json', '__tests__/', '__mocks__/', 'node_modules/'];

interface Rule {
  readonly pattern: RegExp;
  readonly negated: boolean;
}

/** A filter that answers true for ignored files. The last matching pattern decides, as in git. */
export function ignoreFilter(forceignore: string): IgnoreFilter {
  const rules = [...ALWAYS, ...forceignore.split(/\r?\n/)].flatMap(toRule);
  return (path) => {
    let ignored = false;
    for (const rule of rules) if (ignored === rule.negated && rule.pattern.test(path)) ignored = !rule.negated;
    return ignored;
  };
}

function toRule(line: string): Rule[] {
  let text = line.replace(/(?<!\\)\s+$/, '');
  if (text === '' || text.startsWith('#')) return [];
  const negated = text.startsWith('!');
  if (negated) text = text.slice(1);
  text = text.replace(/\\/g, '/').replace(/^\.\//, '');
  const directoryOnly = text.endsWith('/');
  if (directoryOnly) text = text.slice(0, -1);
  const anchored = text.includes('/');
  const body = text.replace(/^\//, '');
  // A pattern that names a folder takes everything below it.
  const tail = directoryOnly ? '/.*' : '(?:/.*)?';
  return [{ negated, pattern: new RegExp(`^${anchored ? '' : '(?:.*/)?'}${globToRegex(body)}${tail}$`) }];
}

function globToRegex(glob: string): string {
  let regex = '';
  for (let i = 0; i < glob.length; i++) {
    const rest = glob.slice(i);
    if (rest.startsWith('**/')) {
      regex += '(?:.*/)?';
      i += 2;
    } else if (rest.startsWith('**')) {
      regex += '.*';
      i += 1;
    } else if (rest[0] === '*') regex += '[^/]*';
    else if (rest[0] === '?') regex += '[^/]';
    else if (rest[0] === '[' && rest.includes(']')) {
      const end = rest.indexOf(']');
      regex += rest.slice(0, end + 1).replace(/^\[!/, '[^');
      i += end;
    } else regex += rest[0]!.replace(/[.+^${}()|\\[\]]/g, '\\$&');
  }
  return regex;
}
