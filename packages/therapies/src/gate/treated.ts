import { exposureOf, type Line, linesBefore, linesOf, type Patient, refractoryOf } from '@linea/criteria';
import { type Fact, type FactId, myelomaClass } from '@linea/facts';
import { targetOf } from '../knowledge/knowledge.ts';
import { type Judged, judged, met, notMet, unknown } from './judged.ts';

/** What a drug acts on, where disease may be resistant to all that act there: `PI`, `IMID`, `CD38`, … `CD19`; undefined for steroids and chemotherapy. */
export function classOf(drug: string): string | undefined {
  const named = myelomaClass(drug);
  if (named === 'STEROID') return undefined;
  const target = targetOf(drug);
  return named ?? (target && /^(CD\d+b?|BCMA|GPRC5D)$/.test(target) ? target : undefined);
}

/** The facts that say a line held a drug: the drug itself, else the name of the regimen. */
function factsOfDrug(of: Patient, line: Line, drug: string): readonly Fact[] {
  const events = [...line.events, ...of.byCode('drug.lineRef').flatMap((fact) => refersTo(fact, line))];
  const facts = [...new Set(events)].flatMap((event) => of.byEvent(event));
  const named = facts.filter(
    ({ code, value }) => code === 'drug.code' && value?.kind === 'code' && value.code === drug,
  );
  return named.length > 0 ? named.slice(0, 1) : facts.filter(({ code }) => /^(line\.regimen|inf\.product)$/.test(code));
}

const refersTo = ({ value, event }: Fact, line: Line): readonly string[] =>
  value?.kind === 'reference' && line.events.includes(value.event) ? [event] : [];

/** The facts that name the lines. */
export const factsOfLines = (of: Patient): readonly Fact[] =>
  linesOf(of).flatMap(({ event }) => {
    const facts = of.byEvent(event);
    const named = facts.filter(({ code }) => code === 'line.regimen' || code === 'inf.product');
    return named.length > 0 ? named : facts.slice(0, 1);
  });

/** At least so many lines, or none at all, those before the first one recorded among them. No line recorded says nothing about lines. */
export function countedLines(of: Patient, holds: (count: number) => boolean): Judged {
  const { length } = linesOf(of);
  return length === 0
    ? unknown('line.number')
    : judged(holds(length + linesBefore(of)), factsOfLines(of), 'line.number');
}

/** Whether a drug of a kind was given, in any line or in a treatment that was broken off. */
export function given(of: Patient, among: (drug: string) => boolean): Judged {
  const facts = linesOf(of).flatMap((line) => line.drugs.filter(among).flatMap((drug) => factsOfDrug(of, line, drug)));
  if (facts.length > 0) return met(facts);
  const { drugs, isComplete } = exposureOf(of);
  const broken = [...drugs].find(([drug]) => among(drug));
  if (broken) return met(broken[1]);
  return isComplete ? notMet(factsOfLines(of)) : unknown('drug.code', 'line.regimen');
}

/** Facts that tell a reader why a disease counts as resistant: what was given, what was said of it, what was measured last. */
const TELLING = [
  /^drug\.code$/,
  /^(line\.refractoryReported|resp\.imwg|line\.bestResponse)$/,
  /^lab\.(m|flc|kappa|lambda)/,
];
const TOLD = 5;

function telling(of: Patient, facts: readonly FactId[]): readonly FactId[] {
  const all = facts.flatMap((id) => of.fact(id) ?? []).filter(({ value }) => value !== undefined);
  const ranked = TELLING.flatMap((pattern) =>
    all.filter(({ code }) => pattern.test(code)).sort((a, b) => of.span(b).start - of.span(a).start),
  );
  return (ranked.length > 0 ? ranked : all).slice(0, TOLD).map(({ id }) => id);
}

/** Whether the disease is refractory to at least so many drugs of a kind (`mm.refractory`, its defaults). */
export function refractoryTo(of: Patient, among: (drug: string) => boolean, atLeast = 1): Judged {
  const agents = refractoryOf(of).filter(({ agent }) => among(agent));
  const proven = agents.filter(({ refractory }) => refractory === true);
  if (proven.length >= atLeast) return met(proven.flatMap(({ facts }) => telling(of, facts)));
  const exposed = given(of, among);
  if (exposed.answer === 'not-met') return exposed;
  const open = agents.filter(({ refractory }) => refractory === null).length;
  return exposed.answer === 'met' && proven.length + open < atLeast && agents.length > 0
    ? notMet(agents.flatMap(({ facts }) => telling(of, facts)))
    : unknown('resp.date', 'line.refractoryReported');
}

export const isOfClass =
  (name: string) =>
  (drug: string): boolean =>
    classOf(drug) === name;
