import { codeOf, consistencyRules, dateSpan, type Patient, valued } from '@linea/criteria';
import { toIso } from '@linea/facts';
import { type Due, NO_NEEDS, standing } from './due.ts';

/** A sample not drawn for longer than this is a gap, not work (convention of this project). */
const LOST_DAYS = 30;

type Windows = Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>>;

/** Days after the infusion of the samples of the study, as rule R096 has them. */
function windowsOf(disease: string | null): Readonly<Record<string, readonly [number, number]>> {
  const check = consistencyRules.find(({ id }) => id === 'R096')?.check;
  const windows = check?.kind === 'computed' ? (check.params.windows as Windows) : {};
  return { ...windows.any, ...windows[disease ?? ''] };
}

/**
 * Samples of a patient who takes part in sampling - some sample is on record, or biobank consent is given - whose days are open
 * or just over, and of which none of that timepoint is on record.
 */
export function sampleDues(
  of: Patient,
  disease: string | null,
  { today, ahead, died }: { readonly today: number; readonly ahead: number; readonly died: number },
): readonly Due[] {
  const infusion = valued(of, 'inf.date').at(-1);
  if (!infusion || !takesPart(of)) return [];
  const zero = dateSpan(of, infusion);
  if (!Number.isFinite(zero.start) || !Number.isFinite(zero.end)) return [];
  const drawn = new Set(valued(of, 'smp.timepoint').map(codeOf));
  return Object.entries(windowsOf(disease)).flatMap(([timepoint, [from, to]]): readonly Due[] => {
    const [first, last] = [zero.start + from, zero.end + to];
    if (drawn.has(timepoint) || first > died) return [];
    const status = standing({ first, last }, today, { ahead, giveUp: LOST_DAYS });
    return status === null
      ? []
      : [
          {
            kind: 'sample',
            what: timepoint,
            number: null,
            status,
            from: toIso(first),
            to: toIso(last),
            needs: NO_NEEDS,
          },
        ];
  });
}

function takesPart(of: Patient): boolean {
  if (valued(of, 'smp.timepoint').length > 0) return true;
  const kinds = valued(of, 'consent.kind').filter((fact) => codeOf(fact) === 'biobank');
  return kinds.some(({ event }) =>
    of.byEvent(event).some((fact) => fact.code === 'consent.status' && codeOf(fact) === 'given'),
  );
}
