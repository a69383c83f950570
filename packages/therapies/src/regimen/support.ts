import { beside, codeOf, dateSpan, type Line, type Patient, valued } from '@linea/criteria';
import type { Fact, FactId, Span } from '@linea/facts';
import { type Purpose, purposes } from '../knowledge/knowledge.ts';

/** Something given beside the treatment, and what it is for. */
export interface Support {
  /** `supp.kind` or the drug. */
  readonly what: string;
  readonly isDrug: boolean;
  readonly from: Span;
  /** null: still given, or nobody wrote that it ended. */
  readonly until: Span | null;
  readonly note: string | null;
  readonly for: readonly SupportReason[];
  readonly facts: readonly FactId[];
}

interface SupportReason {
  readonly purpose: string;
  /** Drugs of the line that ask for it. */
  readonly drugs: readonly string[];
  /** Facts of the patient that speak for it. */
  readonly facts: readonly FactId[];
  readonly mark: Purpose['mark'];
  readonly source: string;
}

/** What a drug of the line usually goes with, and the record does not show. Not recorded is not the same as not given. */
export interface NotRecorded {
  readonly purpose: string;
  readonly drugs: readonly string[];
  readonly mark: Purpose['mark'];
  readonly source: string;
}

const overlaps = (line: Line, from: Span, until: Span | null): boolean =>
  (line.stop === null || from.start <= line.stop.end) &&
  (line.next === null || from.start < line.next.start) &&
  (until === null || until.end >= line.start.start);

/** The facts of a patient that speak for a purpose: a code, or one of some answers to it. */
const factsFor = (of: Patient, { because }: Purpose): readonly Fact[] =>
  because.flatMap(({ code, answers }) =>
    valued(of, code)
      .filter((fact) => answers === undefined || answers.includes(codeOf(fact) ?? ''))
      .slice(-2),
  );

function reasonsFor(of: Patient, line: Line, what: string): readonly SupportReason[] {
  return purposes
    .filter(({ given }) => given.includes(what))
    .map((one) => ({
      purpose: one.purpose,
      drugs: line.drugs.filter((drug) => one.drugs.includes(drug)),
      facts: factsFor(of, one).map(({ id }) => id),
      mark: one.mark,
      source: one.source,
    }));
}

function entry(of: Patient, line: Line, named: Fact, isDrug: boolean): Support | null {
  const prefix = isDrug ? 'drug' : 'supp';
  const [start, end] = [beside(of, named, `${prefix}.start`), beside(of, named, `${prefix}.end`)];
  const from = start?.value ? dateSpan(of, start) : of.span(named);
  const until = end?.value ? dateSpan(of, end) : null;
  const what = codeOf(named) ?? '';
  const detail = beside(of, named, 'supp.detail');
  if (!overlaps(line, from, until)) return null;
  return {
    what,
    isDrug,
    from,
    until,
    note: (isDrug ? undefined : codeOf(detail)) ?? named.note ?? null,
    for: reasonsFor(of, line, what),
    facts: [named, start, end].flatMap((fact) => (fact ? [fact.id] : [])),
  };
}

/** Support and prophylaxis during a line, each linked to what it is for. */
export function supportOf(of: Patient, line: Line): readonly Support[] {
  const kinds = valued(of, 'supp.kind').map((fact) => entry(of, line, fact, false));
  const drugs = valued(of, 'drug.code')
    .filter((fact) => isSupportive(of, fact))
    .map((fact) => entry(of, line, fact, true));
  return [...kinds, ...drugs].filter((one) => one !== null).sort((a, b) => a.from.start - b.from.start);
}

/** A drug that belongs to no line and is no antineoplastic: by its role, else because a purpose names it. */
function isSupportive(of: Patient, fact: Fact): boolean {
  const role = codeOf(beside(of, fact, 'drug.role'));
  if (role !== undefined) return role !== 'antineoplastic';
  return (
    beside(of, fact, 'drug.lineRef') === undefined && purposes.some(({ given }) => given.includes(codeOf(fact) ?? ''))
  );
}

/** Purposes that a drug of the line has, and nothing on record serves. */
export function notRecordedOf(line: Line, support: readonly Support[]): readonly NotRecorded[] {
  const served = new Set(support.flatMap((one) => one.for.map(({ purpose }) => purpose)));
  return purposes.flatMap(({ purpose, drugs, mark, source }) => {
    const asking = line.drugs.filter((drug) => drugs.includes(drug));
    return asking.length === 0 || served.has(purpose) ? [] : [{ purpose, drugs: asking, mark, source }];
  });
}
