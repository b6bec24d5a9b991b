import assert from 'node:assert/strict';
import { test } from 'node:test';
import { first, holdAs, words } from '../../support/journey.js';

const circle = { kind: 'circle' } as const;

/** What was written, and what somebody looks for in it. */
const pairs: readonly (readonly [written: string, asked: string])[] = [
  ['Le cœur du sujet', 'coeur'],
  ['Un coeur simple', 'cœur'],
  ['Œuvre commune', 'oeuvre'],
  ['Dans la Straße', 'strasse'],
  ['Auf der Strasse', 'Straße'],
  ['GROẞE Sprünge', 'grosse'],
  ['Kære Søren', 'soren'],
  ['Søren skriver', 'Søren'],
  ['Kære venner', 'kaere'],
  ['Praca w Łodzi', 'lodzi'],
  ['Lodz jest daleko', 'Łódź'],
  ['Işık açıldı', 'isik'],
  ['İstanbul’da', 'istanbul'],
  ['ISTANBUL', 'ıstanbul'],
  ['Đặng Thùy', 'dang thuy'],
  ['Þórr og Guðrún', 'thorr gudrun'],
  ['Ħal Għargħur', 'hal ghargh'],
  ['Un ﬁn ﬂeuve', 'fin fleuve'],
  ['fin et eﬃcace', 'efficace'],
  ['Ｃｏｒｄéｅ ２０２６', 'cordee 2026'],
  ['plain cordée', 'ｃｏｒｄｅｅ'],
  ['Événement à côté', 'evenement cote'],
  ['naïve façade', 'NAIVE FACADE'],
  ['co\u00adopération', 'cooperation'],
  ['Ο Σίσυφος', 'σισυφοσ'],
  ['Елка и ёж', 'еж'],
  ['שָׁלוֹם', 'שלום'],
  ['مَرْحَبًا', 'مرحبا'],
  ['می‌خواهم', 'میخواهم'],
  ['हिन्दी में लिखा', 'हिन्दी'],
  ['한국어로 썼다', '한국'],
  ['我昨天参加了领导力培训', '领导力'],
  ['我昨天参加了领导力培训', '培训'],
  ['我昨天参加了领导力培训', '昨天'],
  ['今日は新しい管理職の研修に参加しました', '管理職'],
  ['今日は新しい管理職の研修に参加しました', '研修'],
  ['明日のミーティングで話します', 'ミーティング'],
  ['明日のﾐｰﾃｨﾝｸﾞで話します', 'ミーティング'],
  ['AIエージェントを試す', 'エージェント'],
  ['AIエージェントを試す', 'ai'],
  ['วันนี้ฉันประชุมกับทีมใหม่', 'ประชุม'],
  ['วันนี้ฉันประชุมกับทีมใหม่', 'ทีม'],
  ['น้ำใจของเพื่อน', 'เพื่อน'],
  ['ຂ້ອຍມັກວຽກນີ້', 'ວຽກ'],
  ['ខ្ញុំចូលចិត្តការងារនេះ', 'ការងារ'],
  ['ကျွန်တော်အလုပ်ကြိုက်တယ်', 'အလုပ်'],
];

/** What must not be found, though it is near. */
const strangers: readonly (readonly [written: string, asked: string])[] = [
  ['étincelle', 'tincelle'],
  ['कमाल', 'कमल'],
  ['がっこう', 'かっこう'],
  ['导力与领导', '领导力'],
  ['力量', '领导力'],
  ['ที่นี่', 'ทีม'],
];

test('a search finds the same word however it is written, in every script, read through and by the index', async (t) => {
  const all = [...pairs, ...strangers];
  const ines = await holdAs(
    'ines',
    all.map(([text], index) => words('topic', `t${index}`, 'marc', 'circle', circle, { body: { text } })),
  );
  t.after(() => ines.client.close());
  let limit = 1_000;
  const missed = async (): Promise<readonly string[]> => {
    const wrong: string[] = [];
    for (const [index, [written, asked]] of all.entries()) {
      const found = (await ines.client.search(asked, { limit: limit++ })).some(({ id }) => id === `t${index}`);
      if (found !== index < pairs.length) wrong.push(`${asked} ${found ? 'is found' : 'is not found'} in ${written}`);
    }
    return wrong;
  };
  await first(ines.client.watchSearch('x'));
  assert.deepEqual(await missed(), [], 'read through');
  await ines.env.advance(10_000);
  assert.deepEqual(await missed(), [], 'by the index');
});

test('a single letter of a script without spaces is a word, wherever it stands', async (t) => {
  const ines = await holdAs(
    'ines',
    ['领导力', '力量', '努力的人', '山'].map((text, index) =>
      words('topic', `t${index}`, 'marc', 'circle', circle, { body: { text } }),
    ),
  );
  t.after(() => ines.client.close());
  const found = async (limit: number) => (await ines.client.search('力', { limit })).map(({ id }) => id).toSorted();
  assert.deepEqual(await found(90), ['t0', 't1', 't2']);
  await ines.env.advance(10_000);
  assert.deepEqual(await found(91), ['t0', 't1', 't2']);
});
