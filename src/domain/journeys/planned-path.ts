import type { Journey } from '../../model/journey/journey.js';
import { templateScopeOf } from '../../model/scope/scope-key.js';
import type { Template } from '../../model/template/template.js';
import { listOf } from '../support/typed.js';
import type { Store } from '../../store/store.js';

/** The template of a journey, where this reader has it. */
export async function templateOf(
  store: Store,
  { template, version }: Pick<Journey, 'template' | 'version'>,
): Promise<Template | undefined> {
  const records = await store.records(templateScopeOf(template, version));
  return listOf(records, 'template')[0];
}
