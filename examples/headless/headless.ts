import { readFile } from 'node:fs/promises';
import { type CompanyEvent, type NextThing, createJourney, parseTemplate, textIn } from '../../src/model/index.js';

const file = process.argv[2] ?? new URL('../../../demo/content/templates/first-time-manager.json', import.meta.url);
const template = parseTemplate(JSON.parse(await readFile(file, 'utf8')));

/** What the company's calendar announces: a training on 12 November, nine to five in Madrid. */
const training: CompanyEvent = {
  uid: 'training-7@valmonte.example',
  sequence: 0,
  kind: 'training',
  title: 'Delegation that holds',
  startsOn: '2026-11-12',
  days: 1,
  startsAt: '2026-11-12T08:00:00.000Z',
  endsAt: '2026-11-12T16:00:00.000Z',
  timeZone: 'Europe/Madrid',
  cancelled: false,
};
const aWeekLater: CompanyEvent = {
  ...training,
  sequence: 1,
  startsOn: '2026-11-19',
  startsAt: '2026-11-19T08:00:00.000Z',
  endsAt: '2026-11-19T16:00:00.000Z',
};

const begun = createJourney({ template, startedOn: '2026-09-07', timeZone: 'Europe/Madrid' });
print('2026-09-08T09:00:00Z', begun.next(Date.parse('2026-09-08T09:00:00Z')));

const announced = begun.announce(training, 'training-november');
print('2026-11-08T09:00:00Z', announced.next(Date.parse('2026-11-08T09:00:00Z')));

const moved = announced.announce(aWeekLater, 'training-november');
print('2026-11-14T09:00:00Z', moved.next(Date.parse('2026-11-14T09:00:00Z')));

function print(now: string, next: NextThing): void {
  if (next.kind === 'nothing') return console.log(`${now}  nothing  ${next.reason}`);
  const title = next.kind === 'step' ? next.step.step.title : next.activity.activity?.title;
  console.log(`${now}  ${next.kind}  ${next.plannedFor}  ${next.reason}  ${title ? textIn(title, 'en') : next.id}`);
}
