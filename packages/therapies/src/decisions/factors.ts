import { ageAt, codeOf, criterionById, type Derivation, derive, linesOf, type Patient } from '@linea/criteria';
import { type Code, type Fact, type FactId, fromIso, spanOf } from '@linea/facts';

/** What a decision looks at, and where in the record it stands. */
export interface FactorDefinition {
  readonly factor: string;
  readonly group: string;
  readonly codes?: readonly Code[];
  /** Only these answers speak of the factor. */
  readonly answers?: readonly string[];
  /** Only what was true before, or since, the infusion. */
  readonly when?: 'beforeInfusion' | 'sinceInfusion';
  readonly criteria?: readonly { readonly id: string; readonly of?: Readonly<Record<string, string>> }[];
  /** Facts at most; the latest are kept. */
  readonly most?: number;
}

export interface Factor {
  readonly factor: string;
  readonly group: string;
  readonly facts: readonly FactId[];
  readonly derivations: readonly Derivation[];
  /** A number worked out for the day: age, or lines. `[low, high]` where dates leave it open. */
  readonly number: number | readonly [number, number] | null;
  /** What to ask for where nothing is on record. */
  readonly ask: readonly Code[];
}

const MOST = 4;

/** Where a fact lies from the last infusion; without an infusion everything is before it. */
function isIn(of: Patient, fact: Fact, when: FactorDefinition['when']): boolean {
  if (when === undefined) return true;
  const infusion = of.byCode('inf.date').at(-1) ?? of.byCode('inf.product').at(-1);
  if (!infusion) return when === 'beforeInfusion';
  const { anchor } = fact.effective;
  const after =
    anchor && (anchor.ref === infusion.id || of.fact(anchor.ref)?.event === infusion.event)
      ? anchor.offsetDays[0] >= 0
      : of.span(fact).start >= of.span(infusion).end;
  return after === (when === 'sinceInfusion');
}

function numberOfFactor(of: Patient, factor: string, day: number): Factor['number'] {
  if (factor === 'priorLines') return linesOf(of).filter(({ kind }) => kind !== 'cart').length || null;
  if (factor !== 'age') return null;
  const { value } = ageAt(of, spanOf(day));
  return value === null || typeof value === 'number' ? value : [value.low, value.high];
}

const sameSubject = (of: Derivation['of'], wanted: Readonly<Record<string, string>> | undefined): boolean =>
  wanted === undefined || Object.entries(wanted).every(([name, value]) => String(of?.[name]) === value);

/** Each factor with the facts and answers that speak of it, or what to ask for. */
export function factorsOf(of: Patient, definitions: readonly FactorDefinition[], asOf: string): readonly Factor[] {
  return definitions.map(({ factor, group, codes = [], answers, when, criteria = [], most = MOST }) => {
    const facts = codes
      .flatMap((code) => of.byCode(code))
      .filter((fact) => fact.value !== undefined && isIn(of, fact, when))
      .filter((fact) => answers === undefined || answers.includes(codeOf(fact) ?? ''))
      .sort((a, b) => of.span(a).start - of.span(b).start)
      .slice(-most);
    const derivations = criteria.flatMap(({ id, of: wanted }) => {
      const criterion = criterionById(id);
      return criterion
        ? derive(criterion, of)
            .filter((one) => sameSubject(one.of, wanted))
            .slice(-1)
        : [];
    });
    const number = numberOfFactor(of, factor, fromIso(asOf));
    const silent = facts.length === 0 && derivations.length === 0 && number === null;
    return { factor, group, facts: facts.map(({ id }) => id), derivations, number, ask: silent ? codes : [] };
  });
}
