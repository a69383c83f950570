/** What the training part of a fold teaches about a block of many columns: batch means, and the directions of most variance. */
export interface Components {
  /** Scores of one row; zero where nothing was measured. */
  readonly scores: (row: Float64Array | null, batch: string | null) => Float64Array;
  /** The columns of one row about the mean of its batch; zero where nothing was measured. */
  readonly centred: (row: Float64Array | null, batch: string | null) => Float64Array;
}

const LEAST_IN_BATCH = 5;

/**
 * Principal components of the training rows, after each batch's mean was taken out; of a batch with fewer than five training rows
 * nothing is used. Power iteration with deflation; signs and order are fixed by the data, so the result is deterministic.
 *
 * @param rows  one array of p values per row, null where not measured
 * @param k     how many components
 */
export function components(
  rows: readonly (Float64Array | null)[],
  batches: readonly (string | null)[],
  training: readonly number[],
  k: number,
): Components {
  const measured = training.filter((i) => rows[i] !== null);
  const p = measured.length > 0 ? (rows[measured[0] as number] as Float64Array).length : 0;
  const means = new Map<string, Float64Array>();
  for (const batch of new Set(measured.map((i) => batches[i] ?? ''))) {
    const own = measured.filter((i) => (batches[i] ?? '') === batch);
    if (own.length >= LEAST_IN_BATCH) means.set(batch, meanOf(own, rows, p));
  }
  const centred = (row: Float64Array, batch: string | null): Float64Array => {
    const mean = means.get(batch ?? '');
    // What a batch adds to every column cannot be told from few rows: such a row says nothing.
    return mean ? row.map((value, j) => value - (mean[j] as number)) : new Float64Array(p);
  };
  const residuals = measured.map((i) => centred(rows[i] as Float64Array, batches[i] ?? null));
  const directions: Float64Array[] = [];
  const scales: number[] = [];
  for (let c = 0; c < Math.min(k, p, residuals.length - 1); c++) {
    const direction = leading(residuals, directions, p, c);
    directions.push(direction);
    const scores = residuals.map((row) => dot(row, direction));
    scales.push(Math.sqrt(scores.reduce((sum, s) => sum + s * s, 0) / scores.length) || 1);
  }
  return {
    centred: (row, batch) => (row === null ? new Float64Array(p) : centred(row, batch)),
    scores: (row, batch) => {
      if (row === null) return new Float64Array(directions.length);
      const of = centred(row, batch);
      return Float64Array.from(directions, (direction, c) => dot(of, direction) / (scales[c] as number));
    },
  };
}

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += (a[j] as number) * (b[j] as number);
  return sum;
};

function meanOf(of: readonly number[], rows: readonly (Float64Array | null)[], p: number): Float64Array {
  const mean = new Float64Array(p);
  for (const i of of) {
    const row = rows[i] as Float64Array;
    for (let j = 0; j < p; j++) mean[j] = (mean[j] as number) + (row[j] as number) / of.length;
  }
  return mean;
}

/** The direction of most variance orthogonal to those found before. */
function leading(rows: readonly Float64Array[], before: readonly Float64Array[], p: number, c: number): Float64Array {
  let direction = Float64Array.from({ length: p }, (_, j) => Math.cos((j + 1) * (c + 1)));
  for (let step = 0; step < 30; step++) {
    for (const other of before) {
      const along = dot(direction, other);
      for (let j = 0; j < p; j++) direction[j] = (direction[j] as number) - along * (other[j] as number);
    }
    const length = Math.sqrt(dot(direction, direction)) || 1;
    direction = direction.map((value) => value / length);
    const next = new Float64Array(p);
    for (const row of rows) {
      const score = dot(row, direction);
      for (let j = 0; j < p; j++) next[j] = (next[j] as number) + score * (row[j] as number);
    }
    direction = next;
  }
  for (const other of before) {
    const along = dot(direction, other);
    for (let j = 0; j < p; j++) direction[j] = (direction[j] as number) - along * (other[j] as number);
  }
  const length = Math.sqrt(dot(direction, direction)) || 1;
  return direction.map((value) => value / length);
}
