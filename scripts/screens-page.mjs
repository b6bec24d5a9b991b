// Writes docs/screens.md from the table of screens: the page never shows a screen that is not taken, nor forgets one.
import { writeFileSync } from 'node:fs';

const groups = [
  ['person', 'The person accompanied'],
  ['companion', 'Companions'],
  ['guide', 'Coaches, and the company'],
  ['state', 'Everything else that a reader may meet'],
];

const looksOf = ({ features }) => (features ? 'three widths' : 'three widths, in light and dark');

const sectionOf = (screen) => `### ${screen.title}

${screen.text}

[<img src="images/${screen.name}.webp" width="880" alt="${screen.title}, at ${looksOf(screen)}.">](images/${screen.name}.webp)
`;

export function writePage(screens) {
  const parts = groups.map(
    ([id, title]) =>
      `## ${title}\n\n${screens
        .filter(({ of }) => of === id)
        .map(sectionOf)
        .join('\n')}`,
  );
  writeFileSync(
    'docs/screens.md',
    `# The screens

Every main screen at 360, 768 and 1280 px, in light and dark, in French unless said otherwise. The people and the company are invented. The pages are those of the demonstration; what it cannot show at will (a refused text, a coach of several, the middle of the night) comes from the stories. Long screens are cut at 1000 px.

\`npm run pictures\` takes all of them again, and writes this page; \`npm run pictures -- goal\` takes only those whose name holds a word. \`npm run pictures -- --single folder\` keeps each picture by itself, at its full length, to be looked at. The titles are set in Palatino or what comes nearest to it on the device. The browser of the tests on Linux brings one font without serifs: there, the script adds P052 (\`fonts-urw-base35\`) where the machine has it, or the folder that \`FONTS\` names.

${parts.join('\n')}`,
  );
}
