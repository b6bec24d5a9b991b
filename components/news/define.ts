import '../avatar/define.js';
import { defineElement } from '../registry/define-element.js';
import { CordeeNews } from './news.js';

defineElement('news', CordeeNews);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-news': CordeeNews;
  }
}
