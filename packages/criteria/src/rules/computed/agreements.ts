import type { FactId } from '@linea/facts';
import { linesOf } from '../../lines/lines-of.ts';
import { firstLineDay } from '../../myeloma/baseline.ts';
import type { Derivation } from '../../patient/derive-patient.ts';
import { equal } from '../../patient/equal.ts';
import { codeOf, codesOf, measured, valued } from '../../patient/patient.ts';
import { operand, rangeOf } from '../context.ts';
import { type Finding, undecided, violated } from '../finding.ts';
import type { PatientRecord, RecordedEvent } from '../record.ts';
import type { ComputedRule, ComputedRules } from './rule.ts';

const texts = (values: readonly unknown[]): string =>
  values.map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value))).join(' | ');

interface Disagreement {
  readonly fact: FactId;
  readonly stated: unknown;
  readonly derived: readonly unknown[];
}

/** The discrepancies of a criterion, each once a stated fact: what was stated, and all that the facts allow. */
function disagreements(
  record: PatientRecord,
  criterion: string,
  passes: (derivation: Derivation) => boolean = () => true,
): readonly Disagreement[] {
  const seen = new Set<FactId>();
  return record.derivations(criterion).flatMap((derivation) => {
    const { discrepancy, stated } = derivation;
    if (!discrepancy || !stated || !passes(derivation) || seen.has(stated.fact)) return [];
    seen.add(stated.fact);
    return [{ fact: stated.fact, stated: discrepancy.stated, derived: discrepancy.derived }];
  });
}

/** A stated conclusion against what a criterion derives of the same thing; open where it derives no one thing. */
const agrees =
  (
    criterion: string,
    names: readonly [stated: string, derived: string] = ['a', 'b'],
    field: 'value' | 'maxGrade' = 'value',
  ): ComputedRule =>
  (record) => {
    const against = disagreements(record, criterion);
    const settled = new Set(against.map(({ fact }) => fact));
    const open = new Set<FactId>();
    for (const { answer, stated } of record.derivations(criterion)) {
      if (!stated || settled.has(stated.fact)) continue;
      if (equal(answer[field], stated.value)) settled.add(stated.fact);
      else open.add(stated.fact);
    }
    return [
      ...against.map(({ fact, stated, derived }) =>
        violated([fact], { [names[0]]: texts([stated]), [names[1]]: texts(derived) }),
      ),
      ...[...open].filter((fact) => !settled.has(fact)).map((fact) => undecided([fact])),
    ];
  };

const dorisAgrees: ComputedRule = (record) =>
  disagreements(record, 'doris2021', ({ stated }) => stated?.value === true).map(({ fact }) =>
    violated([fact], { derived: { code: 'com.active', answer: 'no' } }),
  );

/** The fall of the serum M-protein at a response from the last value by a day, in per cent to one decimal. */
function reduction(record: PatientRecord, response: RecordedEvent, from: number): number | null {
  const now = rangeOf(operand({ record, event: response }, 'lab.mSerum'));
  const baseline = rangeOf(record.of.lastBy('lab.mSerum', from, (fact) => measured(fact) !== null));
  if (!now || !baseline || now.low !== now.high || !(baseline.low > 0)) return null;
  return Math.round((1 - now.low / baseline.low) * 1000) / 10;
}

/** VGPR or better against the reduction from the start of the line; from diagnosis beside it. */
const imwgReductionAgrees: ComputedRule = (record) =>
  disagreements(
    record,
    'mm.response.series',
    ({ stated, answer }) =>
      ['VGPR', 'CR', 'sCR'].includes(String(stated?.value)) &&
      (answer.params as { responseReference?: string } | undefined)?.responseReference !== 'diagnosis',
  ).flatMap(({ fact, stated }) => {
    const found = record.of.fact(fact);
    if (!found) return [];
    const response = record.eventOf(found);
    const line = response.facts.find(({ code }) => code === 'resp.lineRef')?.value;
    const started = record.events('line').find(({ id }) => line?.kind === 'reference' && id === line.event);
    return [
      violated([fact], {
        value: String(stated),
        pct: reduction(record, response, started?.span.end ?? firstLineDay(record.of)) ?? '–',
        pctDiagnosis: reduction(record, response, firstLineDay(record.of)) ?? '–',
      }),
    ];
  });

/** Reported refractoriness of a line against its drugs, one by one. */
const refractoryAgrees: ComputedRule = (record) => {
  const reported = valued(record.of, 'line.refractoryReported');
  if (reported.length === 0) return [];
  const derivations = record.derivations('mm.refractory');
  return reported.flatMap((fact): readonly Finding[] => {
    const word = codeOf(fact);
    // By the line that holds it: lines are counted from the first one recorded, whatever number it was given.
    const line = linesOf(record.of).find(({ events }) => events.includes(fact.event));
    const own = derivations.filter(({ of }) => line && of?.line === line.number);
    const drugs = [...new Set(own.map(({ of }) => of?.agent))];
    if ((word !== 'yes' && word !== 'no') || drugs.length === 0) return [];
    const settled = drugs.map((drug) => {
      const values = own
        .filter(({ of, answer }) => of?.agent === drug && answer.status === 'determined')
        .map(({ answer }) => answer.value);
      return values.includes(true) ? true : values.includes(false) ? false : null;
    });
    const any = settled.includes(true);
    const none = settled.every((value) => value === false);
    if ((word === 'yes' && none) || (word === 'no' && any))
      return [violated([fact.id], { value: { code: fact.code, answer: word }, derived: any ? 'yes' : 'no' })];
    return any || none ? [] : [undecided([fact.id])];
  });
};

/** Items listed as not assessed and as present, or as not due to lupus without being listed as present. */
const sledaiListsAgree: ComputedRule = (record) =>
  record.events('sle-activity').flatMap(({ facts }) => {
    const list = (code: string) => facts.find((fact) => fact.code === code && fact.value !== undefined);
    const words = (code: string) => (codesOf(list(code)) ?? []).filter((word) => word !== 'none');
    const [items, notAssessed, notAttributed] = [
      words('sledai.items'),
      words('sledai.notAssessed'),
      words('sledai.notAttributed'),
    ];
    const contradicted = [
      ...notAssessed.filter((word) => items.includes(word)).map((word) => ['sledai.notAssessed', word] as const),
      ...(list('sledai.items')
        ? notAttributed.filter((word) => !items.includes(word)).map((word) => ['sledai.notAttributed', word] as const)
        : []),
    ];
    return contradicted.map(([code, word]) =>
      violated([list(code)?.id ?? '', ...(list('sledai.items') ? [list('sledai.items')?.id ?? ''] : [])], {
        item: { code: 'sledai.items', answer: word },
      }),
    );
  });

export const agreements: ComputedRules = {
  secondLineStatusAgrees: agrees('lbcl.secondLineStatus', ['value', 'derived']),
  refractoryAgrees,
  crsGradeAgrees: agrees('crs.astct2019.course', ['a', 'b'], 'maxGrade'),
  icansGradeAgrees: agrees('icans.astct2019.course', ['a', 'b'], 'maxGrade'),
  issAgrees: agrees('mm.iss'),
  r2issAgrees: agrees('mm.r2iss'),
  ipiAgrees: agrees('ipi'),
  imwgReductionAgrees,
  sledaiSum: agrees('sledai2k'),
  dorisAgrees,
  sledaiListsAgree,
};
