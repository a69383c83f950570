import { codeOf, dateSpan, type Patient, valued } from '@linea/criteria';
import type { Code } from '@linea/facts';
import type { CohortRow, RowMark } from './row.ts';

const RESPONSES = ['resp.lugano', 'resp.imwg', 'resp.all'] as const;
const WORSE = new Set(['PD', 'relapse', 'relapseCr']);

/** What happened after the infusion, by day; an imprecise day is drawn in the middle of what it may be. */
export function marksOf(of: Patient, infusion: number | null): Pick<CohortRow, 'marks' | 'followUpDays'> {
  if (infusion === null) return { marks: [], followUpDays: null };
  const after = (days: { readonly start: number; readonly end: number }): readonly number[] => {
    const middle = Math.round((days.start + days.end) / 2) - infusion;
    return Number.isFinite(middle) && middle >= 0 ? [middle] : [];
  };
  const dated = (code: Code, kind: RowMark['kind'], answer?: string): readonly RowMark[] =>
    valued(of, code).flatMap((fact) =>
      after(dateSpan(of, fact)).map((day) => ({ kind, day, ...(answer === undefined ? {} : { answer }) })),
    );
  const responses = RESPONSES.flatMap((code) =>
    valued(of, code).flatMap((fact) => {
      const answer = codeOf(fact);
      const kind = answer !== undefined && WORSE.has(answer) ? ('progression' as const) : ('response' as const);
      return answer === undefined ? [] : after(of.span(fact)).map((day) => ({ kind, day, answer }));
    }),
  );
  const died = dated('death.date', 'death');
  const seen = dated('fu.date', 'response').map(({ day }) => day);
  const marks = [
    ...responses,
    ...dated('crs.onset', 'crs', gradeBeside(of, 'crs')),
    ...dated('icans.onset', 'icans', gradeBeside(of, 'icans')),
    ...dated('sub.start', 'nextTherapy'),
    ...died,
  ].sort((a, b) => a.day - b.day);
  const last = died[0]?.day ?? Math.max(0, ...seen, ...marks.map(({ day }) => day));
  return { marks: marks.filter(({ day }) => day <= last), followUpDays: last };
}

const gradeBeside = (of: Patient, kind: 'crs' | 'icans'): string | undefined =>
  codeOf(valued(of, `${kind}.maxGrade`).at(-1));
