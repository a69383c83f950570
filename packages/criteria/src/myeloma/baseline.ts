import { type Code, type Disease, type Fact, hasHappened, type Span } from '@linea/facts';
import { incompleteOf, linesBefore, linesOf } from '../lines/lines-of.ts';
import {
  beside,
  codeOf,
  dateSpan,
  measured,
  type Patient,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';
import { agreed } from './agreed.ts';

/** The disease of a subtype: myeloma, acute lymphoblastic leukaemia and lupus say so in their codes; the others are lymphomas. */
function diseaseOfSubtype(subtype: string): Disease {
  if (subtype.startsWith('mm')) return 'MM';
  if (subtype.startsWith('ball')) return 'ALL';
  return subtype.startsWith('sle') ? 'SLE' : 'LBCL';
}

/** True for patients registered with this disease, or, without a registration, with facts that only it has. */
export function hasDisease(of: Patient, disease: Disease): boolean {
  const registered = codeOf(valued(of, 'reg.indication').at(-1));
  if (registered !== undefined) return registered === disease;
  const subtype = codeOf(valued(of, 'dx.subtype').at(-1));
  return subtype !== undefined && diseaseOfSubtype(subtype) === disease;
}

/** Start of the first line that was recorded as one, latest possible day; without a line everything is baseline. */
export function firstLineDay(of: Patient): number {
  return of.memo('firstLineDay', () => {
    const starts = of.byCode('line.start');
    const dated = new Set(starts.map(({ event }) => event));
    const numbered = of.byCode('line.number').filter(({ event }) => !dated.has(event));
    const begun = starts.filter(hasHappened).map((fact) => dateSpan(of, fact).end);
    const ends = [...begun, ...numbered.map((fact) => of.span(fact).end)];
    return ends.length > 0 ? Math.min(...ends) : Infinity;
  });
}

/** Start of the first treatment of myeloma: a line, a cell therapy, or a regimen that was broken off. */
export const firstTreatmentDay = (of: Patient): number =>
  of.memo('first treatment day', () =>
    Math.min(...[...linesOf(of), ...incompleteOf(of)].map(({ start }) => start.end)),
  );

/** The first treatment recorded was not the first: a later number, or a cell therapy that nobody numbered. */
export const isTreatedBefore = (of: Patient): boolean => linesBefore(of) > 0 || linesOf(of)[0]?.kind === 'cart';

const isOn = (days: Span, start: number, end: number): boolean => days.start === start && days.end === end;
const isMeasured = (fact: Fact): boolean => measured(fact) !== null;

/** The last usable laboratory value before the first line (a spurious one is none); unknown with its code otherwise. */
export function baselineLab(of: Patient, ...codes: readonly [Code, ...Code[]]): Sourced {
  for (const code of codes) {
    const fact = of.lastBy(code, firstTreatmentDay(of), isMeasured);
    if (!fact) continue;
    const { start, end } = of.span(fact);
    const together = of.byCode(code).filter((one) => isMeasured(one) && isOn(of.span(one), start, end));
    return sourced(agreed(together), together);
  }
  return unknownInput(codes[0]);
}

/** The word that the laboratory or the author put to a result ("normal", "notHigh"): with it, or as an item beside it. */
export const interpretationOf = (of: Patient, fact: Fact): string | undefined =>
  fact.qualifiers?.spurious
    ? undefined
    : (fact.qualifiers?.interpretation ?? codeOf(beside(of, fact, 'lab.interpretation')));

/** The last value before the first line, or the word that stands in place of the number. */
export function baselineLabOrWord(of: Patient, ...codes: readonly [Code, ...Code[]]): Sourced {
  const number = baselineLab(of, ...codes);
  if (number.value !== null) return number;
  const spoken = codes
    .flatMap((code) => of.byCode(code))
    .filter((fact) => of.span(fact).start <= firstTreatmentDay(of))
    .findLast((fact) => ![undefined, 'abnormal'].includes(interpretationOf(of, fact)));
  return spoken ? sourced(interpretationOf(of, spoken) ?? null, [spoken]) : number;
}

/** The last coded answer before the first line, in the words of the criterion; null where the answer says nothing. */
export function baselineCode(of: Patient, code: Code, words: Readonly<Record<string, unknown>>): Sourced {
  const fact = of.lastBy(code, firstTreatmentDay(of));
  return fact ? sourced(words[codeOf(fact) ?? ''] ?? null, [fact]) : unknownInput(code);
}

const STAGES = ['', 'I', 'II', 'III', 'IV'] as const;

/** What was stated last before the first line; what was written later only, first: it speaks of the diagnosis all the same. */
const statedAtDiagnosis = (of: Patient, code: Code): Fact | undefined =>
  of.lastBy(code, firstTreatmentDay(of)) ?? valued(of, code)[0];

/** A stage somebody wrote (1 to 4) in the words of the criteria, with its fact. */
export function statedStage(of: Patient, code: Code): { value: string; fact: Fact } | null {
  const fact = statedAtDiagnosis(of, code);
  const value = STAGES[Number(codeOf(fact))];
  return fact && value ? { value, fact } : null;
}

/** The stated counterpart of an answer as an application carries it. */
export const statedAs = <V>(
  of: Patient,
  code: Code,
  words: (code: string) => V | undefined,
): { stated?: { value: V; fact: string } } => {
  const fact = statedAtDiagnosis(of, code);
  const value = fact ? words(codeOf(fact) ?? '') : undefined;
  return fact && value !== undefined ? { stated: { value, fact: fact.id } } : {};
};
