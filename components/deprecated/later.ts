import { CordeeScheduled } from '../scheduled/scheduled.js';

/**
 * What waits on this device for the morning of its reader, under the name of before.
 * @deprecated Use `CordeeScheduled` and `<cordee-scheduled>`, which are the same.
 * @tag cordee-later
 * @event {PostedEvent} cordee-posted - A text that waited is stored, and on its way.
 * @csspart base - The whole.
 * @csspart list - What waits.
 * @cssstate empty - Nothing waits.
 */
export class CordeeLater extends CordeeScheduled {}
