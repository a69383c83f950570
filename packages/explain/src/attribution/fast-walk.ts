import { treeRoom } from '../kernels/simd.ts';
import type { Ensemble } from '../tree/tree.ts';
import { gaussLegendre } from './quadrature.ts';
import type { TreeGame } from './tree-game.ts';

/** Adds the Shapley values of all trees for one row of p values to `phi`, from `at` on. */
export type RowWalk = (x: Float64Array, phi: Float64Array, at: number) => void;

/** More memory than this is not set aside for one model. */
const MOST = 2 ** 29;

/**
 * The walk of `Walker` through a whole ensemble in SIMD WebAssembly, equal to rounding. Trees are laid out in its memory
 * once for each model, so that a patient at a time costs a few milliseconds for hundreds of deep trees.
 *
 * @returns undefined where the platform has no such kernels, or the trees no such room
 */
export function rowWalk({ p }: Ensemble, games: readonly TreeGame[]): RowWalk | undefined {
  const sizes = games.map(({ tree }) => tree.feature.length);
  const nodes = sizes.reduce((sum, own) => sum + own, 0);
  const most = sizes.reduce((a, b) => Math.max(a, b), 1);
  const points = games.reduce((a, { points: own }) => Math.max(a, own), 1) + 1;
  const rules = new Set(games.map((game) => game.points)).size;
  const bytes = 50 * nodes + most * (2 + 16 * points) + 16 * p + rules * (16 * points + 64) + 1024;
  const room = bytes < MOST ? treeRoom(bytes) : undefined;
  if (!room) return undefined;
  const { exports: kernel } = room;
  const ints = (pick: (game: TreeGame) => Int32Array): Int32Array =>
    room.ints(joined(new Int32Array(nodes), games.map(pick)));
  const doubles = (pick: (game: TreeGame) => Float64Array): Float64Array =>
    joined(room.doubles(nodes), games.map(pick));
  const octets = (pick: (game: TreeGame) => Uint8Array): Uint8Array => joined(room.bytes(nodes), games.map(pick));
  const of = {
    feature: ints(({ tree }) => tree.feature),
    left: ints(({ tree }) => tree.left),
    right: ints(({ tree }) => tree.right),
    above: ints(({ above }) => above),
    threshold: doubles(({ tree }) => tree.threshold),
    value: doubles(({ tree }) => tree.value),
    zl: doubles(({ left }) => left),
    zr: doubles(({ right }) => right),
    missingLeft: octets(({ tree }) => tree.missingLeft),
    aboveLeft: octets(({ aboveLeft }) => aboveLeft),
  };
  const row = room.doubles(p);
  const brought = room.doubles(p);
  const rulesByPoints = new Map<number, { count: number; point: number; weight: number }>();
  for (const { points: own } of games) {
    if (rulesByPoints.has(own)) continue;
    const rule = gaussLegendre(own);
    const count = own + (own % 2);
    const [point, weight] = [room.doubles(count).fill(0.5), room.doubles(count).fill(0)];
    point.set(rule.point);
    weight.set(rule.weight);
    rulesByPoints.set(own, { count, point: point.byteOffset, weight: weight.byteOffset });
  }
  const [go, taken] = [room.bytes(most).byteOffset, room.bytes(most).byteOffset];
  const [product, sum] = [room.doubles(most * points).byteOffset, room.doubles(most * points).byteOffset];
  return (x, phi, at) => {
    row.set(x);
    brought.fill(0);
    let first = 0;
    games.forEach((game, k) => {
      const { count, point, weight } = rulesByPoints.get(game.points)!;
      const [four, eight] = [4 * first, 8 * first];
      kernel.walk(
        sizes[k]!, count, point, weight,
        of.feature.byteOffset + four, of.left.byteOffset + four, of.right.byteOffset + four, of.missingLeft.byteOffset + first,
        of.threshold.byteOffset + eight, of.value.byteOffset + eight, of.above.byteOffset + four, of.aboveLeft.byteOffset + first,
        of.zl.byteOffset + eight, of.zr.byteOffset + eight, row.byteOffset, brought.byteOffset, go, taken, product, sum,
      ); // biome-ignore format: a list
      first += sizes[k]!;
    });
    for (let j = 0; j < p; j++) phi[at + j]! += brought[j]!;
  };
}

function joined<T extends Int32Array | Float64Array | Uint8Array>(to: T, parts: readonly ArrayLike<number>[]): T {
  let at = 0;
  for (const part of parts) {
    to.set(part, at);
    at += part.length;
  }
  return to;
}
