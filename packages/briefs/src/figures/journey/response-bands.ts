import type { Band } from '@linea/charts';
import type { FactJson } from '../../patient/patient-json.ts';
import type { Scene } from './scene.ts';
import type { DrawnLine } from './therapy-lanes.ts';

/**
 * What a serum M-protein would mean by its size alone, against the value a line started from (IMWG 2016).
 *
 *  VGPR  a fall of 90 % or more
 *  PR    a fall of 50 % or more
 *  MR    a fall of 25 % or more (relapsed disease)
 *
 * The bands are a reading aid: other criteria (urine, light chains, marrow, plasmacytomas, confirmation) decide too.
 *
 * @source Kumar S et al. Lancet Oncol 2016;17:e328-e346
 */
const REDUCTIONS = [
  { name: 'VGPR', low: 0, high: 0.1, tone: 'response' },
  { name: 'PR', low: 0.1, high: 0.5, tone: 'therapy' },
] as const;

/** The M-protein a line started from: the last one that was certainly taken before its start; undefined without one. */
function referenceValue(
  values: readonly FactJson[],
  { start }: Pick<DrawnLine, 'start'>,
  scene: Scene,
): FactJson | undefined {
  return values
    .filter((fact) => typeof fact.value === 'number' && scene.when(fact).last <= start.last)
    .toSorted((a, b) => scene.when(a).last - scene.when(b).last)
    .at(-1);
}

export function responseBands(values: readonly FactJson[], lines: readonly DrawnLine[], scene: Scene): readonly Band[] {
  const { say } = scene.words;
  return lines.flatMap((line) => {
    const reference = referenceValue(values, line, scene);
    if (typeof reference?.value !== 'number') return [];
    const base = reference.value;
    const last = line.end === 'ongoing' ? scene.asOf.last : line.end.last;
    return REDUCTIONS.map(
      ({ name, low, high, tone }): Band => ({
        id: `band-${line.line.number}-${name}`,
        label: say('figure.band', { name, percent: Math.round((1 - high) * 100) }),
        span: { first: line.start.first, last },
        low: low * base,
        high: high * base,
        tone,
      }),
    );
  });
}
