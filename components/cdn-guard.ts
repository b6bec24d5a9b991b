// Runs before what is behind the door: a page can keep that from starting at all, and it could not say so itself.
const folder = new URL('.', import.meta.url).href;

/** Called once all has started. */
export const hasStarted = (): void => removeEventListener('error', tell);

addEventListener('error', tell);

function tell({ filename, message }: ErrorEvent): void {
  if (!filename.startsWith(folder)) return;
  hasStarted();
  void import('./cdn-unable.js').then(({ tellWhy }) => tellWhy(message));
}
