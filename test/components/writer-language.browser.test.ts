import { expect } from '@open-wc/testing';
import { languageOfWords } from '../../components/controllers/writer-language.js';

describe('the language of what somebody writes', () => {
  const own = ['he-IL', 'en-US', 'ru'];

  it('is the writer’s own in the letters of the text, not the page’s', () => {
    expect(languageOfWords('שלום לך, Inès', 'fr', own)).to.equal('he-IL');
    expect(languageOfWords('Привет', 'fr', own)).to.equal('ru');
    expect(languageOfWords('Good morning', 'fr', own)).to.equal('en-US');
    expect(languageOfWords('12:30 !', 'fr', own)).to.equal('he-IL');
  });

  it('is the page’s where that is the only one in these letters, and nothing where none is', () => {
    expect(languageOfWords('Bonjour', 'fr', ['ja'])).to.equal('fr');
    expect(languageOfWords('สวัสดี', 'fr', own)).to.equal(undefined);
  });

  it('is nothing for letters that are not known, and the writer’s first for signs that are no letters', () => {
    for (const text of ['Բարև ձեզ', 'გამარჯობა', 'வணக்கம்'])
      expect(languageOfWords(text, 'fr', own), text).to.equal(undefined);
    for (const text of ['👍', '12:30 !', '']) expect(languageOfWords(text, 'fr', own), text).to.equal('he-IL');
  });

  it('is the page’s where the browser tells none of the writer’s', () => {
    Object.defineProperty(navigator, 'languages', { value: undefined, configurable: true });
    try {
      expect(languageOfWords('Bonjour', 'fr')).to.equal('fr');
    } finally {
      Reflect.deleteProperty(navigator, 'languages');
    }
  });

  it('tells Japanese, Chinese and Korean apart', () => {
    const east = ['ko', 'ja', 'zh-TW'];
    expect(languageOfWords('山に登る', 'fr', east)).to.equal('ja');
    expect(languageOfWords('안녕하세요', 'fr', east)).to.equal('ko');
    expect(languageOfWords('登山', 'fr', ['zh-TW', 'ja'])).to.equal('zh-TW');
  });

  it('passes over what is no language', () => {
    expect(languageOfWords('Good morning', 'fr', ['C', 'en-US@posix', 'en-GB'])).to.equal('en-GB');
  });
});
