/** java.text.MessageFormat with plain `{0}` arguments: quotes as there, `''` is a quote, `'{'` is literal. */
export function formatMessage(pattern: string, values: readonly string[]): string {
  let out = '';
  let quoted = false;
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i]!;
    if (c === "'") {
      if (pattern[i + 1] === "'") {
        out += "'";
        i++;
      } else quoted = !quoted;
      continue;
    }
    const argument = quoted || c !== '{' ? null : /^\{(\d+)\}/.exec(pattern.slice(i, i + 12));
    if (argument === null) {
      out += c;
      continue;
    }
    out += values[Number(argument[1])] ?? argument[0];
    i += argument[0].length - 1;
  }
  return out;
}
