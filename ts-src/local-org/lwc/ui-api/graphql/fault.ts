/** A request that cannot be answered; becomes an entry of `errors`. */
export class GraphqlFault extends Error {
  readonly type: 'InvalidSyntax' | 'ValidationError' | 'DataFetchingException' | 'OperationNotSupported';
  readonly path: readonly string[];

  constructor(type: GraphqlFault['type'], message: string, path: readonly string[] = []) {
    super(message);
    this.type = type;
    this.path = path;
  }
}

export const undefinedField = (path: readonly string[], name: string, type: string): GraphqlFault =>
  new GraphqlFault('ValidationError', `Validation error of type FieldUndefined: Field '${name}' in type '${type}' is undefined @ '${[...path, name].join('/')}'`, path);
