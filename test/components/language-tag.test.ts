import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageTag } from '../../components/locales/language-tag.js';

test('a language is understood as systems and content managers write it', () => {
  const meant: Readonly<Record<string, string>> = {
    fr: 'fr',
    fr_FR: 'fr-FR',
    'fr-FR': 'fr-FR',
    FR_fr: 'fr-FR',
    ' en_GB ': 'en-GB',
    'fr_FR.UTF-8': 'fr-FR',
    'ca_ES@valencia': 'ca-ES',
    'en-US@posix': 'en-US',
    de_DE_formal: 'de-DE-formal',
    pt_PT_ao90: 'pt',
    'fr-': 'fr',
    'zh-Hant-TW': 'zh-Hant-TW',
  };
  for (const [said, tag] of Object.entries(meant)) assert.equal(languageTag(said), tag, said);
});

test('what names no language is none, whatever it is', () => {
  for (const said of [
    '',
    ' ',
    'auto',
    'undefined',
    'null',
    'none',
    'C',
    'POSIX',
    'C.UTF-8',
    'x-default',
    '-',
    '_',
    'und',
    'français',
    'fr,en',
    '{{lang}}',
    '\u0000',
    undefined,
    null,
    7,
    {},
  ]) {
    assert.equal(languageTag(said), undefined, String(said));
  }
});

test('what is understood never throws in Intl', () => {
  for (const said of [
    'fr_FR',
    'en-US@posix',
    'pt_PT_ao90',
    'de_DE_formal',
    'qq',
    'fr-u-nu-arab',
    'en--us',
    'fr-\u00e9',
    'aa-bb-cc-dd-ee',
  ]) {
    const tag = languageTag(said);
    if (tag === undefined) continue;
    assert.doesNotThrow(
      () => [
        new Intl.DateTimeFormat(tag),
        new Intl.NumberFormat(tag),
        new Intl.ListFormat(tag),
        new Intl.PluralRules(tag),
      ],
      said,
    );
  }
});
