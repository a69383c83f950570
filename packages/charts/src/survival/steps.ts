import type { Scale } from '../plot/scale.ts';

/** A step function of time: `values[k]` from `time[k]` on, `first` before. A value that does not exist is null. */
export interface Steps {
  readonly time: readonly number[];
  readonly values: readonly (number | null)[];
  readonly first: number;
}

const r1 = (pixels: number): string => String(Math.round(pixels * 10) / 10);

/** The corners of a step function, at most two a pixel of width: what the eye can tell. Ends where values end. */
export function corners(
  { time, values, first }: Steps,
  until: number,
  x: Scale,
): readonly (readonly [number, number])[] {
  const found: [number, number][] = [[x.domain[0], first]];
  let pixel = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < time.length && (time[k] as number) <= until; k++) {
    const value = values[k] ?? null;
    if (value === null) break;
    const before = found[found.length - 1] as [number, number];
    const t = time[k] as number;
    const here = Math.round(x.at(t) * 2);
    // Within half a pixel of the corner before, the last value counts.
    if (here === pixel) before[1] = value;
    else if (value !== before[1] || k === time.length - 1) {
      found.push([t, value]);
      pixel = here;
    }
  }
  return found;
}

/** The path of a step function to `until`. */
export function stepPath(steps: Steps, until: number, x: Scale, y: Scale): string {
  const [[t0, v0], ...others] = corners(steps, until, x) as [
    readonly [number, number],
    ...(readonly [number, number])[],
  ];
  const moves = others.map(([t, v]) => `H${r1(x.at(t))}V${r1(y.at(v))}`);
  return `M${r1(x.at(t0))} ${r1(y.at(v0))}${moves.join('')}H${r1(x.at(until))}`;
}

/** Limits that do not exist yet (nothing has happened) are where the line begins. */
function fromFirst(steps: Steps): Steps {
  const known = steps.values.findIndex((value) => value !== null);
  return { ...steps, values: steps.values.map((value, k) => (k < known ? steps.first : value)) };
}

/** The area between two step functions, as far as both exist. */
export function bandPath(low: Steps, high: Steps, until: number, x: Scale, y: Scale): string {
  const [lower, upper] = [fromFirst(low), fromFirst(high)];
  const missing = lower.time.findIndex(
    (_, k) => (lower.values[k] ?? null) === null || (upper.values[k] ?? null) === null,
  );
  const end = missing >= 0 ? Math.min(until, lower.time[missing] as number) : until;
  const below = corners(lower, end, x)
    .filter(([t]) => t < end)
    .reverse();
  // Back along the lower limit: down at the end, then each step to the left and up.
  const back = below.map(([t, v]) => `V${r1(y.at(v))}H${r1(x.at(t))}`);
  return `${stepPath(upper, end, x, y)}${back.join('')}Z`;
}

/** Value at time t. */
export function valueAt({ time, values, first }: Steps, t: number): number | null {
  let value: number | null = first;
  for (let k = 0; k < time.length && (time[k] as number) <= t; k++) value = values[k] ?? null;
  return value;
}
