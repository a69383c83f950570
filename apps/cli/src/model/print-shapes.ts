import { type AdditiveModel, readShape, type ShapeReading } from '@linea/explain';
import type { Say } from '@linea/registry/words';
import { table } from '../print/table.ts';
import { figure, interval } from '../survival/format.ts';

/** The shapes of the glass box, feature by feature, at a horizon. */
export interface Shapes {
  readonly horizon: number;
  readonly features: readonly { readonly feature: string; readonly shape: readonly ShapeReading[] }[];
}

export const shapesOf = (model: AdditiveModel, horizon: number): Shapes => ({
  horizon,
  features: model.features.map((feature, j) => ({ feature, shape: readShape(model, j, horizon) })),
});

/** Neighbouring stretches with nearly the same hazard are one line. */
const SAME = 0.02;

/** Every shape as a table in months and percent. */
export function shapesText({ horizon, features }: Shapes, say: Say): string {
  const time = figure(horizon, say);
  const heads = ['patients', 'hazardRatio', 'interval'].map((head) => say(`model.column.${head}`));
  const more = [say('model.column.survivalAt', { time }), say('model.column.meanTime', { time })];
  return features
    .map(({ feature, shape }) => {
      const lines = joined(shape).map((one) => [
        stretch(one, say),
        `${one.patients}`,
        figure(one.hazardRatio, say),
        interval(Number(one.lower.toPrecision(3)), Number(one.upper.toPrecision(3)), say),
        `${say('model.percent', { value: one.survival.toFixed(1) })} (${signed(one.survivalDifference, 1, say)})`,
        `${figure(Number(one.months.toPrecision(3)), say)} (${signed(one.monthsDifference, 2, say)})`,
      ]);
      return table([feature, ...heads, ...more], lines);
    })
    .join('\n\n');
}

const signed = (value: number, digits: number, say: Say): string =>
  value.toLocaleString(say.language, { signDisplay: 'always', minimumFractionDigits: digits, maximumFractionDigits: digits }); // biome-ignore format: one call

function stretch({ from, to, missing }: ShapeReading, say: Say): string {
  if (missing) return say('model.missing');
  if (from === undefined) return to === undefined ? say('survival.all') : `< ${figure(to, say)}`;
  return to === undefined ? `>= ${figure(from, say)}` : `${figure(from, say)}–${figure(to, say)}`;
}

/** Stretches whose hazards differ by less than two percent, joined; those nobody is in are left out. */
function joined(shape: readonly ShapeReading[]): ShapeReading[] {
  const lines: ShapeReading[] = [];
  for (const one of shape) {
    const before = lines.at(-1);
    const alike = before && !one.missing && Math.abs(Math.log(one.hazardRatio / before.hazardRatio)) < SAME;
    if (one.patients === 0 && (one.missing || !alike)) continue;
    if (!(before && alike)) lines.push(one);
    else {
      const { to: _, ...open } = before;
      lines[lines.length - 1] = {
        ...open,
        ...(one.to !== undefined && { to: one.to }),
        patients: before.patients + one.patients,
      };
    }
  }
  return lines;
}
