/** A command that cannot go on, told in one sentence. Exit code 2: nothing could be done. */
export class CommandFailure extends Error {
  readonly exitCode: number;
  constructor(message: string, exitCode = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}
