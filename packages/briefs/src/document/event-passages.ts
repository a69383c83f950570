import type { Chart, Fact } from '../brief/chart.ts';
import type { Event } from '../patient/events.ts';
import { factText } from '../words/fact-text.ts';
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
    const parts = facts.flatMap((fact) => partOf(fact, when, name, chart));
    const text = say('document.event', {
      head: name === '' ? head : `${head} ${name}`,
      when,
      parts: parts.length === 0 ? say('document.dateOnly') : parts.join('; '),
    });
    return { text, facts: facts.map(({ id }) => id), kind: 'recorded' };
  });
}

/** What an event is called: the drug, the regimen, the abnormality, the term; nothing where it has no name of its own. */
function nameOfEvent(event: Event, chart: Chart): string {
  for (const code of NAMES) {
    const fact = event.fact(code);
    if (typeof fact?.value === 'string') return chart.value(fact);
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
];

/** `haemoglobin 8 g/dL`; nothing for what is said already: the name of the event, its date, a reference to what it belongs to. */
function partOf(fact: Fact, when: string, name: string, chart: Chart): readonly string[] {
  const { words } = chart;
  const value = fact.value === null && fact.low === undefined ? absence(fact, chart) : chart.value(fact);
  const note = fact.note ? ` (${fact.note})` : '';
  const said = NAMES.includes(fact.code) && value === name;
  if (fact.code.endsWith('Ref')) return [];
  if (said || value === when || fact.code.endsWith('.planId')) return note === '' ? [] : [note.trim()];
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
