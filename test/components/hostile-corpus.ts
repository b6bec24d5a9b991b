/** What markup could do, if it were ever read as such: each calls `hit`, or asks the network for `hit`. */
const code = [
  `<script>hit()</script>`, `<img src=x onerror=hit()>`, `"><svg onload=hit()>`, `'><iframe srcdoc="<script>parent.hit()</script>">`, `<svg><animate onbegin=hit() attributeName=x>`,
  `<a href="javascript:hit()">x</a>`, `javascript:hit()`, `JaVaScRiPt:hit()`, `data:text/html,<script>hit()</script>`, `<body onload=hit()>`, `<input autofocus onfocus=hit()>`,
  `<details open ontoggle=hit()>`, `<video><source onerror=hit()>`, `<math><mi xlink:href="javascript:hit()">x`, `<style>*{background:url(/hit)}</style>`, `</style><script>hit()</script>`,
  `<link rel=stylesheet href=/hit>`, `<meta http-equiv=refresh content="0;url=/hit">`, `<base href=/hit/>`, `<form action=javascript:hit()><button>x`, `<object data=/hit>`, `<embed src=/hit>`,
  `<template shadowrootmode=open><script>hit()</script></template>`, `<x-y is=script>hit()</x-y>`, `--><script>hit()</script>`, `]]><script>hit()</script>`, `<!--><img src=x onerror=hit()>-->`,
  `<noscript><p title="</noscript><img src=x onerror=hit()>">`, `<table background=/hit>`, `<img src=/hit>`, `<image href=/hit>`, `url(/hit)`, `expression(hit())`, `@import "/hit";`,
  `%3Cscript%3Ehit()%3C/script%3E`, `&lt;script&gt;hit()&lt;/script&gt;`, `&#60;script&#62;hit()&#60;/script&#62;`, `\\x3cscript\\x3ehit()\\x3c/script\\x3e`, `\u003cscript\u003ehit()\u003c/script\u003e`,
  `\${hit()}`, `{{constructor.constructor('hit()')()}}`, `#{hit()}`, `<%= hit() %>`, `[[hit()]]`, `' + hit() + '`, `";hit();//`, '`${hit()}`', `<?lit$123$?>`, `<!--lit-part-->`, `lit$0123456789$`,
] as const;

/** What is no code, and could still break a page, a line or a lookup. */
const odd = [
  '\u202Emoc.elpmaxe', 'a\u202Db\u202Cc', '\u2066\u2067x\u2069', '\u200F\u200Eשלום', '\u061Cعربي', 'Z\u0335\u0321\u035Ca\u0336l\u0334g\u0337o\u0338'.repeat(20), '\u200B\u2060\uFEFF', '\u3164', '\u00AD'.repeat(50),
  '👩‍👩‍👧‍👦'.repeat(12), '🇫🇷🇬🇧🇪🇸', 'e\u0301'.repeat(200), 'x'.repeat(3_000), 'https://example.com/' + 'a'.repeat(300), 'line\nline\r\nline\u2028line\u2029line\u0085line', '\t\v\f', '\uFFFD', '\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}',
  '__proto__', 'constructor', 'toString', 'hasOwnProperty', '[object Object]', 'undefined', 'null', 'NaN', '0', ' ', "O'Brien & Sons <ltd>", '100 %', '%s %d %n', '..//../', 'CON', '$&', '$1', '\\', '"', "''", '<', '&', '&amp;', ']]>',
] as const;

export const hostileTexts: readonly string[] = [...code, ...odd];
