import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ValidationError } from '../src/errors.js';
import type { AudienceKind } from '../src/model/access/audience.js';
import type { ContributionKind } from '../src/model/conversation/forum.js';
import type { GoalLevel } from '../src/model/journey/goal.js';
import type { HighlightRun } from '../src/model/journey/journey.js';
import type { LocalizedText } from '../src/model/value/localized-text.js';
import type { Role } from '../src/model/people/membership.js';
import { parseTemplate } from '../src/model/template/template-import.js';
import type { Template } from '../src/model/template/template.js';
import { DemoError } from './demo-error.js';

/** Somebody of the scenario. A programme lead is on no rope. */
export interface ScenarioPerson {
  readonly id: string;
  readonly name: string;
  readonly callName: string;
  readonly role: Role | 'programme-lead';
  readonly profile?: string;
  readonly from?: 'inside' | 'outside';
  readonly place: string;
  readonly timeZone: string;
  readonly locale: 'fr' | 'en';
  readonly job: LocalizedText;
}

/** Words in the forum or under a challenge. `day` is a day, or a moment where the hour matters. */
export interface ScenarioWords {
  readonly id: string;
  readonly by: string;
  readonly day: string;
  readonly kind: ContributionKind | 'topic' | 'ask';
  readonly audience: AudienceKind;
  readonly text: LocalizedText;
  readonly step?: string;
  readonly replyTo?: string;
  readonly askId?: string;
  readonly form?: Readonly<Record<'moment' | 'saw' | 'effect' | 'next', LocalizedText>>;
  readonly served?: { readonly marked: boolean; readonly what: LocalizedText };
}

/** The invented company, its people and eleven weeks of one journey. */
export interface Scenario {
  readonly company: { readonly id: string; readonly name: string; readonly sites: readonly string[] };
  readonly people: readonly ScenarioPerson[];
  readonly journey: {
    readonly id: string;
    readonly template: string;
    readonly templateVersion: string;
    readonly coachee: string;
    readonly startedOn: string;
    readonly today: string;
    readonly week: number;
    readonly adaptations: readonly {
      readonly id: string;
      readonly by: string;
      readonly step: string;
      readonly op: 'move' | 'use';
      readonly to?: number;
      readonly adaptation?: string;
      readonly reason: LocalizedText;
    }[];
    readonly goalLevels: readonly {
      readonly goal: string;
      readonly week: number;
      readonly self: GoalLevel;
      readonly coach: GoalLevel;
    }[];
  };
  /** Of the plans that the path proposes: those she took, and when she tried them. */
  readonly plans: readonly {
    readonly id: string;
    readonly step: string;
    readonly on: string;
    readonly tried: readonly { readonly day: string; readonly worked: boolean }[];
  }[];
  readonly challenges: readonly (Pick<ScenarioWords, 'id' | 'by' | 'audience' | 'text'> & {
    readonly raisedAt: string;
    readonly state: 'accompanied';
    readonly replies: readonly ScenarioWords[];
  })[];
  readonly forum: readonly ScenarioWords[];
  readonly highlights: readonly {
    readonly id: string;
    readonly kind: HighlightRun['kind'];
    readonly template: string;
    readonly on: string;
    readonly days?: number;
    readonly state: HighlightRun['state'];
    readonly harvest?: ScenarioWords;
  }[];
}

const contentFolder = fileURLToPath(new URL('../../demo/content/', import.meta.url));

/** Our own file: it is trusted, and the seed parses every record made of it. */
export const readScenario = (): Scenario =>
  JSON.parse(readFileSync(join(contentFolder, 'demo-scenario.json'), 'utf8')) as Scenario;

/**
 * Every template of a folder, checked before anything else begins.
 *
 * @throws DemoError naming the file, and the path inside it, of the first thing that is wrong.
 */
export function readTemplates(folder = join(contentFolder, 'templates')): readonly Template[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .toSorted();
  } catch (cause) {
    throw new DemoError(`The template folder ${folder} cannot be read.`, { cause });
  }
  if (names.length === 0) throw new DemoError(`The template folder ${folder} holds no .json file.`);
  return names.map((name) => readTemplate(join(folder, name)));
}

function readTemplate(file: string): Template {
  try {
    return parseTemplate(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    if (cause instanceof ValidationError) {
      const [issue] = cause.issues;
      throw new DemoError(`The template ${file} is not valid at "${issue?.path}": ${issue?.message}`, { cause });
    }
    throw new DemoError(
      `The template ${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}
