import { calculation, text } from '../engine/index.ts';
import { dayAfterInfusion } from './pathway.ts';

type Found = Readonly<Record<string, unknown>>;
type AntigenState = 'positive' | 'dim' | 'negative';

/** Phrases of a report that say one thing each, Italian and English. The first that fits wins. */
type Phrases = readonly (readonly [value: string, phrase: RegExp])[];

const LINEAGE: Phrases = [
  ['B-ALL', /\b(?:LAL|LLA)[\s-]?B\b|\bB[\s-]?(?:ALL|LAL|LLA)\b|leucemia linfoblastica (?:acuta )?(?:a cellule )?B\b/i],
  ['T-ALL', /\b(?:LAL|LLA)[\s-]?T\b|\bT[\s-]?(?:ALL|LAL|LLA)\b/i],
  ['MPAL', /\bMPAL\b|fenotipo misto|mixed phenotype/i],
];
const EGIL: Phrases = [
  ['pro-B', /\bpro[\s-]?B\b|\bB-I\b/i],
  ['pre-B', /\bpre[\s-]?B\b|\bB-III\b/i],
  ['mature', /\bmatur[ea]\b|\bB-IV\b/i],
  ['common', /\bcommon\b|\bcomune\b|\bB-II\b/i],
];
const MINUS = '[-\\u2212\\u2013]';
const NEGATIVE = `(?:${MINUS}(?!\\w)|\\s*neg\\w*|\\s*assent\\w*|\\s*absent|\\s*non rilevat\\w*|\\s*not detected)`;
const PH: Phrases = [
  [
    'negative',
    new RegExp(`\\bPh1?${NEGATIVE}|t\\(9;\\s?22\\)[^.;,]*(?:neg|assent|absent)|BCR[:/-]{1,2}ABL1?${NEGATIVE}`, 'i'),
  ],
  ['positive', /\bPh1?\s*(?:\+|pos)|t\(9;\s?22\)|BCR[:/-]{1,2}ABL1?\s*(?:\+|pos|present)/i],
];
const KARYOTYPE: Phrases = [
  ['normal', /cariotipo\s+normale|normal karyotype|karyotype normal|\b46,\s?X[XY]\b(?!,)/i],
  ['complex', /cariotipo\s+complesso|complex karyotype/i],
  ['low-hypodiploid', /ipodiploid|hypodiploid/i],
  ['hyperdiploid', /iperdiploid|hyperdiploid/i],
];
const NEGATIVE_PANEL =
  /(?:trascritti|trascritto|transcripts?|fusion[ei]?)[^.;]*(?:ricorrent\w*|recurrent)?[^.;]*\bnegativ/i;
const NO_PROBE =
  /sonda\s+molecolare\s+(?:infruttuosa|non\s+\w+)|nessuna\s+sonda|(?:no|unsuccessful)\s+molecular\s+probe|molecular probe (?:unsuccessful|not found)/i;
const PUNCTURE = /rachicentesi|puntura\s+lombare|lumbar\s+puncture/i;
const MEDICATED = /medicat[ae]|intratecal|intrathecal/i;
const NO_CNS =
  /\b(?:no|nessun\w*|senza|without|assen\w*)\s+(?:evidenza\s+di\s+)?(?:localis|localizz|CNS|SNC|infiltra)|liquor\s+negativ|(?:CSF|rachicentesi)\s+negativ|\bCNS\s?1\b/i;
const CNS: Phrases = [['CNS3', /\bCNS\s?3\b/i], ['CNS2', /\bCNS\s?2\b/i], ['CNS1', NO_CNS]]; // biome-ignore format: a table

const PANEL = ['BCR::ABL1', 'KMT2A-r', 'TCF3::PBX1', 'ETV6::RUNX1'] as const;
/** Genetics that a negative panel of recurrent transcripts does not cover. */
const BEYOND_PANEL = ['Ph-like', 'IKZF1', 'TP53'] as const;

const find = (phrases: Phrases, text: string): string | null =>
  phrases.find(([, phrase]) => phrase.test(text))?.[0] ?? null;

const ANTIGEN = new RegExp(`\\b(CD\\d+|TdT)\\s?(\\+|pos\\w*|dim\\w*|debol\\w*|${MINUS}(?![\\w])|neg\\w*)`, 'gi');

function antigens(text: string): Readonly<Record<string, AntigenState>> {
  const found = [...text.matchAll(ANTIGEN)].map(([, name = '', sign = '']): [string, AntigenState] => {
    const state = /^(?:\+|pos)/i.test(sign) ? 'positive' : /^(?:dim|debol)/i.test(sign) ? 'dim' : 'negative';
    return [/^tdt$/i.test(name) ? 'TdT' : name.toUpperCase(), state];
  });
  return Object.fromEntries(found);
}

/** "90% blasti", "blasti 90 %", "blasts of 90 %". */
function blasts(text: string): number | null {
  const match =
    /(\d{1,3}(?:[.,]\d+)?)\s?%\s*(?:di\s+|of\s+)?blast/i.exec(text) ??
    /blast\w*\D{0,12}?(\d{1,3}(?:[.,]\d+)?)\s?%/i.exec(text);
  const percent = match ? Number((match[1] as string).replace(',', '.')) : Number.NaN;
  return percent >= 0 && percent <= 100 ? percent : null;
}

const ORDINALS = ['prima', 'seconda', 'terza', 'quarta', 'quinta', 'sesta', 'settima', 'ottava', 'nona', 'decima'];

/** "terza giornata" after infusion, "D+3", "day +3": which day it is called. */
function nthDay(text: string): number | null {
  const ordinal = /\b(\w+)\s+giornata/i.exec(text)?.[1]?.toLowerCase();
  const index = ordinal === undefined ? -1 : ORDINALS.indexOf(ordinal);
  if (index >= 0) return index + 1;
  const number = /\b(?:D|day|giorno)\s?\+\s?(\d{1,3})\b/i.exec(text)?.[1];
  return number === undefined ? null : Number(number);
}

/** What the words come to in codes of the dictionary. */
function factsOf({
  lineage,
  egil,
  ph,
  karyotype,
  bmBlasts,
  antigens,
  fusions,
  mrdMarker,
  cns,
  intrathecal,
}: Record<string, unknown>): readonly Found[] {
  const fact = (code: string, value: unknown): readonly Found[] =>
    value === null || value === undefined ? [] : [{ code, value }];
  const stage = { 'pro-B': 'proB', 'pre-B': 'preB', common: 'common', mature: 'mature' }[String(egil)];
  return [
    ...fact('dx.subtype', lineage === 'B-ALL' ? (ph === 'positive' ? 'ballPh' : 'ballNos') : null),
    ...fact('dx.egil', stage),
    ...fact('marrow.blasts', bmBlasts),
    ...Object.entries(antigens as Record<string, string>).flatMap(([name, state]) =>
      fact(`path.${name.toLowerCase()}`, state),
    ),
    ...(ph === null && Object.keys(fusions as object).length === 0
      ? []
      : [{ code: 'cyto.abnormality', value: 'BCR_ABL1', result: ph === 'positive' ? 'present' : 'absent' }]),
    ...fact(
      'cyto.karyotypeResult',
      karyotype === 'normal' || karyotype === 'complex' ? karyotype : karyotype === null ? null : 'abnormal',
    ),
    ...fact('mol.mrdMarker', mrdMarker === 'not-available' ? 'noneFound' : null),
    ...fact('csf.status', typeof cns === 'string' ? cns.toLowerCase() : null),
    ...fact('proc.kind', intrathecal === true ? 'intrathecal' : null),
  ];
}

/**
 * Words of an Italian or English report on acute lymphoblastic leukaemia as codes - `all.text`
 *
 *  LAL-B, LLA-B, B-ALL            lineage B-ALL
 *  common, pro-B, pre-B, mature   EGIL stage
 *  Ph-, t(9;22), BCR::ABL1        Philadelphia status
 *  cariotipo normale              karyotype normal
 *  trascritti ricorrenti negativi the fusions of the panel negative; Ph-like, IKZF1 and TP53 stay unknown
 *  sonda molecolare infruttuosa   MRD marker by IG/TR not available
 *  CD19 dim, CD22 neg             antigens; dim or negative targets are flagged
 *  terza giornata                 3 days after infusion; 2 where the infusion day counts as 1 (`infusionDayIsDay`)
 *  rachicentesi ... medicata      CNS assessed (CNS1 only where no localisation is said), intrathecal therapy given
 *
 * What the words do not say is null. `facts` holds the same in codes of the dictionary.
 *
 * @param text  words of the report
 * @source convention of this project (all.md 1.1); EGIL stages from memory
 */
export const allText = calculation({
  id: 'all.text',
  version: '1',
  source: 'convention of this project',
  verification: 'convention',
  inputs: { text: text() },
  params: { infusionDayIsDay: { default: 0, allowed: [0, 1] } },
  compute: ({ text = '' }, { infusionDayIsDay }) => {
    if (text.trim() === '') return { error: 'text-missing' };
    const panel = NEGATIVE_PANEL.test(text);
    const seen = antigens(text);
    const punctured = PUNCTURE.test(text);
    const cns = find(CNS, text);
    const nth = nthDay(text);
    const found = {
      lineage: find(LINEAGE, text),
      egil: find(EGIL, text),
      bmBlasts: blasts(text),
      antigens: seen,
      ph: find(PH, text) ?? (panel ? 'negative' : null),
      karyotype: find(KARYOTYPE, text),
      fusions: panel ? Object.fromEntries(PANEL.map((fusion) => [fusion, 'negative'])) : {},
      mrdMarker: NO_PROBE.test(text) ? 'not-available' : null,
      cnsAssessed: punctured || cns !== null ? true : null,
      cns,
      intrathecal: punctured && MEDICATED.test(text) ? true : null,
      daysAfterInfusion: nth === null ? null : dayAfterInfusion(nth, infusionDayIsDay === 1 ? 1 : 0),
    };
    const flags = [
      ...(seen.CD19 === 'dim' ? ['cd19-dim'] : seen.CD19 === 'negative' ? ['cd19-directed-therapy'] : []),
      ...(seen.CD22 === 'dim' || seen.CD22 === 'negative' ? ['cd22-directed-therapy'] : []),
    ];
    return {
      fields: {
        ...found,
        unknown: BEYOND_PANEL.filter((name) => !new RegExp(name.replace('-', '[- ]?'), 'i').test(text)),
        flags,
        facts: factsOf(found),
      },
    };
  },
});
