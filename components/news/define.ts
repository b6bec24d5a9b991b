import '../avatar/define.js';
import { defineElement } from '../internal/define-element.js';
import { CordeeNews } from './news.js';

defineElement('news', CordeeNews);

declare global {
  interface HTMLElementTagNameMap {
    'cordee-news': CordeeNews;
  }
}
