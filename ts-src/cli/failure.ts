/** A command that cannot go on, told in one sentence. Exit code 2: nothing could be done. */
export class CommandFailure extends Error {
  readonly exitCode: number;
  /** The command has told it on stdout itself, as a part of its JSON. */
  readonly isInJson: boolean;
  constructor(message: string, exitCode = 2, isInJson = false) {
    super(message);
    this.exitCode = exitCode;
    this.isInJson = isInJson;
  }
}

/** What stdout gets with --json where a command failed. `usage`: it was called wrongly; `unexpected`: nobody foresaw it. */
export interface FailureJson {
  readonly code: 'usage' | 'failed' | 'unexpected';
  readonly message: string;
}
