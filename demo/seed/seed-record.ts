import type { Id } from '../../src/model/value/ids.js';
import { parseFields } from '../../src/model/parse-fields.js';
import type { JourneyRecordType } from '../../src/model/record.js';
import type { Fields } from '../../src/model/value/json.js';
import type { Space } from '../../src/model/access/space.js';

/** A record of the demonstration, ready for the server. */
export interface SeedRecord {
  readonly type: JourneyRecordType;
  readonly id: Id;
  readonly space: Space;
  readonly fields: Fields;
}

/** Makes one. A field that the model does not accept stops the seed with its path. */
export function createSeedRecord(type: JourneyRecordType, id: Id, space: Space, fields: object): SeedRecord {
  return { type, id, space, fields: JSON.parse(JSON.stringify(parseFields(type, fields))) as Fields };
}
