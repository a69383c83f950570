import {
  CALLS,
  type Call,
  FISH_CODES,
  type FishCode,
  NO_PROBE_OF_ITS_OWN,
  WORDINGS,
  type Wording,
} from './fish-vocabulary.ts';

/** What a report says of one abnormality; the percentage is the size of the clone, not of a cut-off. */
export interface Finding {
  readonly code: FishCode;
  readonly state: Call;
  readonly clonePercent?: number;
  readonly comparator?: '<' | '<=' | '>' | '>=';
  /** 1q21 copies. */
  readonly copies?: number;
  readonly alleles?: 'monoallelic' | 'biallelic';
  readonly warnings: readonly string[];
}

type Comparator = NonNullable<Finding['comparator']>;

type Token = { readonly at: number; readonly end: number } & (
  | { readonly kind: 'abnormality'; readonly wording: Wording }
  | { readonly kind: 'call'; readonly call: Call; readonly ahead: boolean }
  | { readonly kind: 'percent'; readonly value: number; readonly comparator?: Comparator; readonly ahead: boolean }
  | { readonly kind: 'copies'; readonly count: number; readonly atLeast: boolean }
  | { readonly kind: 'alleles'; readonly alleles: 'monoallelic' | 'biallelic' }
  | { readonly kind: 'stop' }
);

const CUT_OFF = /(?:cut[\s-]?off|soglia|valore\s+soglia|threshold|limite|v\.\s?n\.)[^%;]*?\d+(?:[.,]\d+)?\s*%/gi;
const PERCENT =
  /(?:(pi[uù]\s+d[ei]l?l?[’'a]?|oltre(?:\s+il)?|superiore\s+al?|maggiore\s+d[ei]l?|more\s+than|over|above|>|≥|>=|almeno(?:\s+il)?|at\s+least|meno\s+d[ei]l?l?[’'a]?|inferiore\s+al?|minore\s+d[ei]l?|less\s+than|below|under|<|≤|<=)\s*)?(\d{1,3}(?:[.,]\d+)?)\s*(?:%|per\s*cento|percent)/gi;
const COPIES =
  /(≥|>=|>|almeno|at\s+least|pi[uù]\s+di|oltre|more\s+than)?\s*(\d+|due|tre|quattro|cinque|two|three|four|five)\s*(?:o\s+più\s+|or\s+more\s+)?(?:copie|copia|copies|segnali|signals)/gi;
const ALLELES = /\b(?:(bi-?allelic\w*|omozigo\w*|homozygo\w*)|(mono-?allelic\w*|eterozigo\w*|heterozygo\w*))/gi;
const STOP = /[;\n]|\.(?=\s|$)|\b(?:ma|but|mentre|whereas|while|invece|tuttavia|however)\b/gi;
const NUMBERS: Readonly<Record<string, number>> = {
  due: 2,
  two: 2,
  tre: 3,
  three: 3,
  quattro: 4,
  four: 4,
  cinque: 5,
  five: 5,
};

function comparatorOf(written: string | undefined): Comparator | undefined {
  const text = written?.toLowerCase().trim() ?? '';
  if (text === '') return undefined;
  if (/^(≥|>=|almeno|at\s)/.test(text)) return '>=';
  if (/^(≤|<=)/.test(text)) return '<=';
  return /^(meno|inferiore|minore|less|below|under|<)/.test(text) ? '<' : '>';
}

/** The text as tokens in their order; what a first rule covers is not read again by a later one. */
function tokens(text: string): readonly Token[] {
  const found: Token[] = [];
  const free = (at: number, end: number): boolean => found.every((token) => end <= token.at || at >= token.end);
  const scan = (
    pattern: RegExp,
    make: (match: RegExpMatchArray, place: { at: number; end: number }) => Token,
  ): void => {
    for (const match of text.matchAll(pattern)) {
      const place = { at: match.index, end: match.index + match[0].length };
      if (free(place.at, place.end)) found.push(make(match, place));
    }
  };
  const cutOffs = [...text.matchAll(CUT_OFF)].map(({ index, 0: all }) => [index, index + all.length] as const);
  for (const wording of WORDINGS) scan(wording.pattern, (_, place) => ({ ...place, kind: 'abnormality', wording }));
  for (const { call, pattern, ahead } of CALLS)
    scan(pattern, (_, place) => ({ ...place, kind: 'call', call, ahead: ahead ?? false }));
  scan(COPIES, (match, place) => ({
    ...place,
    kind: 'copies',
    // "more than 2" is at least 3.
    count:
      (NUMBERS[match[2]?.toLowerCase() ?? ''] ?? Number(match[2])) +
      (/^(?:>$|pi|oltre|more)/i.test(match[1] ?? '') ? 1 : 0),
    atLeast: match[1] !== undefined || /\bo\s+più\b|\bor\s+more\b/i.test(match[0]),
  }));
  scan(ALLELES, (match, place) => ({ ...place, kind: 'alleles', alleles: match[1] ? 'biallelic' : 'monoallelic' }));
  scan(PERCENT, (match, place) => {
    const comparator = comparatorOf(match[1]);
    const ahead = /(?:^|[^\p{L}])(?:nel|nell|in)\W*$/iu.test(text.slice(0, place.at));
    return {
      ...place,
      kind: 'percent',
      value: Number(match[2]?.replace(',', '.')),
      ahead,
      ...(comparator ? { comparator } : {}),
    };
  });
  scan(STOP, (_, place) => ({ ...place, kind: 'stop' }));
  return found
    .filter((token) => token.kind !== 'percent' || !cutOffs.some(([from, to]) => token.at >= from && token.at < to))
    .sort((a, b) => a.at - b.at);
}

interface Mention {
  readonly wording: Wording;
  call: Call | null;
  percent?: { value: number; comparator?: Comparator };
  copies?: number;
  atLeastCopies?: boolean;
  alleles?: 'monoallelic' | 'biallelic';
}

/**
 * Gives each mention its call, percentage and copies. Words before a list ("negativa per a, b") hold until a stop or
 * other such words; words and numbers after a list
 * ("a e b in più del 90%") hold for what was mentioned since the last ones; "nel 90% dei nuclei a e b" for what follows.
 */
function mentions(list: readonly Token[]): readonly Mention[] {
  const all: Mention[] = [];
  let ahead: Call | null = null;
  let percentAhead: Mention['percent'] | null = null;
  let group: Mention[] = [];
  let closed = false;
  for (const token of list) {
    if (token.kind === 'stop') {
      ahead = null;
      percentAhead = null;
      group = [];
      closed = false;
    } else if (token.kind === 'abnormality') {
      if (closed) group = [];
      closed = false;
      const mention: Mention = {
        wording: token.wording,
        call: ahead,
        ...(percentAhead ? { percent: percentAhead } : {}),
      };
      group.push(mention);
      all.push(mention);
    } else if (token.kind === 'call') {
      if (token.ahead || (group.length === 0 && token.call !== 'failed')) {
        ahead = token.call;
        group = [];
      } else {
        for (const mention of group) mention.call = token.call;
        closed = true;
      }
    } else if (token.kind === 'percent') {
      const { value, comparator } = token;
      const percent = { value, ...(comparator ? { comparator } : {}) };
      percentAhead = group.length === 0 && token.ahead ? percent : null;
      for (const mention of group) if (!mention.percent || !closed) mention.percent = percent;
      closed = group.length > 0;
    } else {
      const last = group.at(-1);
      if (last && token.kind === 'alleles') last.alleles = token.alleles;
      if (last && token.kind === 'copies') {
        last.copies = token.count;
        last.atLeastCopies = token.atLeast;
      }
    }
  }
  return all;
}

const IS_1Q: ReadonlySet<FishCode> = new Set(['GAIN_1Q', 'AMP_1Q', 'PLUS_1Q_NOS']);

/** The codes a mention stands for: the number of copies, where stated, decides between gain and amplification of 1q. */
function codesOf({ wording, copies, atLeastCopies, call }: Mention): readonly FishCode[] {
  const is1q = wording.codes.some((code) => IS_1Q.has(code));
  if (!is1q || copies === undefined || call === 'absent') return wording.codes;
  if (copies >= 4) return ['AMP_1Q'];
  return copies === 3 ? [atLeastCopies ? 'PLUS_1Q_NOS' : 'GAIN_1Q'] : wording.codes;
}

function finding(code: FishCode, mention: Mention): Finding {
  const { wording, percent, copies, atLeastCopies, alleles } = mention;
  return {
    code,
    state: mention.call ?? (percent?.value === 0 && !percent.comparator ? 'absent' : 'present'),
    ...(percent
      ? { clonePercent: percent.value, ...(percent.comparator ? { comparator: percent.comparator } : {}) }
      : {}),
    ...(copies !== undefined && !atLeastCopies && IS_1Q.has(code) ? { copies } : {}),
    ...(alleles ? { alleles } : {}),
    warnings: wording.warning && copies === undefined && mention.call !== 'absent' ? [wording.warning] : [],
  };
}

/** A probe that is only named says nothing ("1q"); a normal two copies is absence. */
function said(mention: Mention): boolean {
  if (mention.wording.bare && mention.call === null && mention.copies !== undefined)
    mention.call = mention.copies > 2 ? 'present' : 'absent';
  return !mention.wording.bare || (mention.call !== null && mention.call !== 'present') || mention.copies !== undefined;
}

const RANK: Readonly<Record<Call, number>> = { present: 3, absent: 2, failed: 1, notTested: 0 };

/** The findings of a report, one per abnormality; probes that it does not list were not tested. */
export function readFish(text: string): {
  readonly findings: readonly Finding[];
  readonly warnings: readonly string[];
} {
  const list = tokens(text);
  const found = new Map<FishCode, Finding>();
  for (const mention of mentions(list).filter(said)) {
    for (const code of codesOf(mention)) {
      const earlier = found.get(code);
      const now = finding(code, mention);
      if (!earlier || RANK[now.state] > RANK[earlier.state]) found.set(code, now);
    }
  }
  const nothingNamed = !list.some(({ kind }) => kind === 'abnormality');
  const overall = nothingNamed ? list.find((token) => token.kind === 'call') : undefined;
  const others: Call = overall?.kind === 'call' && overall.call === 'failed' ? 'failed' : 'notTested';
  const listed = FISH_CODES.filter((code) => found.has(code) || !NO_PROBE_OF_ITS_OWN.has(code));
  return {
    findings: listed.map((code) => found.get(code) ?? { code, state: others, warnings: [] }),
    warnings: overall?.kind === 'call' && overall.call === 'absent' ? ['no-probe-named'] : [],
  };
}
