export type State = 'ok' | 'warning' | 'error';

/** One thing that was looked at. */
export interface Finding {
  /** Stable name, such as `package`. */
  readonly name: string;
  readonly state: State;
  /** What is wrong and what to do; what is in order. */
  readonly message: string;
}

export const ok = (name: string, message: string): Finding => ({ name, state: 'ok', message });
export const warning = (name: string, message: string): Finding => ({ name, state: 'warning', message });
export const error = (name: string, message: string): Finding => ({ name, state: 'error', message });

const RANK: Readonly<Record<State, number>> = { ok: 0, warning: 1, error: 2 };

/** The worst state of all. */
export function worst(findings: readonly Finding[]): State {
  return findings.reduce<State>((state, finding) => (RANK[finding.state] > RANK[state] ? finding.state : state), 'ok');
}

/** 0: all is well, 1: warnings, 2: errors. */
export const exitCodeOf = (state: State): number => RANK[state];

/** A list for a sentence; what is long is cut. */
export function listed(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
