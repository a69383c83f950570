import type { Code, Disease, Fact } from '@linea/facts';
import {
  codeOf,
  dateSpan,
  lastBy,
  measured,
  type Patient,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';

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

/** Start of the first line of therapy, latest possible day; without a line everything is baseline. */
export function firstLineDay(of: Patient): number {
  return of.memo('firstLineDay', () => {
    const starts = of.byCode('line.start').map((fact) => dateSpan(of, fact).end);
    const numbered = of.byCode('line.number').map((fact) => of.span(fact).end);
    const all = starts.length > 0 ? starts : numbered;
    return all.length > 0 ? Math.min(...all) : Infinity;
  });
}

/** The last laboratory value before the first line; unknown with its code otherwise. */
export function baselineLab(of: Patient, ...codes: readonly [Code, ...Code[]]): Sourced {
  for (const code of codes) {
    const fact = lastBy(of, code, firstLineDay(of));
    if (fact) return sourced(measured(fact), [fact]);
  }
  return unknownInput(codes[0]);
}

/** The same, or the word that the laboratory or the author put in place of the number ("normal", "notHigh"). */
export function baselineLabOrWord(of: Patient, ...codes: readonly [Code, ...Code[]]): Sourced {
  const number = baselineLab(of, ...codes);
  if (number.value !== null) return number;
  const facts = codes.flatMap((code) => of.byCode(code)).filter((fact) => of.span(fact).start <= firstLineDay(of));
  const spoken = facts.findLast(
    (fact) => fact.qualifiers?.interpretation !== undefined && fact.qualifiers.interpretation !== 'abnormal',
  );
  return spoken ? sourced(spoken.qualifiers?.interpretation ?? null, [spoken]) : number;
}

/** The last coded answer before the first line, in the words of the criterion; null where the answer says nothing. */
export function baselineCode(of: Patient, code: Code, words: Readonly<Record<string, unknown>>): Sourced {
  const fact = lastBy(of, code, firstLineDay(of));
  return fact ? sourced(words[codeOf(fact) ?? ''] ?? null, [fact]) : unknownInput(code);
}

const STAGES = ['', 'I', 'II', 'III', 'IV'] as const;

/** A stage somebody wrote (1 to 4) in the words of the criteria, with its fact. */
export function statedStage(of: Patient, code: Code): { value: string; fact: Fact } | null {
  const fact = valued(of, code).at(-1);
  const value = STAGES[Number(codeOf(fact))];
  return fact && value ? { value, fact } : null;
}

/** The stated counterpart of an answer as an application carries it. */
export const statedAs = <V>(
  of: Patient,
  code: Code,
  words: (code: string) => V | undefined,
): { stated?: { value: V; fact: string } } => {
  const fact = valued(of, code).at(-1);
  const value = fact ? words(codeOf(fact) ?? '') : undefined;
  return fact && value !== undefined ? { stated: { value, fact: fact.id } } : {};
};
