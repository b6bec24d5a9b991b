import { CordeeLater } from '../deprecated/later.js';
import { CordeeScheduled } from '../scheduled/scheduled.js';
import { CordeeMoment } from '../moment/moment.js';
import { CordeeRequests } from '../requests/requests.js';
import { CordeeNews } from '../news/news.js';

/** Who did what since one last looked, what was said on the way, and what waits for somebody's morning. */
export const elements = {
  scheduled: CordeeScheduled,
  later: CordeeLater,
  moment: CordeeMoment,
  news: CordeeNews,
  requests: CordeeRequests,
};
