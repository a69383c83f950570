/** A point of a beeswarm: where it stands, how far to the side, in pixels. */
export interface SwarmPoint {
  readonly x: number;
  readonly dy: number;
}

/**
 * Points on a line that would lie on each other step aside, above and below in turns, no further than `half`: the width of
 * the swarm shows how many there are. Points keep their order; the same input gives the same swarm.
 *
 * @param xs    pixels
 * @param r     radius of a point, pixels
 * @param half  most a point may stand aside, pixels
 */
export function swarm(xs: readonly number[], r: number, half: number): SwarmPoint[] {
  const room = 1.5 * r;
  const cells = new Map<number, number[]>();
  xs.forEach((x, i) => {
    const cell = Math.round(x / room);
    const own = cells.get(cell);
    if (own) own.push(i);
    else cells.set(cell, [i]);
  });
  const most = Math.max(1, ...[...cells.values()].map(({ length }) => length));
  // One step for all cells, so that widths can be compared.
  const step = Math.min(2 * r, (2 * half) / most);
  const points: SwarmPoint[] = xs.map((x) => ({ x, dy: 0 }));
  for (const own of cells.values()) {
    own.forEach((i, k) => {
      const turn = Math.ceil(k / 2) * (k % 2 === 0 ? 1 : -1);
      points[i] = { x: xs[i] as number, dy: turn * step };
    });
  }
  return points;
}
