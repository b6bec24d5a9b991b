import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ValidationError } from '../../src/errors.js';
import { parseFields } from '../../src/model/parse-fields.js';
import { parseInFull } from '../../src/model/record-in-full.js';
import { looksLike, alikeAmong } from '../../src/domain/support/alike.js';

const member = (name: string) => ({
  person: 'hana',
  role: 'companion',
  state: 'active',
  name,
  timeZone: 'Europe/London',
});

describe('[WD7] a name that comes in', () => {
  it('is refused where it shows nothing, or holds what turns other text around', () => {
    const turning = [
      '\u0000',
      '\u0007',
      '\n',
      '\u007F',
      '\u0085',
      '\u009B',
      '\u2028',
      '\u2029',
      '\u202A',
      '\u202B',
      '\u202C',
      '\u202D',
      '\u202E',
      '\u2066',
      '\u2067',
      '\u2068',
      '\u2069',
    ];
    const unseen = [
      '\u200B\u2060',
      '\u3164',
      '\uFFA0',
      '\u115F\u1160',
      '\u200D',
      '\u00AD',
      '\u034F',
      '\u0301',
      '\u2800',
      '\uFE0F',
      '\u{E0061}',
      '\u180E',
      ' \u00A0\u3000',
    ];
    for (const name of [...turning.map((sign) => `Ha${sign}na`), ...unseen]) {
      assert.throws(
        () => parseInFull('member', member(name)),
        (error: unknown) => error instanceof ValidationError && error.issues[0]?.path === 'name',
        JSON.stringify(name),
      );
    }
  });

  it('is taken in any language, with the joiners and marks that it is written with', () => {
    for (const name of [
      'Inès',
      'Hana Nováková',
      'Åsa',
      'می\u200Cخواهم',
      'क्\u200Dष',
      'শ্র\u200Cী',
      'רָחֵל',
      'שרה\u200F',
      'محمد',
      '김민준',
      '山田 太郎',
      'Nguyễn Thị',
      'O’Brien',
      'José-María',
      '👩🏽‍🚀',
      '🇫🇷',
      '🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}',
      'ไพลิน',
      'Ⴀ',
      'X Æ A-12',
    ]) {
      assert.equal(parseInFull('member', member(name)).name, name);
    }
  });

  it('that is stored already is read as it is', () => {
    for (const name of ['Ha\u202Ena', '\u3164']) assert.equal(parseFields('member', member(name)).name, name);
  });
});

describe('[WD8] names that could be taken for each other', () => {
  it('look the same: whatever the script, the marks, the capitals and what is not seen', () => {
    for (const [one, other] of [
      ['Marc', 'МАRС'],
      ['Marc', 'Маrс'],
      ['Marc', 'marc\u200B'],
      ['Marc', 'M\u2060arc '],
      ['Marc', 'ｍａｒｃ'],
      ['Marc', '𝐌𝐚𝐫𝐜'],
      ['Marc', 'Márc'],
      ['Marc', 'Marc.'],
      ['Marc', 'Marc\u202E'],
      ['Hana', 'Ηаnа'],
      ['Ines', 'Іnеs'],
      ['Ines', 'lnes'],
      ['Paul', 'PauI'],
      ['Olga', '0lga'],
      ['Yann', 'Υann'],
      ['Marie', 'rnarie'],
      ['Sofia', 'Ѕоfіа'],
      ['Nora', 'Νοra'],
      ['Zoe', 'Ζοε'],
      ['Karim', 'Кагim'],
    ] as const) {
      assert.equal(looksLike(one), looksLike(other), `${one} and ${JSON.stringify(other)}`);
    }
  });

  it('do not where they are other names', () => {
    const names = [
      'Marc',
      'Mara',
      'Hana',
      'Anna',
      'Inès',
      'Yann',
      'Sofia',
      'Sonia',
      'Павел',
      'Ольга',
      'Νίκος',
      'שרה',
      'محمد',
      '김민준',
      '山田',
      '🇫🇷',
      '🇧🇪',
      '👩🏽‍🚀',
    ];
    assert.equal(new Set(names.map(looksLike)).size, names.length);
  });

  it('make both their bearers be told apart, by what they are called or their full name; one person in two places is nobody else', () => {
    const people = [
      { person: 'marc', name: 'Marc', displayName: 'Marc Aubert' },
      { person: 'guest', name: 'Маrс' },
      { person: 'other', name: 'Marc Aubert' },
      { person: 'hana', name: 'Hana' },
      { person: 'hana', name: 'Hana' },
      { person: 'unseen', name: '\u3164' },
    ];
    assert.deepEqual([...alikeAmong(people)].toSorted(), ['guest', 'marc', 'other', 'unseen']);
  });
});
