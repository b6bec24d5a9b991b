/** Whether something is written and not posted in the composer there: it stays until its writer leaves it, whatever happens around it. */
export const isBegun = (root: ParentNode, selector: string): boolean =>
  root.querySelector<HTMLElement & { readonly hasWords?: boolean }>(selector)?.hasWords === true;
