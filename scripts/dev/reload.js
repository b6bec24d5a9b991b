// In the pages of `npm run dev`: loads the page again when something changed, and shows what is wrong with the
// sources. It keeps to the strict policy of these pages: no inline style, no HTML from text.
const styles = new CSSStyleSheet();
styles.replaceSync(`
  :host { position: fixed; inset: auto 0 0; z-index: 2147483647; }
  section { max-block-size: 60vh; overflow: auto; padding: 1rem; color: #fff; background: #4a0d0d; }
  pre { white-space: pre-wrap; font: 0.875rem/1.4 ui-monospace, monospace; }
`);

let version;
const panel = document.createElement('cordee-dev-problems');
const root = panel.attachShadow({ mode: 'open' });
root.adoptedStyleSheets = [styles];

function showProblems(problems) {
  if (problems.length === 0) return panel.remove();
  const section = document.createElement('section');
  section.setAttribute('role', 'alert');
  const close = document.createElement('button');
  close.textContent = 'Close';
  close.addEventListener('click', () => panel.remove());
  section.append(close);
  for (const problem of problems) {
    const text = document.createElement('pre');
    text.textContent = problem;
    section.append(text);
  }
  root.replaceChildren(section);
  document.body.append(panel);
}

new EventSource('/dev/events').addEventListener('message', ({ data }) => {
  const state = JSON.parse(data);
  if (version !== undefined && version !== state.version) return location.reload();
  version = state.version;
  showProblems(state.problems);
});
