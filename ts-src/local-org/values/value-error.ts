/**
 * A value operation the platform refuses. `exception` is the Apex exception it becomes (`System.MathException`);
 * the values themselves know nothing of Apex.
 */
export class ValueError extends Error {
  readonly exception: 'MathException' | 'TypeException' | 'StringException' | 'InvalidParameterValueException' | 'IllegalArgumentException';
  constructor(exception: ValueError['exception'], message: string) {
    super(message);
    this.name = 'ValueError';
    this.exception = exception;
  }
}
