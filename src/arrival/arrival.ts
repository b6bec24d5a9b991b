import { type Env, systemEnv } from '../env.js';
import { CordeeError, SyncError } from '../errors.js';
import { parseInput } from '../model/value/parse.js';
import * as v from '../model/value/schema.js';
import { parseAnswer } from '../protocol/answer.js';
import {
  type AcceptRequest,
  type OpenedInvitation,
  acceptRequestSchema,
  acceptResponseSchema,
  guestTokenResponseSchema,
  invitationStateResponseSchema,
  openedInvitationSchema,
  secretSchema,
} from '../protocol/invitations.js';
import type { ProblemBody } from '../protocol/messages.js';
import { protocolVersion } from '../protocol/version.js';
import { createHttpAdapter } from '../sync/http-adapter.js';
import type { TokenFactory } from '../sync/token-keeper.js';
import { type GuestKeeper, type KeptGuest, createGuestKeeper } from './guest-keeper.js';

/** Who came by a link: all that `createCordee` needs. */
export interface Guest {
  readonly user: { readonly tenant: string; readonly id: string };
  readonly journey: string;
  /** To be given to `createCordee` as `getToken`, or to an element as `tokenFactory`. */
  readonly tokenFactory: TokenFactory;
  /**
   * False when this browser keeps nothing: the place is lost with this visit, and the person who
   * invited must send another link. Worth telling before the first word is written.
   */
  readonly isLasting: boolean;
}

/** What an invitation says before it is answered. */
export type InvitationWords = Omit<OpenedInvitation, 'v'>;

export interface NewGuest {
  /** What the circle calls them. */
  readonly name: string;
  /** IANA; the device's own unless it is given, and UTC where neither this device nor the server knows it. */
  readonly timeZone?: string | undefined;
  readonly locale: string;
}

/** Coming by a link. All but `guests` needs the network; a link that is not open rejects with `CORDEE_INVITATION_CLOSED`. */
export interface Arrival {
  /** What is asked, and by whom. Looking does not use it up. */
  open(token: string): Promise<InvitationWords>;
  /**
   * Says yes. The secret that opens the place is made and kept on this device before the server is
   * asked, so that it may be asked again when its answer is lost on the way.
   *
   * @throws ValidationError when the name is blank or too long.
   */
  accept(token: string, guest: NewGuest): Promise<Guest>;
  /** Says no, once and for all. */
  decline(token: string): Promise<void>;
  /** The places that this device has on that server, the newest first. */
  guests(): Promise<readonly Guest[]>;
  /** Gives up the place on this device. The membership itself is ended by the circle. */
  forget(guest: Guest): Promise<void>;
}

export interface ArrivalOptions {
  /** Where the sync server is; a relative one is taken from the page's. */
  readonly url: string;
  readonly env?: Env | undefined;
  /** Taken when the arrival is made. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Keeps secrets elsewhere than in this browser's IndexedDB. */
  readonly keeper?: GuestKeeper | undefined;
}

/** What a page that is opened by an invitation starts with. */
export function createArrival({
  url,
  env = systemEnv,
  fetch,
  keeper = createGuestKeeper((delayMs, run) => env.after(delayMs, run)),
}: ArrivalOptions): Arrival {
  const server = new URL(url, globalThis.location?.href).href;
  const { call } = createHttpAdapter({ url: server, env, ...(fetch && { fetch }) });

  const ask = (path: string, body: object): Promise<unknown> =>
    call(path, { v: protocolVersion, ...body }, new AbortController().signal);
  const closed = (cause?: unknown): CordeeError =>
    new CordeeError('CORDEE_INVITATION_CLOSED', 'This invitation is not open: ask for another link.', { cause });
  /** Only what is gone is closed: whatever else a server may have against a question is told as it is. */
  const askByLink = async (path: string, body: { readonly token: string }): Promise<unknown> => {
    // A token that is none in shape cannot be open either.
    if (!v.is(secretSchema, body.token)) throw closed();
    return ask(`invitations/${path}`, body).catch((error: unknown) => {
      throw error instanceof SyncError && (error.status === 404 || error.status === 410) ? closed(error) : error;
    });
  };
  /** A server that refuses zones it does not know is asked again with one that all know. */
  const askToJoin = (request: AcceptRequest): Promise<unknown> =>
    askByLink('accept', request).catch((error: unknown) => {
      const inUtc: AcceptRequest = { ...request, timeZone: 'UTC' };
      if (request.timeZone === inUtc.timeZone || !isAboutZone(error)) throw error;
      return askByLink('accept', inUtc);
    });

  const guestOf = ({ tenant, person, journey, secret }: KeptGuest): Guest => ({
    user: { tenant, id: person },
    journey,
    isLasting: keeper.isLasting,
    async tokenFactory() {
      try {
        return parseAnswer(guestTokenResponseSchema, await ask('guests/token', { secret })).token;
      } catch (cause) {
        // What a page throws without a network: all who ask for tokens know it.
        if (cause instanceof SyncError && cause.code === 'CORDEE_SYNC_OFFLINE')
          throw new TypeError('The server did not answer.', { cause });
        throw cause;
      }
    },
  });

  return {
    async open(token) {
      const { v: _version, ...words } = parseAnswer(openedInvitationSchema, await askByLink('open', { token }));
      return words;
    },
    async accept(token, { name, timeZone = zoneHere(), locale }) {
      if (!v.is(secretSchema, token)) throw closed();
      const secret = (await keeper.secretFor(token)) ?? base64url(env.randomBytes(32));
      const request = parseInput(
        acceptRequestSchema,
        { v: protocolVersion, token, secret, name: name.trim(), timeZone, locale },
        'The answer is not complete.',
      );
      await keeper.keepSecret(token, secret);
      const { tenant, person, journey } = parseAnswer(acceptResponseSchema, await askToJoin(request));
      const guest = { url: server, tenant, person, journey, secret, acceptedAt: env.now() };
      await keeper.keepGuest(token, guest);
      return guestOf(guest);
    },
    async decline(token) {
      parseAnswer(invitationStateResponseSchema, await askByLink('decline', { token }));
    },
    guests: async () => (await keeper.guests(server)).map(guestOf),
    forget: ({ user }) => keeper.forget({ url: server, person: user.id }),
  };
}

/** What the browser says; some know no zone, or say one that no clock can be asked for. */
const zoneHere = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';

const isAboutZone = (error: unknown): boolean =>
  error instanceof SyncError &&
  error.status === 400 &&
  ((error.cause as ProblemBody['error'] | undefined)?.issues?.some(({ path }) => path === 'timeZone') ?? false);

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
