/** The node above in the page as it is drawn: out of a slot, out of a shadow root. */
export function parentOf(node: Node): Node | null {
  if (node instanceof Element && node.assignedSlot) return node.assignedSlot;
  if (node instanceof ShadowRoot) return node.host;
  return node.parentNode;
}

/** What the nearest element says, from the node itself upwards; `undefined` when none says anything. */
export function findUp<T>(start: Node, read: (element: Element) => T | null | undefined | false | ''): T | undefined {
  for (let node: Node | null = start; node; node = parentOf(node)) {
    const found = node instanceof Element ? read(node) : undefined;
    if (found) return found;
  }
  return undefined;
}
