/** Text inside HTML. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A table with a caption; the first column is the head of its row. Numbers stand to the right. */
export function htmlTable(caption: string, heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const isNumber = (text: string): boolean => /^[-+−<≥]? ?\d/.test(text) && text.length < 40;
  // A column of numbers stands to the right, its head too; a dash or an empty cell does not change what a column is.
  const numeric = heads.map((_, column) => {
    const cells =
      column === 0 ? [] : rows.map((row) => row[column] ?? '').filter((text) => text !== '' && text !== '–');
    return cells.length > 0 && cells.every(isNumber);
  });
  const head = heads
    .map((text, column) => `<th scope="col"${numeric[column] ? ' class="number"' : ''}>${escaped(text)}</th>`)
    .join('');
  const body = rows.map(([first = '', ...cells]) => {
    const tds = cells
      .map((text, at) => `<td${numeric[at + 1] ? ' class="number"' : ''}>${escaped(text)}</td>`)
      .join('');
    return `<tr><th scope="row">${escaped(first)}</th>${tds}</tr>`;
  });
  // What is wider than a telephone scrolls, by keyboard too.
  return `<div class="wide" role="group" tabindex="0" aria-label="${escaped(caption)}"><table><caption>${escaped(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}

/** A section with an id of its title, to be jumped to. */
export const section = (title: string, ...parts: readonly string[]): string =>
  `<section id="${anchorOf(title)}"><h2>${escaped(title)}</h2>${parts.join('')}</section>`;

/** Letters and digits of a title, for its address within the page. */
export const anchorOf = (title: string): string =>
  title
    .normalize('NFD')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .toLowerCase();

/** The link from a result to the definition it rests on. */
export const definedAt = (endpoint: string, say: (key: string) => string): string =>
  `<p class="note"><a href="#defined-${endpoint}">${escaped(say('report.defined'))}</a></p>`;

export const heading = (title: string): string => `<h3>${escaped(title)}</h3>`;
export const paragraph = (text: string): string => `<p>${escaped(text)}</p>`;

/** The logarithm of a ratio with its 95 % limits. */
export interface LogRatio {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** A hazard or odds ratio with its 95 % interval, from the logarithm. */
export function ratioText({ estimate, lower, upper }: LogRatio, { fixed }: Numbers): string {
  // What nobody can tell apart from nothing, or from everything, is not given more digits.
  const one = (log: number): string => {
    const value = Math.exp(log);
    if (value < 0.005) return `< ${fixed(0.01, 2)}`;
    return value >= 1000 ? '> 999' : fixed(value, 2);
  };
  return `${one(estimate)} (${one(lower)} – ${one(upper)})`;
}

/** Numbers as the reader's language writes them. */
export interface Numbers {
  readonly fixed: (value: number, decimals: number) => string;
  readonly percent: (share: number) => string;
  readonly p: (value: number) => string;
  /** `31 October 2026`, from YYYY-MM-DD. */
  readonly day: (iso: string) => string;
}

export function numbersIn(language: 'it' | 'en'): Numbers {
  const fixed = (value: number, decimals: number): string =>
    new Intl.NumberFormat(language, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      useGrouping: false,
      signDisplay: 'negative',
    })
      .format(value)
      .replace('-', '−');
  const date = new Intl.DateTimeFormat(language === 'it' ? 'it' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' });
  return {
    fixed,
    percent: (share) => `${fixed(100 * share, 1)}%`,
    p: (value) => (value < 0.001 ? `< ${fixed(0.001, 3)}` : fixed(value, 3)),
    day: (iso) => (/^\d{4}-\d{2}-\d{2}$/.test(iso) ? date.format(new Date(`${iso}T00:00:00Z`)) : iso),
  };
}

export const STYLE = `
:root { color-scheme: light; --ink: #1b2430; --soft: #55606e; --line: #c9d0d8; --band: #f3f5f8; --accent: #0b5a7a; }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); margin: 0 auto; max-width: 62rem; padding: 1.5rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; } h2 { font-size: 1.25rem; margin: 2.2rem 0 .5rem; border-top: 2px solid var(--accent); padding-top: .6rem; }
p { max-width: 46rem; } .banner { background: #fff3cd; border: 1px solid #8a6d00; padding: .6rem .8rem; font-weight: 600; } .note { color: var(--soft); } .research { font-weight: 600; } .summary { background: var(--band); padding: .2rem 1rem .6rem; border-left: 4px solid var(--accent); } .summary h2 { border: 0; margin: .6rem 0 .3rem; padding: 0; } .summary ul { margin: 0; padding-left: 1.2rem; max-width: 54rem; } .summary li { margin: .25rem 0; }
.wide { overflow-x: auto; } table { border-collapse: collapse; margin: .8rem 0; font-size: .92rem; } caption { text-align: left; color: var(--soft); padding-bottom: .3rem; }
th, td { padding: .25rem .7rem .25rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; } tbody th { min-width: 8rem; }
thead th { font-weight: 600; border-bottom: 2px solid var(--ink); } td.number, th.number { text-align: right; white-space: nowrap; } td.number { font-variant-numeric: tabular-nums; } thead th.number { white-space: normal; }
svg { max-width: 100%; height: auto; } figure { margin: 1rem 0; break-inside: avoid; } h3 { font-size: 1.05rem; margin: 1.4rem 0 .2rem; } nav ul { columns: 20rem 2; padding-left: 1.2rem; } nav li { break-inside: avoid; }
dl { max-width: 52rem; } dt { font-weight: 600; margin-top: .7rem; } dd { margin: .1rem 0 0; } details summary { cursor: pointer; }
@media (max-width: 40rem) { body { padding: .9rem; } h1 { font-size: 1.4rem; } figure { overflow-x: auto; } figure svg { min-width: 44rem; max-width: none; } table { font-size: .88rem; } }
@page { size: A4; margin: 16mm 14mm; }
@media print { body { font-size: 9.5pt; max-width: none; padding: 0; } p, dl { max-width: none; } .wide { overflow: visible; } table { break-inside: avoid; font-size: 8.5pt; width: auto; } tbody th { min-width: 9rem; } th, td { padding-right: .5rem; } thead { display: table-header-group; } tr { break-inside: avoid; } nav, .summary li a, .note a { display: none; } h2, h3, dt, caption, thead { break-after: avoid; } h2 + p, h3 + p { break-after: avoid; } figure { margin: .6rem 0; } figure svg { width: 100%; } }
`;
