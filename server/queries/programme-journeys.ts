import { type HeldTable, holdTable, isTableDue } from '../../src/insight/held-table.js';
import type { TableRow } from '../../src/insight/published-table.js';
import { hasEnded } from '../../src/model/journey/journey.js';
import { templateScopeOf } from '../../src/model/scope/scope-key.js';
import type { Template } from '../../src/model/template/template.js';
import type { Id } from '../../src/model/value/ids.js';
import type { Fields } from '../../src/model/value/json.js';
import type { QueryAnswer } from '../../src/protocol/queries.js';
import type { PublishedTotal, StorageReader } from '../storage/sync-storage.js';
import type { HeldQuery } from './query.js';

type Answer = QueryAnswer<'programme.journeys'>;

/**
 * People by template, and which share of them has ended. Who paused or stopped is no figure of a company's: the states
 * of one journey add up, so with all but one of them shown the last is known.
 */
export const programmeJourneys: HeldQuery = {
  isDue: ({ at }, { nowMs }) => isTableDue(String(at), nowMs),
  async renew(reader, { tenant, nowMs, smallestGroup }, before) {
    const journeys = await lastJourneys(reader, tenant);
    const table = holdTable(
      journeys.map(({ person, template, state }): TableRow => ({ person, in: { template }, counts: hasEnded(state) })),
      { dimensions: ['template'], smallestGroup, before: before && tableIn(before), nowMs },
    );
    const groups: Answer['groups'] = [];
    for (const { place, people, rate: ended, at } of table.cells) {
      const newest = journeys.findLast(({ template }) => template === place['template']);
      const title = newest && (await titleOf(reader, tenant, newest));
      const id = place['template'];
      groups.push({ ...(id !== undefined && { template: { id, ...(title && { title }) } }), people, ended, at });
    }
    const answer: Answer = { smallestGroup, groups };
    // What is kept is JSON: neither has anything else in it.
    return {
      shown: { at: table.at, answer } as unknown as Fields,
      behind: { cells: table.cells, behind: table.behind } as unknown as Fields,
    };
  },
  answerOf: ({ answer }) => answer,
};

const tableIn = ({ shown, behind }: PublishedTotal): HeldTable =>
  ({ at: shown['at'], ...behind }) as unknown as HeldTable;

interface LastJourney {
  readonly person: Id;
  readonly template: Id;
  readonly version: string;
  readonly state: string;
}

/** Of each person the journey that they began last, the oldest first. One that is only proposed has not begun. */
async function lastJourneys(reader: StorageReader, tenant: string): Promise<readonly LastJourney[]> {
  const begun = (await reader.journeyRecords(tenant))
    .filter(({ state }) => state !== 'proposed')
    .toSorted((a, b) => String(a['startedOn']).localeCompare(String(b['startedOn'])));
  const last = new Map<Id, LastJourney>();
  for (const { coachee, template, version, state } of begun) {
    last.delete(String(coachee));
    last.set(String(coachee), {
      person: String(coachee),
      template: String(template),
      version: String(version),
      state: String(state),
    });
  }
  return [...last.values()];
}

async function titleOf(
  reader: StorageReader,
  tenant: string,
  { template, version }: LastJourney,
): Promise<Template['title'] | undefined> {
  const row = await reader.record({ tenant, journey: templateScopeOf(template, version) }, 'template', template);
  return (row?.fields as Partial<Template> | undefined)?.title;
}
