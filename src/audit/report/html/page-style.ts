/** The page's only style sheet: no fonts, images or scripts, so that nothing is fetched. */
export const pageStyle = `
:root { color-scheme: light dark; --page: #fff; --ink: #1c2024; --quiet: #5d666f; --line: #d9dee3; --soft: #f5f7f8;
  --good: #1a7339; --some: #875400; --bad: #c02026; }
@media (prefers-color-scheme: dark) { :root { --page: #14171a; --ink: #e4e8eb; --quiet: #9aa5af; --line: #343b42;
  --soft: #1d2125; --good: #56c274; --some: #e0a63a; --bad: #ff7b75; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 62rem; background: var(--page); color: var(--ink);
  font: 1rem/1.55 system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .4rem; }
h2 { font-size: 1.15rem; margin: 2.6rem 0 .8rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 0 0 .3rem; }
p, ul, ol, dl, pre { margin: 0 0 .6rem; }
code, pre { font: .85rem/1.5 ui-monospace, monospace; }
a { color: inherit; text-underline-offset: .15em; }
.quiet { color: var(--quiet); }
.figures { font-variant-numeric: tabular-nums; }
.good { color: var(--good); } .some { color: var(--some); } .bad { color: var(--bad); } .none { color: var(--quiet); }
.warning { border-left: .25rem solid var(--some); background: var(--soft); padding: .5rem .8rem; }
.cells { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(6, 1fr); gap: .5rem; }
.cells li { border: 1px solid var(--line); border-radius: .4rem; padding: .5rem .6rem; line-height: 1.3; }
.cells .glyph { font-size: 1.3rem; display: block; }
.cells .word { display: block; font-weight: 600; }
.cells .state { font-size: .85rem; }
.scroll { overflow-x: auto; margin-bottom: 1.2rem; }
.scroll:focus-visible { outline: 2px solid var(--quiet); }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--quiet); font-weight: 500; }
th.cell, td.cell { text-align: center; padding: .35rem .25rem; min-width: 1.7rem; }
tbody th { color: inherit; font-weight: 600; min-width: 9rem; overflow-wrap: anywhere; }
.item { border: 1px solid var(--line); border-radius: .4rem; padding: .8rem 1rem; margin: 0 0 .8rem; break-inside: avoid-page; }
.item h3 { display: flex; flex-wrap: wrap; gap: .1rem .7rem; align-items: baseline; }
.item h3 .size { margin-left: auto; font-weight: 400; font-size: .85rem; color: var(--quiet); }
.item > :last-child { margin-bottom: 0; }
.item dl { display: grid; grid-template-columns: 7.5rem 1fr; gap: .25rem .8rem; }
dt { color: var(--quiet); } dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
dd > :last-child { margin-bottom: 0; }
pre { background: var(--soft); border-radius: .3rem; padding: .5rem .7rem; white-space: pre-wrap; overflow-wrap: anywhere; }
pre .number { color: var(--quiet); user-select: none; }
.places { list-style: none; padding: 0; }
.rows { list-style: none; padding: 0; }
.rows li { padding: .35rem 0; border-bottom: 1px solid var(--line); }
.rows b { display: inline-block; min-width: 4.6rem; }
footer { margin-top: 3rem; font-size: .85rem; }
@media (max-width: 46rem) { .cells { grid-template-columns: repeat(3, 1fr); } .item dl { grid-template-columns: 1fr; gap: 0; }
  .item dd { margin-bottom: .5rem; } }
@media (max-width: 24rem) { .cells { grid-template-columns: repeat(2, 1fr); } }
@media print { :root { --page: #fff; --ink: #000; --quiet: #444; --line: #bbb; --soft: #f4f4f4; --good: #14602e; --some: #6d4400;
  --bad: #a01015; } body { max-width: none; padding: 0; font-size: 10pt; } .scroll { overflow: visible; } }
`

/** What a content security policy allows of it: nothing else on the page has a style, and nothing runs. */
export const pageStyleHash = 'sha256-cEZCa5GbpzPqY7o+kj6009tpQ6Yv8UcPZCnK0y4iQO4='
