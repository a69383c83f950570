import { type Derivation, linesOf, patient, type Query } from '@linea/criteria';
import { answerWord, assumedFact, compact, fieldName, warningText } from '@linea/criteria/words';
import { type Fact, type FactJson, factJson, isSteroid, partialDate, type View } from '@linea/facts';
import { type Say, speaker } from '../words/index.ts';
import { codeLabel, factText, spanText } from '../words/value.ts';
import type { Journey } from './derive-journey.ts';
import type { Seen } from './seen.ts';

/** A line of therapy with what was derived of it. */
export interface LineSummary {
  readonly number: number;
  readonly regimen: string | null;
  readonly start: string;
  readonly stop: string | null;
  readonly bestResponse: string | null;
  readonly refractoryTo: readonly string[];
}

/** The lines of therapy, each with its derived best response and the drugs it left the disease refractory to. */
export function linesOfJourney({ view, derivations }: Journey): readonly LineSummary[] {
  return linesOf(patient(view)).map((line) => {
    const about = derivations.filter(({ of }) => of?.line === line.number);
    const series = about.find(
      ({ criterion, answer }) => criterion === 'mm.response.series' && paramsOf(answer).responseReference === 'line',
    );
    const best = series?.answer.bestConfirmed;
    return {
      number: line.number,
      regimen: line.regimen,
      start: spanText(line.start),
      stop: line.stop ? spanText(line.stop) : null,
      bestResponse: typeof best === 'string' ? best : null,
      refractoryTo: about.flatMap(({ criterion, answer, of }) =>
        criterion === 'mm.refractory' &&
        answer.value === true &&
        of?.agent !== undefined &&
        !isSteroid(String(of.agent))
          ? [String(of.agent)]
          : [],
      ),
    };
  });
}

const paramsOf = (answer: Derivation['answer']): Record<string, unknown> =>
  (answer.params ?? {}) as Record<string, unknown>;

/** `mm.refractory [drug lenalidomide, line 1]` */
export const aboutText = ({ criterion, of }: Derivation, say: Say): string => `${criterion}${subjectText(of, say)}`;

/** What a derivation is about: ` [line 1]`; nothing when it is about the patient. */
export const subjectText = (of: Derivation['of'], say: Say): string =>
  of === null
    ? ''
    : ` [${Object.entries(of)
        .map(([name, value]) => `${fieldName(name, say)} ${value}`)
        .join(', ')}]`;

/** What was taken as if observed, with its fact: `assuming a058 (stated ISS 3)`. The criteria say it in English. */
export function assumingText(assuming: readonly string[], { view }: Pick<Seen, 'view'>, say: Say): string {
  if (assuming.length === 0) return '';
  const facts = assuming.map((assumed) => {
    const fact = say.language === 'en' ? undefined : view.fact(assumedFact(assumed));
    const said = fact && `${codeLabel(fact.code, say)} ${factText(fact, say)}`;
    return said ? `${fact.id} (${say('journey.assumed', { said })})` : assumed;
  });
  return say('journey.assuming', { facts: facts.join(', ') });
}

/** Stated value with its fact, derived value with criterion and version, what it rests on: one sentence. */
export function discrepancyText(derivation: Derivation, seen: Pick<Seen, 'view'>, say: Say): string | null {
  const { discrepancy, stated, criterion, version, assuming } = derivation;
  if (!discrepancy || !stated) return null;
  const word = (value: unknown) => answerWord(criterion, value, say);
  return say('journey.discrepancy', {
    title: say(`criterion.${criterion}`),
    stated: word(stated.value),
    fact: stated.fact,
    derived: discrepancy.derived.map(word).join(' | '),
    criterion: `${aboutText(derivation, say)} ${version}`,
    assuming: assuming.length > 0 ? ` ${assumingText(assuming, seen, say)}` : '',
    because: derivation.because.join(', '),
    facts: derivation.because.length,
    otherwise: otherwise(derivation, say),
  }).trim();
}

/** Under which other parameters, or without which assumption, the stated value would hold. */
function otherwise({ discrepancy, criterion }: Derivation, say: Say): string {
  const under = discrepancy?.holdsUnder;
  if (!under) return '';
  const params = Object.entries(under.params).map(([name, value]) => `${fieldName(name, say)} ${compact(value, say)}`);
  const allows = under.allows.map((value) => answerWord(criterion, value, say)).join(' | ');
  return params.length > 0
    ? say('journey.discrepancy.params', { params: params.join(', '), allows })
    : say('journey.discrepancy.facts', { allows });
}

/** The public JSON of one derivation. */
export function derivationJson(derivation: Derivation, seen: Pick<Seen, 'view'>, say: Say): Record<string, unknown> {
  const { criterion, version, at, of, answer, because, assuming, stated, discrepancy } = derivation;
  const message = discrepancyText(derivation, seen, say);
  return {
    ...answer,
    criterion,
    version,
    at,
    of,
    missing: answer.missing ?? [],
    because,
    assuming,
    stated,
    discrepancy: discrepancy && message ? { code: discrepancy.code, message } : null,
  };
}

/** A fact in the public JSON; a date given by an anchor also says the days that the anchor allows. */
function shownFact(fact: Fact, seen: View): FactJson {
  if (!fact.effective.anchor) return factJson(fact);
  const { start, end } = partialDate(seen.span(fact));
  return { ...factJson(fact), effective: { ...fact.effective, start, end, inferred: true } };
}

/** The public JSON of one patient (cli.md). */
export function journeyJson(of: Journey, say: Say): Record<string, unknown> {
  return {
    patient: of.patient.id,
    asOf: of.asOf,
    knownAt: of.knownAt,
    centre: of.patient.centre,
    disease: of.patient.disease,
    synthetic: of.patient.synthetic,
    facts: of.view.facts.map((fact) => shownFact(fact, of.view)),
    lines: linesOfJourney(of),
    derivations: of.derivations.map((derivation) => derivationJson(derivation, of, say)),
    discrepancies: of.derivations.flatMap((derivation) => discrepancyText(derivation, of, say) ?? []),
    warnings: warningsOf(of, say),
    queries: queriesOf(of),
    undecided: of.consistency.undecided,
  };
}

/** A query as it is printed: of a consistency rule, or `stated-differs` where somebody stated what no fact allows. */
export type PrintedQuery = Omit<Query, 'code'> & { readonly code: string };

/** What to ask whoever keeps the record, in both languages: broken rules first, then what was stated against what is derived. */
export function queriesOf({ consistency, derivations, view }: Journey): readonly PrintedQuery[] {
  const [en, it] = [speaker('en'), speaker('it')];
  const differing = derivations.flatMap((derivation): readonly PrintedQuery[] => {
    const message = discrepancyText(derivation, { view }, en);
    if (message === null || !derivation.stated) return [];
    const facts = [derivation.stated.fact, ...derivation.because.filter((id) => id !== derivation.stated?.fact)];
    return [
      {
        code: 'stated-differs',
        severity: 'warning',
        facts,
        message: { en: message, it: discrepancyText(derivation, { view }, it) ?? '' },
      },
    ];
  });
  return [...consistency.queries, ...differing];
}

/** Conclusions somebody stated that no criterion derived again or read: nothing here confirms or contradicts them. */
export function statedOnlyFacts({ view, derivations }: Journey): readonly Fact[] {
  const used = new Set(
    derivations.flatMap(({ stated, inputs }) => [
      ...Object.values(inputs).flatMap(({ facts }) => facts),
      ...(stated ? [stated.fact] : []),
    ]),
  );
  return view.facts.filter((fact) => fact.stated && fact.value !== undefined && !used.has(fact.id));
}

/** One of them as a sentence. */
export const statedOnlyText = (fact: Fact, say: Say): string =>
  say('journey.statedOnly', {
    what: codeLabel(fact.code, say),
    said: factText(fact, say),
    fact: fact.id,
    code: fact.code,
  });

/** Every warning once, with the derivation that raised it, then what is stated only. */
const warningsOf = (of: Journey, say: Say): readonly string[] => [
  ...new Set(
    of.derivations.flatMap((derivation) =>
      (derivation.answer.warnings ?? []).map(
        (warning) => `${aboutText(derivation, say)}: ${warningText(warning, say)} [${warning}]`,
      ),
    ),
  ),
  ...statedOnlyFacts(of).map((fact) => statedOnlyText(fact, say)),
];
