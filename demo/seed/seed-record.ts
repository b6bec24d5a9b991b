import type { Id } from '../../src/model/value/ids.js';
import { parseFields } from '../../src/model/parse-fields.js';
import type { RecordType } from '../../src/model/record.js';
import type { Fields } from '../../src/model/value/json.js';
import type { Space } from '../../src/model/access/space.js';

/** A record of the demonstration, ready for the server. */
export interface SeedRecord {
  readonly type: RecordType;
  readonly id: Id;
  readonly space: Space;
  readonly fields: Fields;
}

/** Makes one. A field that the model does not accept stops the seed with its path. */
export function createSeedRecord(type: RecordType, id: Id, space: Space, fields: object): SeedRecord {
  return { type, id, space, fields: JSON.parse(JSON.stringify(parseFields(type, fields))) as Fields };
}
