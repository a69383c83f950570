import { calibration } from './calibration.ts';
import type { Draw } from './draw.ts';

const { variables, matrix } = calibration.correlations;
const factor = lowerTriangle(matrix);

/** Standard normal scores of one patient by name (`mtv`, `ldh`, …), correlated as the calibration says. */
export function latentScores(by: Draw): Readonly<Record<string, number>> {
  const free = variables.map(() => by.normal());
  return Object.fromEntries(
    variables.map((name, row) => [name, free.reduce((sum, z, column) => sum + z * (factor[row]?.[column] ?? 0), 0)]),
  );
}

/** Cholesky factor L with L L' = the matrix. @throws {RangeError} the matrix is not positive definite */
function lowerTriangle(of: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const l: number[][] = of.map(() => []);
  for (let i = 0; i < of.length; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = of[i]?.[j] ?? 0;
      for (let k = 0; k < j; k++) rest -= (l[i]?.[k] ?? 0) * (l[j]?.[k] ?? 0);
      if (i === j && rest <= 0) throw new RangeError('latentScores: the correlations are not positive definite');
      (l[i] as number[])[j] = i === j ? Math.sqrt(rest) : rest / (l[j]?.[j] ?? 1);
    }
  }
  return l;
}
