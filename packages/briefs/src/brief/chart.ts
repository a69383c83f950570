import { type Day, dayOf } from '@linea/charts';
import { drug, regimen } from '@linea/facts';
import type { OwnEstimate } from '../estimate/own-estimate.ts';
import { type Event, eventsOf } from '../patient/events.ts';
import type { DerivationJson, FactJson, PatientJson } from '../patient/patient-json.ts';
import { spanOfDated } from '../patient/spans.ts';
import { datesText } from '../words/dates.ts';
import { factText } from '../words/fact-text.ts';
import type { Words } from '../words/words.ts';
import type { Sentence } from './brief.ts';

export type Fact = FactJson;

/** What a brief asks of a patient: the last known answers, and sentences that carry their facts. */
export interface Chart {
  readonly patient: PatientJson;
  readonly words: Words;
  /** What is printed for the product, held against the facts: made where therapies are known. */
  readonly indications: readonly Sentence[];
  /** What Linea's own models say: made where models are known. */
  readonly estimate: OwnEstimate | null;
  /** Facts with a value, the earliest first. */
  readonly all: (code: string) => readonly Fact[];
  /** The last fact with a value. */
  readonly last: (code: string) => Fact | undefined;
  /** The last coded value; undefined too where it says `unknown`. */
  readonly code: (code: string) => string | undefined;
  readonly events: (kind: string) => readonly Event[];
  /** Derivations of a criterion, the earliest first. */
  readonly derived: (criterion: string) => readonly DerivationJson[];
  /** The value of a fact in words; a drug, a regimen or a product by its name. */
  readonly value: (fact: Fact) => string;
  /** When a fact was true. */
  readonly when: (fact: Fact) => string;
  /** A sentence of the messages, with the facts it rests on; null where one of them is not there. */
  readonly about: (
    key: string,
    facts: readonly (Fact | undefined)[],
    words?: Readonly<Record<string, string | number>>,
  ) => Sentence | null;
  /** Whole years on the day of the view: the year of birth alone leaves two, `70–71`. */
  readonly age: () => { readonly years: string; readonly fact: Fact } | null;
}

/** What comes from rooms that know therapies and models. */
interface Given {
  readonly indications: readonly Sentence[];
  readonly estimate: OwnEstimate | null;
}

/** @param patient  as of the day the brief is printed for: nothing later is in it */
export function chartOf(
  patient: PatientJson,
  words: Words,
  { indications = [], estimate = null }: Partial<Given> = {},
): Chart {
  const { say } = words;
  const byCode = new Map<string, Fact[]>();
  for (const fact of patient.facts) {
    if (fact.absent !== undefined || fact.value === null) {
      if (fact.low === undefined) continue;
    }
    const group = byCode.get(fact.code);
    if (group) group.push(fact);
    else byCode.set(fact.code, [fact]);
  }
  for (const group of byCode.values()) group.sort((a, b) => orderOf(a) - orderOf(b));
  const events = eventsOf(patient);
  const all = (code: string) => byCode.get(code) ?? [];
  const last = (code: string) => all(code).at(-1);
  const code = (of: string) => {
    const value = last(of)?.value;
    return typeof value === 'string' && value !== 'unknown' ? value : undefined;
  };
  return {
    patient,
    words,
    indications,
    estimate,
    all,
    last,
    code,
    events: (kind) => events.filter((event) => event.kind === kind),
    derived: (criterion) =>
      patient.derivations
        .filter((one) => one.criterion === criterion)
        .toSorted((a, b) => (a.at ?? '').localeCompare(b.at ?? '')),
    value: (fact) =>
      typeof fact.value === 'string' && /\.(code|product|regimen|drug)$/.test(fact.code)
        ? nameOr(fact.value, words, () => factText(fact, words))
        : factText(fact, words),
    when: (fact) => datesText(spanOfDated(fact), say),
    about: (key, facts, given = {}) => {
      const known = facts.filter((fact) => fact !== undefined);
      if (known.length < facts.length || known.length === 0) return null;
      return { text: say(key, given), facts: known.map(({ id }) => id) };
    },
    age: () => {
      const fact = last('demo.birthYear');
      if (typeof fact?.value !== 'number') return null;
      const years = Number(patient.asOf.slice(0, 4)) - fact.value;
      return { years: patient.asOf.endsWith('-12-31') ? `${years}` : `${years - 1}–${years}`, fact };
    },
  };
}

/** The last day on which a fact may have been true; open ones last. */
function orderOf(fact: Fact): Day {
  const { last } = spanOfDated(fact);
  return Math.min(last, dayOf(2200, 1));
}

/** Its name as a drug or a regimen; what the dictionary calls the answer where it is none. */
function nameOr(id: string, words: Words, otherwise: () => string): string {
  const name = nameOf(id, words);
  return name === id ? otherwise() : name;
}

/** What a drug, a product or a regimen is called in the reader's language. */
export function nameOf(id: string, { say }: Words): string {
  const known = regimen(id);
  if (known) return say.language === 'it' ? known.nameIt : known.nameEn;
  return say.or(`drug.${id}`, drug(id)?.inn ?? id);
}
