/** What all nodes have. */
export interface Node {
  readonly id: number;
  readonly line: number;
  readonly column: number;
}
