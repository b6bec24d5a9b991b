import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { writeCalendar } from '../../calendar/write-calendar.js';
import type { Archive, ArchiveContents, Export, RestoredWords } from '../../api/export.js';
import { CordeeError, ValidationError } from '../../errors.js';
import { parseFields } from '../../model/parse-fields.js';
import { type RecordType, isJourneyRecordType } from '../../model/record.js';
import { templateScopeOf } from '../../model/scope/scope-key.js';
import type { Fields, Json } from '../../model/value/json.js';
import { isDeviceOnly } from '../../model/access/device-only.js';
import { ownSpaceOf, spaceOf } from '../../model/access/space.js';
import { journey as journeySchemas } from '../../model/scope/load-schemas.js';
import { parseInput } from '../../model/value/parse.js';
import { addDays, dateIn, instantOf } from '../../model/value/time.js';
import { journeyContextOf } from '../support/members.js';
import { readFurther } from '../support/further.js';
import { listOf, oneOf } from '../support/typed.js';
import type { DomainContext } from '../support/domain-context.js';
import type { LocalChange } from '../../store/store.js';
import {
  type ArchivedRecord,
  archiveFormat,
  archiveVersion,
  archivedRecords,
  hashOf,
  ownRecords,
} from './archive-data.js';
import { readablePage } from './readable-page.js';
import { toJson } from '../../util/to-json.js';

/** More than anybody writes in a journey, and less than a phone can hold. */
const largestArchive = 200_000_000;

/** Leaving with what is one's own. */
export function createExport(domain: DomainContext): Export {
  const { store, env, person } = domain;
  /** Lets the page draw between two parts of the work; no time is measured. */
  const breathe = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve));

  return {
    prepare: () => Promise.resolve(),
    async createArchive(journey, { onProgress = () => {} } = {}): Promise<Archive> {
      const records = await store.records(journey);
      const context = journeyContextOf(records, person);
      if (!context)
        throw new CordeeError('CORDEE_PERMISSION_DENIED', 'This journey is not on this device, or not yours to take.');
      const step = async (done: number): Promise<void> => {
        onProgress(done);
        await breathe();
      };
      await step(0.05);
      const found = oneOf(records, 'journey', journey);
      const [template] = found
        ? listOf(await store.records(templateScopeOf(found.template, found.version)), 'template')
        : [];
      const { record: _, ...templateFields } = template ?? { record: undefined };
      const { shared, onlyMine } = archivedRecords(records, { person, isCoachee: context.me.role === 'coachee' });
      const notes = ownRecords(records, person);
      const content = {
        journey,
        records: shared,
        ...(template ? { template: templateFields } : {}),
      } as unknown as Json;
      await step(0.2);
      const hash = await hashOf(content);
      const at = instantOf(env.now());
      const today = dateIn(context.me.timeZone, env.now());
      await step(0.35);
      const { list } = await readFurther(domain, journeySchemas);
      const own = list(records, 'note').filter(({ id }) => notes.some((note) => note.id === id));
      const page = readablePage(context, template, own, { at, today });
      await step(0.6);
      const events = listOf(records, 'highlightRun').map(({ id, title, startsOn, days }) => ({
        id: `${journey}-${id}`,
        title: `${title.fr} · ${title.en}`,
        startsOn,
        days,
      }));
      const steps = listOf(records, 'stepRun').flatMap(({ id, step: of, plannedFor }) => {
        const words = template?.steps.find((one) => one.id === of)?.title;
        return words ? [{ id, title: `${words.fr} · ${words.en}`, startsOn: plannedFor, days: 1 }] : [];
      });
      const written = (value: object): Uint8Array =>
        strToU8(`${toJson({ format: archiveFormat, version: archiveVersion, madeAt: at, by: person, ...value }, 1)}\n`);
      const files = {
        'cordee.json': written({ hash, ...(content as object) }),
        ...(onlyMine.length > 0 ? { 'only-mine.json': written({ journey, records: onlyMine }) } : {}),
        ...(notes.length > 0 ? { 'notes.json': written({ journey, records: notes }) } : {}),
        'index.html': strToU8(page),
        'calendar.ics': strToU8(writeCalendar([...events, ...steps], at)),
      };
      await step(0.8);
      // The day alone: a ZIP knows no time zone.
      const bytes = zipSync(files, { level: 6, mtime: `${addDays(today, 0)}T12:00:00` });
      await step(1);
      return { name: `cordee-${journey}-${today}.zip`, bytes, hash };
    },
    importArchive: readArchive,
    async restoreOnlyMine(bytes, { journey: wanted, onProgress = () => {} } = {}): Promise<RestoredWords> {
      const { journey, by, onlyMine } = await readArchive(bytes);
      if (wanted !== undefined && journey !== wanted)
        throw new ValidationError('This archive is of another journey.', [
          { path: 'journey', message: `Give one of "${wanted}".` },
        ]);
      if (by !== person)
        throw new ValidationError('This archive is somebody else’s.', [
          { path: 'by', message: 'Give one that you made yourself.' },
        ]);
      const records = await store.records(journey);
      if (!journeyContextOf(records, person))
        throw new CordeeError(
          'CORDEE_PERMISSION_DENIED',
          'The journey of this archive is not on this device: open it here first.',
        );
      for (const [at, { type, fields }] of onlyMine.entries()) {
        if (!ofOneAlone.has(type))
          throw damaged(`only-mine.json.records.${at}.type`, 'Nobody writes that for themselves alone.');
        if ('by' in fields && fields['by'] !== person)
          throw damaged(`only-mine.json.records.${at}.by`, 'It is somebody else’s.');
      }
      const missing = onlyMine.filter(({ type, id }) => !records.get(type as RecordType, id));
      for (let from = 0; from < missing.length; from += recordsAtOnce) {
        const part = missing.slice(from, from + recordsAtOnce);
        await store.commit(
          journey,
          part.map(({ type, id, fields }): LocalChange => ({
            kind: 'set',
            type: type as RecordType,
            id,
            space: spaceOf(journey, { kind: 'self' }, person),
            fields: putBack(type, fields as Fields),
          })),
        );
        onProgress((from + part.length) / missing.length);
        await breathe();
      }
      return { restored: missing.length, kept: onlyMine.length - missing.length };
    },
  };
}

/** How many records one transaction puts back: few enough that the page can draw in between. */
const recordsAtOnce = 200;

/** What a person can keep to themselves. */
const ofOneAlone: ReadonlySet<string> = new Set<RecordType>([
  'answer',
  'challenge',
  'contribution',
  'draft',
  'goal',
  'goalRating',
  'ifThen',
  'topic',
]);

/** What waited to be posted at an hour is a draft again: it may have been said long since. */
function putBack(type: string, fields: Fields): Fields {
  if (type !== 'draft') return fields;
  const { later: _, ...words } = fields['words'] as Readonly<Record<string, Json>>;
  return { ...fields, words };
}

async function readArchive(bytes: Uint8Array): Promise<ArchiveContents> {
  const files = unzip(bytes);
  const main = parse(files['cordee.json'], 'cordee.json');
  const mine = files['only-mine.json'] ? parse(files['only-mine.json'], 'only-mine.json') : undefined;
  const { journey, by, template, hash } = main;
  if (typeof journey !== 'string') throw damaged('cordee.json', 'It names no journey.');
  if (typeof by !== 'string') throw damaged('cordee.json', 'It does not say who made it.');
  const records = recordsIn(main, 'cordee.json', false);
  const made = await hashOf({ journey, records, ...(template === undefined ? {} : { template }) } as unknown as Json);
  if (made !== hash) throw damaged('hash', 'It was changed since it was made.');
  if (mine && mine['journey'] !== journey) throw damaged('only-mine.json.journey', 'It is of another journey.');
  const own = files['notes.json'] ? parse(files['notes.json'], 'notes.json') : undefined;
  if (own && own['journey'] !== journey) throw damaged('notes.json.journey', 'It is of another journey.');
  return {
    journey,
    by,
    hash: made,
    template: template as object | undefined,
    records,
    onlyMine: mine ? recordsIn(mine, 'only-mine.json', true) : [],
    notes: own ? await notesIn(own, ownSpaceOf(journey, by)) : [],
  };
}

const damaged = (path: string, message: string): ValidationError =>
  new ValidationError('This is not an archive that can be read.', [{ path, message }]);

function unzip(bytes: Uint8Array): Readonly<Record<string, Uint8Array>> {
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) =>
        ['cordee.json', 'only-mine.json', 'notes.json'].includes(name) && originalSize < largestArchive,
    });
  } catch (cause) {
    throw new ValidationError(
      'This is not an archive that can be read.',
      [{ path: '', message: 'Give the whole ZIP file.' }],
      { cause },
    );
  }
}

function parse(file: Uint8Array | undefined, name: string): Readonly<Record<string, unknown>> {
  if (!file) throw damaged(name, 'It is not in the file.');
  let value: unknown;
  try {
    value = JSON.parse(strFromU8(file));
  } catch {
    throw damaged(name, 'It is not JSON.');
  }
  if (typeof value !== 'object' || value === null || (value as { format?: unknown }).format !== archiveFormat)
    throw damaged(name, 'It is not of this format.');
  if ((value as { version?: unknown }).version !== archiveVersion)
    throw damaged(`${name}.version`, 'Use a newer Cordée.');
  return value as Readonly<Record<string, unknown>>;
}

function recordsIn(
  value: Readonly<Record<string, unknown>>,
  name: string,
  isOnlyMine: boolean,
): readonly ArchivedRecord[] {
  const { records } = value;
  if (!Array.isArray(records)) throw damaged(`${name}.records`, 'There are none.');
  return records.map((record: unknown, at): ArchivedRecord => {
    const path = `${name}.records.${at}`;
    const { type, id, space, fields } = (record ?? {}) as Partial<Record<keyof ArchivedRecord, unknown>>;
    if (typeof type !== 'string' || !isJourneyRecordType(type) || typeof id !== 'string' || typeof space !== 'string')
      throw damaged(path, 'It is not a record.');
    if (isDeviceOnly(space) !== isOnlyMine) throw damaged(`${path}.space`, 'It is in the wrong file.');
    parseFields(type, fields);
    return { type, id, space, fields: fields as ArchivedRecord['fields'] };
  });
}

/** Notes of who made the archive, and of nobody else. */
async function notesIn(value: Readonly<Record<string, unknown>>, space: string): Promise<readonly ArchivedRecord[]> {
  const { note: noteSchema } = await journeySchemas();
  const { records } = value;
  if (!Array.isArray(records)) throw damaged('notes.json.records', 'There are none.');
  return records.map((record: unknown, at): ArchivedRecord => {
    const path = `notes.json.records.${at}`;
    const { type, id, space: of, fields } = (record ?? {}) as Partial<Record<keyof ArchivedRecord, unknown>>;
    if (type !== 'note' || typeof id !== 'string') throw damaged(path, 'It is not a note.');
    if (of !== space) throw damaged(`${path}.space`, 'It is somebody else’s.');
    parseInput(noteSchema, fields, 'The fields are not those of a "note".');
    return { type, id, space, fields: fields as ArchivedRecord['fields'] };
  });
}
