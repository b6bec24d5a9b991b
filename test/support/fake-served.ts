import scenario from '../../demo/content/demo-scenario.json' with { type: 'json' };
import type { ContributionView, MyWordsView, Served, ServedView } from '../../src/index.js';
import type { FakeStage } from './fake-client.js';

/** What served, as the scenario has it, kept in memory. */
export function createFakeServed(
  { person, members, inLanguage, watch, write, isOffline, language }: FakeStage,
  voices: () => readonly (ContributionView & { readonly topicText: string })[],
): Served {
  let count = 0;
  let all: {
    readonly id: string;
    readonly contribution: string;
    readonly giver: string;
    readonly by: string;
    readonly text: string;
    readonly isNew: boolean;
  }[] = scenario.forum.flatMap((item) =>
    item.served
      ? [
          {
            id: `${item.id}-served`,
            contribution: item.id,
            giver: item.by,
            by: 'ines',
            text: inLanguage(item.served.what),
            isNew: false,
          },
        ]
      : [],
  );
  const isCoachee = (): boolean => members().some(({ isMe, role }) => isMe && role === 'coachee');
  const reads = ({ giver, by }: (typeof all)[number]): boolean =>
    person === giver || person === by || members().some(({ isMe, role }) => isMe && role === 'coach');
  const readersFor = (giver: string) =>
    members().filter((member) => !member.isMe && (member.person === giver || member.role === 'coach'));
  const view = (one: (typeof all)[number]): ServedView => ({
    id: one.id,
    author: members().find((member) => member.person === one.by),
    isMine: one.by === person,
    body: { text: one.text, lang: language },
    readers: readersFor(one.giver),
    delivery: one.isNew && isOffline() ? 'waiting' : 'sent',
  });
  return {
    watch: (_journey, contribution) =>
      watch(
        () => {
          const given = voices().find(({ id }) => id === contribution);
          const said = all.filter((one) => one.contribution === contribution && reads(one));
          return {
            said: said.map(view),
            canSay:
              isCoachee() &&
              given !== undefined &&
              !given.isMine &&
              !given.withdrawn &&
              !said.some(({ by }) => by === person),
            readers: given?.author ? readersFor(given.author.person) : [],
          };
        },
        { said: [], canSay: false, readers: [] },
      ),
    watchMine: () =>
      watch(
        (): readonly MyWordsView[] =>
          voices()
            .filter(({ isMine }) => isMine)
            .map(({ topicText, replies: _, ...voice }) => ({
              ...voice,
              topic: { id: 'topic', text: topicText },
              served: all.filter(({ contribution }) => contribution === voice.id).map(view),
              gatheredBy:
                voice.id === 'm-6' || voice.id === 'm-4' ? members().filter(({ role }) => role === 'coach') : [],
            }))
            .toReversed(),
        [],
      ),
    async say({ contribution, body }) {
      const id = `new-served-${++count}`;
      const giver = voices().find((voice) => voice.id === contribution)?.author?.person ?? '';
      await write(
        'say',
        { contribution, text: body.text },
        () => (all = [...all, { id, contribution, giver, by: person, text: body.text, isNew: true }]),
      );
      return id;
    },
    takeBack: (_journey, id) => write('takeBackServed', id, () => (all = all.filter((one) => one.id !== id))),
  };
}
