import { CordeeMine } from '../mine/mine.js';
import { CordeePace } from '../pace/pace.js';

/** What is the reader's own. */
export const elements = { mine: CordeeMine, pace: CordeePace };
