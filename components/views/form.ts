/**
 * The form whose button was pressed, or in whose field a key was. Every form of ours goes by the click of its button,
 * which Enter in a line presses too: in a frame with `sandbox` and without `allow-forms`, the browser
 * ends a submission before it tells a `submit` event. Their `method="dialog"` leads nowhere if something else submits them.
 */
export function formOf(event: Event): HTMLFormElement {
  event.preventDefault();
  return (event.target as Element).closest('form') as HTMLFormElement;
}
