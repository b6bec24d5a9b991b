import { CordeeLater } from '../later/later.js';
import { CordeeNews } from '../news/news.js';

/** Who did what since one last looked, and what waits for somebody's morning. */
export const elements = {
  later: CordeeLater,
  news: CordeeNews,
};
