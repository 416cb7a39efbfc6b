/** What is kept of a job of flows, to go on after a restart. */
export type SavedFlowJob =
  | { readonly type: 'path'; readonly flow: string; readonly path: string; readonly ids: readonly string[]; readonly due: number }
  | { readonly type: 'chunk'; readonly flow: string; readonly ids: readonly string[] }
  | { readonly type: 'schedule'; readonly flow: string };
