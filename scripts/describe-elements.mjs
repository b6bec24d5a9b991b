// Writes the part of docs/elements.md that custom-elements.json knows: one section per element. Run it after `npm run check`
// has written the manifest anew. What stands before the first element is written by hand and stays.
import { readFileSync, writeFileSync } from 'node:fs';

const page = 'docs/elements.md';
const { modules } = JSON.parse(readFileSync('custom-elements.json', 'utf8'));
const before = readFileSync(page, 'utf8').split(/\n(?=## `<)/);
const order = before.slice(1).map((section) => /^## `<([\w-]+)>/.exec(section)[1]);
const ranked = ({ tagName }) => (order.includes(tagName) ? order.indexOf(tagName) : order.length);

const lower = (text) => text.charAt(0).toLowerCase() + text.slice(1).replace(/\.$/, '');
const oneLine = (text = '') => text.replaceAll(/\s*\n\s*/g, ' ');
const named = (title, list = [], name = ({ name }) => `\`${name}\``) =>
  list.length > 0
    ? [`${title}: ${list.map((one) => `${name(one)} (${lower(oneLine(one.description))})`).join('; ')}.`]
    : [];

function rows({ members = [], attributes = [] }) {
  return members
    .filter(({ name }) => !['locale', 'headingLevel'].includes(name))
    .map((member) => {
      if (member.kind === 'method') return `| | \`${member.name}()\` | | ${oneLine(member.description)} |`;
      const attribute = attributes.find(({ fieldName }) => fieldName === member.name)?.name;
      const type = member.type?.text?.replace(/ \| undefined$/, '') ?? '';
      return `| ${attribute ? `\`${attribute}\`` : ''} | \`${member.name}\` | \`${type.replaceAll('|', '\\|')}\` | ${oneLine(member.description)} |`;
    });
}

function section(element) {
  const { tagName, description, events = [], slots = [], cssParts, cssProperties, cssStates } = element;
  const own = events.filter(({ name }) => name !== 'cordee-error');
  const table = rows(element);
  return [
    `## \`<${tagName}>\``,
    description,
    ...(table.length > 0
      ? [['| attribute | property | type | |', '| --- | --- | --- | --- |', ...table].join('\n')]
      : []),
    ...(own.length > 0 ? [`Events: ${own.map(({ name }) => `\`${name}\``).join('; ')}.`] : []),
    ...(slots.length > 0
      ? [
          `Slots: ${slots.map(({ name, description: what }) => `${name ? `\`${name}\`` : 'default'} – ${oneLine(what)}`).join('; ')}`,
        ]
      : []),
    ...named('Parts', cssParts),
    ...named('Tokens of its own', cssProperties),
    ...named('States', cssStates, ({ name }) => `\`:state(${name})\``),
  ].join('\n\n');
}

const elements = modules.flatMap(({ declarations }) => declarations).toSorted((a, b) => ranked(a) - ranked(b));
writeFileSync(page, `${[before[0].trimEnd(), ...elements.map(section)].join('\n\n')}\n`);
