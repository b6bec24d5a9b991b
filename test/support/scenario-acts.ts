import type { Observable } from 'rxjs';
import { wordless } from '../../src/model/conversation/words.js';
import type { Fields } from '../../src/model/value/json.js';
import type { TestCordee, TestRecord, TestServer } from '../../src/testing/index.js';
import { journeyId, markOf, membershipOf, scenarioNow } from './scenario-records.js';

type Acting = Pick<TestCordee, 'server' | 'settled'>;

/** Takes somebody out of the journey, as the server tells it. */
export const endMembership = (cordee: Acting, person: string, journey = journeyId): Promise<void> =>
  change(cordee, 'member', membershipOf(person), { state: 'ended' }, journey);

/** The topic takes no more words. */
export const closeTopic = (cordee: Acting, id: string): Promise<void> =>
  change(cordee, 'topic', id, { state: 'closed' });

/** Its author takes words back. */
export const withdraw = (cordee: Acting, id: string): Promise<void> =>
  change(cordee, 'contribution', id, { body: { ...wordless }, withdrawnAt: new Date(scenarioNow).toISOString() });

/** Somebody has read a text. */
export async function readBy({ server, settled }: Acting, item: string, person: string): Promise<void> {
  const { fields } = found(server, ({ id, type }) => id === item && type !== 'readMark');
  const mark = markOf(item, String(fields['by']), person, new Date(scenarioNow).toISOString());
  server.put(journeyId, { ...mark, space: mark.space.replace(`${journeyId}/`, '') });
  await settled();
}

/** Fields of a record are others from now on. */
export async function change(
  { server, settled }: Acting,
  type: string,
  id: string,
  fields: Fields,
  journey = journeyId,
): Promise<void> {
  const before = found(server, (record) => record.type === type && record.id === id, journey);
  server.put(journey, { ...before, fields: { ...before.fields, ...fields } });
  await settled();
}

function found(server: TestServer, isIt: (record: TestRecord) => boolean, journey = journeyId): TestRecord {
  const record = server.read(journey).find(isIt);
  if (!record) throw new Error('The server holds no such record.');
  return record;
}

/** What the server took: the type of a record with its fields, or the name of a command with its arguments. Marks of what was read are left out. */
export const taken = ({ taken: all }: TestServer): readonly (readonly [what: string, given: Fields])[] =>
  all.flatMap((one): readonly (readonly [string, Fields])[] =>
    'name' in one ? [[one.name, one.args]] : one.type === 'readMark' ? [] : [[one.type, one.fields]],
  );

/** Which words the server took, of whatever kind. */
export const textsTaken = (server: TestServer): readonly string[] =>
  taken(server).flatMap(([, { body }]) => (body === undefined ? [] : [(body as { text: string }).text]));

/** What was marked as read. */
export const marksTaken = ({ taken: all }: TestServer): readonly string[] =>
  all.flatMap((one) => ('type' in one && one.type === 'readMark' ? [String(one.fields['item'])] : []));

/** What a live query answers now; nothing where it fails, or waits for what does not come. */
export async function answerOf<T>({ settled }: TestCordee, answer$: Observable<T>): Promise<T | undefined> {
  let found: T | undefined;
  const reading = answer$.subscribe({ next: (value) => (found = value), error: () => undefined });
  await settled();
  reading.unsubscribe();
  return found;
}
