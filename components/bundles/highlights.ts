import { CordeeHighlight } from '../highlight/highlight.js';
import { CordeeHighlights } from '../highlights/highlights.js';

/** Company events, prepared and harvested. */
export const elements = { highlights: CordeeHighlights, highlight: CordeeHighlight };
