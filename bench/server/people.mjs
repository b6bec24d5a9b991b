// Who writes and who reads in the benchmark of the server, and their tokens.
import { SignJWT, exportJWK, generateKeyPair } from 'jose';

export const tenant = 'bench';
export const readersOfEach = 3;

const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
export const key = await exportJWK(publicKey);

export const journeys = Array.from({ length: 65 }, (_, at) => ({
  id: `journey-${at}`,
  coachee: `coachee-${at}`,
  readers: Array.from({ length: readersOfEach }, (_, seat) => `reader-${at}-${seat}`),
}));
export const quiet = journeys.at(-1);
const people = journeys.flatMap(({ coachee, readers }) => [coachee, ...readers]);

export async function makeTokens() {
  const nowS = Math.floor(Date.now() / 1_000);
  return Object.fromEntries(
    await Promise.all(
      people.map(async (person) => [
        person,
        await new SignJWT({ tenant })
          .setProtectedHeader({ alg: 'EdDSA', typ: 'cordee+jwt' })
          .setIssuer('bench')
          .setAudience('bench')
          .setSubject(person)
          .setIssuedAt(nowS)
          .setExpirationTime(nowS + 900)
          .sign(privateKey),
      ]),
    ),
  );
}

export function recordsOf({ id, coachee, readers }) {
  const member = (person, role) => {
    const common = { person, role, state: 'active', timeZone: 'Europe/Madrid' };
    return [
      {
        type: 'membership',
        id: `m-${person}`,
        fields: {
          ...common,
          displayName: person,
          home: 'company',
          since: '2026-09-07',
          locale: 'fr',
          hiddenFromCompany: false,
        },
      },
      { type: 'member', id: `m-${person}`, fields: { ...common, name: person } },
    ];
  };
  return [
    {
      type: 'journey',
      id,
      fields: {
        template: 'bench',
        version: '1.0.0',
        coachee,
        state: 'active',
        startedOn: '2026-09-07',
        timeZone: 'Europe/Madrid',
      },
    },
    ...member(coachee, 'coachee'),
    ...member(readers[0], 'coach'),
    ...readers.slice(1).flatMap((person) => member(person, 'companion')),
  ];
}
