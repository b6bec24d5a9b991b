import type { Env } from '../../src/env.js';
import { type Id, createId } from '../../src/model/value/ids.js';
import {
  type Invitation,
  type InvitationEvent,
  type LinkRole,
  invitationAfter,
  isInvitationOverdue,
  linkRoles,
} from '../../src/model/people/invitation.js';
import { hasEnded } from '../../src/model/journey/journey.js';
import type { Fields } from '../../src/model/value/json.js';
import { spaceOf } from '../../src/model/access/space.js';
import { instantOf, msOf } from '../../src/model/value/time.js';
import type {
  AcceptRequest,
  AcceptResponse,
  InvitationStateResponse,
  InvitationTokenRequest,
  InviteRequest,
  InviteResponse,
  OpenedInvitation,
  RevokeRequest,
} from '../../src/protocol/invitations.js';
import { protocolVersion } from '../../src/protocol/version.js';
import { mayDo } from '../rules/access.js';
import type { Subject } from '../identity/auth.js';
import { createGuestId } from '../identity/guests.js';
import { addGuest } from './add-guest.js';
import { type TransactionResult, ScopeTransaction } from '../rules/scope-transaction.js';
import { RequestProblem } from '../problem.js';
import { putWhole } from '../rules/put-whole.js';
import { createSecret, hashOfSecret } from '../identity/secrets.js';
import type { ScopeKey, StorageWriter, SyncStorage } from '../storage/sync-storage.js';
import { membershipsOf } from '../rules/writer.js';

/** More than anybody asks at once; it bounds what one person can make the server keep. */
const linksPerJourney = 50;
const linksPerSweep = 100;
/** A refusal leaves a whole number of these after its question came, so that its time tells nothing of what was found. */
const refusalStepMs = 100;
const server = 'server';

export interface InvitationsOptions {
  readonly storage: SyncStorage;
  readonly env: Env;
  readonly publish: (scopeKey: ScopeKey, result: TransactionResult) => void;
}

/**
 * Invitations by link. The link is told once and kept as a hash; it is used up by one yes. A no can be
 * thought over until the link is out of date: a machine that reads mail may have said it.
 * A link that was never given, one that was used, and one that is out of date or taken back are
 * answered with the same words after the same time.
 */
export class Invitations {
  readonly #storage: SyncStorage;
  readonly #env: Env;
  readonly #publish: InvitationsOptions['publish'];

  constructor({ storage, env, publish }: InvitationsOptions) {
    this.#storage = storage;
    this.#env = env;
    this.#publish = publish;
  }

  /** @throws RequestProblem `not_found` when it is not this person's to invite, `forbidden` when nobody may join. */
  async invite({ tenant, person }: Subject, request: InviteRequest): Promise<InviteResponse> {
    const scopeKey = { tenant, journey: request.journey };
    const { v: _version, id, ...wanted } = request;
    const token = createSecret(this.#env);
    const nowMs = this.#env.now();
    const invitation = invitationAfter(
      {
        ...wanted,
        id,
        home: request.home ?? 'outside',
        hiddenFromCompany: request.hiddenFromCompany ?? request.home !== 'company',
        state: 'draft',
        at: instantOf(nowMs),
      },
      'send',
      nowMs,
    );
    const expiresAt = invitation?.expiresAt ?? '';
    const isKept = await this.#change(scopeKey, async (writer, scope) => {
      if (invitation === undefined || !mayDo('write', 'invitation', {}, person, membershipsOf({ person }, scope)))
        return false;
      const stored = await this.#invitationIn(scope, id);
      if (stored !== undefined && stored.state !== 'sent') throw taken();
      if (!(await isOpenJourney(scope)))
        throw new RequestProblem('forbidden', 'The journey has ended: nobody joins it any more.');
      if (stored === undefined && (await writer.countLinks(scopeKey)) >= linksPerJourney) {
        throw new RequestProblem(
          'forbidden',
          `At most ${linksPerJourney} invitations are kept at once: take one back first.`,
        );
      }
      // Said before anything is written. It is another journey's: which one, and how it stands, is not told.
      if (!(await writer.saveLink({ ...scopeKey, id, hash: hashOfSecret(token), expiresMs: msOf(expiresAt) })))
        throw taken();
      await put(scope, invitation, nowMs);
      return true;
    });
    if (isKept !== true) throw new RequestProblem('not_found', 'No journey of yours to invite to.');
    return { v: protocolVersion, id, token, expiresAt };
  }

  /** What may be known before the answer. Looking is not using. */
  open({ token }: InvitationTokenRequest): Promise<OpenedInvitation> {
    return this.#byLink(token, async (_writer, scope, invitation) => {
      const opened = await this.#opened(scope, invitation);
      const coachee = scope.members.find(({ role, state }) => role === 'coachee' && state === 'active');
      const inviter = coachee && (await scope.record('member', coachee.id))?.fields['name'];
      if (opened === undefined || typeof inviter !== 'string') return undefined;
      const { words, hope, offer, locale = 'en', expiresAt = '' } = opened;
      return {
        v: protocolVersion,
        inviter,
        role: linkRoleOf(opened),
        words,
        locale,
        expiresAt,
        ...(hope === undefined ? {} : { hope }),
        ...(offer === undefined ? {} : { offer }),
      };
    });
  }

  /** Makes a member of whom the link was given to. The same device asking again gets the same answer. */
  accept({ token, secret, name, timeZone, locale }: AcceptRequest): Promise<AcceptResponse> {
    if (secret === token)
      throw new RequestProblem('malformed', 'Use other random bytes for the secret than the token has.');
    const hash = hashOfSecret(secret);
    return this.#byLink(token, async (writer, scope, invitation) => {
      const { tenant, journey } = scope.scopeKey;
      const known = await writer.guest(tenant, hash);
      if (known !== undefined) {
        return known.journey === journey && known.invitation === invitation.id
          ? { v: protocolVersion, tenant, journey, person: known.person }
          : undefined;
      }
      // The token of another link, or somebody else's secret: two never open with the same.
      if ((await writer.tenantOfSecret(hash)) !== undefined) return undefined;
      const opened = await this.#opened(scope, invitation);
      const nowMs = this.#env.now();
      const accepted = opened && invitationAfter(opened, 'accept', nowMs);
      if (accepted === undefined || !(await isOpenJourney(scope))) return undefined;
      const [id, person] = [createId(this.#env), createGuestId(this.#env)];
      await put(scope, { ...accepted, member: id }, nowMs);
      await addGuest(
        scope,
        {
          id,
          person,
          role: linkRoleOf(accepted),
          home: accepted.home ?? 'outside',
          hiddenFromCompany: accepted.hiddenFromCompany ?? true,
          name,
          timeZone,
          locale,
        },
        nowMs,
      );
      await writer.saveGuest({ tenant, journey, hash, member: id, person, invitation: invitation.id });
      return { v: protocolVersion, tenant, journey, person };
    });
  }

  decline({ token }: InvitationTokenRequest): Promise<InvitationStateResponse> {
    return this.#byLink(token, async (_writer, scope, invitation) => {
      const declined = invitation.state === 'declined' ? invitation : await this.#move(scope, invitation, 'decline');
      return declined && { v: protocolVersion, state: declined.state };
    });
  }

  /** Takes a link back. One that was answered stays answered, which the state tells. */
  async revoke({ tenant, person }: Subject, { id }: RevokeRequest): Promise<InvitationStateResponse> {
    const scopeKey = await this.#storage.read(tenant, (reader) => reader.linkOf(tenant, id));
    const state = await this.#change(scopeKey ?? nowhere, async (_writer, scope) => {
      const invitation = await this.#invitationIn(scope, id);
      if (invitation === undefined || !mayDo('write', 'invitation', {}, person, membershipsOf({ person }, scope)))
        return undefined;
      const event = isInvitationOverdue(invitation, this.#env.now()) ? 'expire' : 'revoke';
      return (await this.#move(scope, invitation, event))?.state ?? invitation.state;
    });
    if (state === undefined) throw new RequestProblem('not_found', 'No invitation of yours has this id.');
    return { v: protocolVersion, state };
  }

  /** Ends what is out of date in one tenant, addresses and links with it. Gives how many there were, a hundred at most. */
  async expire(tenant: string): Promise<number> {
    const links = await this.#storage.read(tenant, (reader) =>
      reader.expiredLinks(tenant, this.#env.now(), linksPerSweep),
    );
    for (const link of links) {
      await this.#change(link, async (writer, scope) => {
        const current = await writer.linkOf(link.tenant, link.id);
        // Given anew since it was found.
        if (current?.hash !== link.hash || current.journey !== link.journey) return;
        const invitation = await this.#invitationIn(scope, link.id);
        const event = invitation && isInvitationOverdue(invitation, this.#env.now()) ? 'expire' : 'revoke';
        if (invitation !== undefined) await this.#move(scope, invitation, event);
        await writer.dropLink(link);
      });
    }
    return links.length;
  }

  /** Runs with the invitation that a link leads to; refuses when there is none or `run` gives nothing, and keeps what it changed. */
  async #byLink<T>(
    token: string,
    run: (writer: StorageWriter, scope: ScopeTransaction, invitation: Invitation) => Promise<T | undefined>,
  ): Promise<T> {
    const startedMs = this.#env.elapsed();
    const hash = hashOfSecret(token);
    const tenant = (await this.#storage.read('', (reader) => reader.tenantOfSecret(hash))) ?? '';
    const link = await this.#storage.read(tenant, (reader) => reader.linkByHash(tenant, hash));
    const answer = await this.#change(link ?? nowhere, async (writer, scope) => {
      const invitation = link && (await this.#invitationIn(scope, link.id));
      if (invitation === undefined) return undefined;
      if (isInvitationOverdue(invitation, this.#env.now())) {
        await this.#move(scope, invitation, 'expire');
        return undefined;
      }
      return run(writer, scope, invitation);
    });
    if (answer !== undefined) return answer;
    const waitMs = refusalStepMs - ((this.#env.elapsed() - startedMs) % refusalStepMs);
    await new Promise<void>((resolve) => this.#env.after(waitMs, resolve));
    throw new RequestProblem('not_found', 'This invitation is not open.');
  }

  /** One transaction of a journey; undefined when there is no such journey. */
  async #change<T>(
    scopeKey: ScopeKey,
    run: (writer: StorageWriter, scope: ScopeTransaction) => Promise<T>,
  ): Promise<T | undefined> {
    const { answer, result } = await this.#storage.write(scopeKey, async (writer) => {
      const row = await writer.lock(scopeKey);
      if (row === undefined) return { answer: undefined, result: undefined };
      const scope = await ScopeTransaction.begin(writer, scopeKey, row);
      const given = await run(writer, scope);
      const changed = scope.finish();
      if (changed !== undefined) await writer.save(scopeKey, changed.changes);
      return { answer: given, result: changed };
    });
    if (result !== undefined) this.#publish(scopeKey, result);
    return answer;
  }

  async #invitationIn(scope: ScopeTransaction, id: Id): Promise<Invitation | undefined> {
    const row = await scope.record('invitation', id);
    return row?.deleted === false ? ({ ...row.fields, id } as unknown as Invitation) : undefined;
  }

  /** [WD9] One that was declined is looked at and accepted as if it were open, and stays declined until then. */
  async #opened(scope: ScopeTransaction, invitation: Invitation): Promise<Invitation | undefined> {
    return invitation.state === 'declined' ? invitation : this.#move(scope, invitation, 'open');
  }

  async #move(
    scope: ScopeTransaction,
    invitation: Invitation,
    event: InvitationEvent,
  ): Promise<Invitation | undefined> {
    const nowMs = this.#env.now();
    const next = invitationAfter(invitation, event, nowMs);
    if (next !== undefined && next.state !== invitation.state) await put(scope, next, nowMs);
    return next;
  }
}

/** The same words whether it was answered here or is an invitation of another journey. */
const taken = (): RequestProblem =>
  new RequestProblem('forbidden', 'This invitation was opened or answered: write another.');

/** What a link that nobody made leads to: the same questions are asked of the storage. */
const nowhere: ScopeKey = { tenant: '', journey: '' };

const put = (scope: ScopeTransaction, { id, ...fields }: Invitation, nowMs: number): Promise<void> =>
  putWhole(
    scope,
    {
      type: 'invitation',
      id,
      space: spaceOf(scope.scopeKey.journey, { kind: 'guides' }, ''),
      fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields,
    },
    nowMs,
    server,
  );

const linkRoleOf = ({ role }: Invitation): LinkRole => linkRoles.find((allowed) => allowed === role) ?? 'companion';

async function isOpenJourney(scope: ScopeTransaction): Promise<boolean> {
  const journey = await scope.record('journey', scope.scopeKey.journey);
  return journey !== undefined && !hasEnded(journey.fields['state']);
}
