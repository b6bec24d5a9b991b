import type { Id } from '../value/ids.js';

/** The scope of a published version of a template: read once, shared by all journeys made from it. */
export const templateScopeOf = (template: Id, version: string): string => `template:${template}:${version}`;

export const isTemplate = (scope: string): boolean => scope.startsWith('template:');

/** [SP1] Every key is a journey's that is neither a template's nor, with `~`, of a kind of protocol 2. */
export const isJourney = (scope: string): boolean => !/^(~|template:)/.test(scope);

/** [SP12] Whether a scope is on a device only once it was opened there: the `residence` of its kind, by its name, since the registry is in no entry. */
export const isOnDemand = (scope: string): boolean => /^~\w+-/.test(scope);

/** [SP11] Whether it is the scope of the person whose device this is: theirs before the server knows of it, so that nobody takes it away. */
export const isOwn = (scope: string): boolean => scope.startsWith('~person:');
