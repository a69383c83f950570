import type { Chart, Fact } from '../brief/chart.ts';
import type { Event } from '../patient/events.ts';
import { factText, unitText } from '../words/fact-text.ts';
import type { Passage } from './document.ts';

/**
 * What was observed together, in words: a passage for each date of the event, with every one of its facts. What is absent
 * is said as the source says it; what somebody concluded is marked as stated.
 */
export function eventPassages(event: Event, chart: Chart): readonly Passage[] {
  const { say } = chart.words;
  const byWhen = new Map<string, Fact[]>();
  for (const fact of event.facts) {
    const when = chart.when({ ...fact, value: null });
    const group = byWhen.get(when);
    if (group) group.push(fact);
    else byWhen.set(when, [fact]);
  }
  const head = say.or(`document.kind.${event.kind}`, event.kind);
  const name = nameOfEvent(event, chart);
  return [...byWhen].map(([when, facts]) => {
    const parts = facts.flatMap((fact) => partOf(fact, { when, name, facts }, chart));
    const text = say('document.event', {
      head: name === '' ? head : `${head}: ${name}`,
      when,
      parts: begun(parts.length === 0 ? say('document.dateOnly') : parts.join('; ')),
    });
    return { text, facts: facts.map(({ id }) => id), kind: 'recorded' };
  });
}

const begun = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What an event is called: the drug, the regimen, the abnormality, the term; nothing where it has no name of its own. */
function nameOfEvent(event: Event, chart: Chart): string {
  for (const code of NAMES) {
    const fact = event.fact(code);
    if (typeof fact?.value === 'string') return termText(fact, chart);
  }
  return '';
}

const NAMES = [
  'drug.code',
  'line.regimen',
  'cyto.abnormality',
  'mol.gene',
  'proc.kind',
  'supp.kind',
  'com.condition',
  'inf.product',
  'ae.term',
];

/** The date that an event is told with: said once, before its parts. */
const OWN_DATE = /\.(date|start|day1|onset)$/;

/** Amounts whose unit is a fact of its own: told together. */
const UNIT_OF: Readonly<Record<string, string>> = {
  'drug.dose': 'drug.doseUnit',
  'dose.given': 'dose.unit',
  'dose.planned': 'dose.unit',
};
const UNITS = new Set(Object.values(UNIT_OF));

/** A value in words; an adverse event by the name that figures give it. */
const termText = (fact: Fact, chart: Chart): string =>
  fact.code === 'ae.term' && typeof fact.value === 'string'
    ? chart.words.say.or(`figure.term.${fact.value}`, chart.value(fact))
    : chart.value(fact);

interface Beside {
  readonly when: string;
  readonly name: string;
  readonly facts: readonly Fact[];
}

/** `haemoglobin 8 g/dL`; nothing for what is said already: the name of the event, its date, a reference to what it belongs to. */
function partOf(fact: Fact, { when, name, facts }: Beside, chart: Chart): readonly string[] {
  const { words } = chart;
  if (fact.code.endsWith('Ref')) return [];
  const isTold = UNITS.has(fact.code) && facts.some(({ code, value }) => UNIT_OF[code] === fact.code && value !== null);
  if (isTold) return [];
  const unit = facts.find(({ code }) => code === UNIT_OF[fact.code])?.value;
  const amount = typeof unit === 'string' ? unitText(unit) : '';
  const value =
    fact.value === null && fact.low === undefined ? absence(fact, chart) : `${termText(fact, chart)}${amount}`;
  const said = NAMES.includes(fact.code) && value === name;
  if (said || (value === when && OWN_DATE.test(fact.code)) || fact.code.endsWith('.planId'))
    return fact.note ? [words.say('document.note', { note: fact.note })] : [];
  const note = fact.note ? ` (${fact.note})` : '';
  const stated = fact.stated ? ` [${words.say('document.stated')}]` : '';
  return [words.say('document.part', { label: words.labels.item(fact.code), value: `${value}${stated}${note}` })];
}

/** Why there is no value, with the word that the laboratory or the author gave for it. */
function absence(fact: Fact, { words }: Chart): string {
  const word = fact.qualifiers?.interpretation;
  const reason = factText(fact, words);
  return typeof word === 'string'
    ? `${reason}; ${words.say('document.interpreted', { word: words.labels.answer('lab.interpretation', word) })}`
    : reason;
}
