import type { Journey } from '../../model/journey/journey.js';
import { templateScopeOf } from '../../model/scope/scope-key.js';
import type { Template } from '../../model/template/template.js';
import type { JourneyContext } from '../support/members.js';
import { type Read, listOf } from '../support/typed.js';
import type { Store } from '../../store/store.js';
import { journeyOf } from './path.js';

/** The journey with its template, where this reader may know them. */
export async function planOf(
  store: Store,
  context: JourneyContext,
): Promise<{ readonly journey: Read<'journey'>; readonly template: Template } | undefined> {
  const journey = journeyOf(context);
  const template = journey && (await templateOf(store, journey));
  return journey && template && { journey, template };
}

/** Its template, where this reader has it. */
export async function templateOf(
  store: Store,
  { template, version }: Pick<Journey, 'template' | 'version'>,
): Promise<Template | undefined> {
  const records = await store.records(templateScopeOf(template, version));
  return listOf(records, 'template')[0];
}
