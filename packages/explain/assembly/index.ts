/**
 * The inner loops of boosted trees in AssemblyScript, a gradient and its curvature at a time. `src/kernels/plain.ts` is
 * the same in plain TypeScript, operation by operation: both give the same bits. Pointers are in bytes, a pair is 16 of
 * them. `npm run generate` compiles this into `src/kernels/wasm.generated.ts`.
 */

// @ts-expect-error: a decorator of AssemblyScript
@inline
function addPair(at: usize, value: v128): void {
  v128.store(at, f64x2.add(v128.load(at), value));
}

// @ts-expect-error: a decorator of AssemblyScript
@inline
function int(list: usize, k: i32): i32 {
  return i32.load(list + ((<usize>k) << 2));
}

/**
 * Sums of the pairs of m rows by bin, for each column of a list: its bins begin at bins + start, its sums at the slot
 * given. Four columns at a time: a row's pair is read once for them, and one's sum need not wait for the other's.
 */
export function histogram(
  sums: usize, pairs: usize, gathered: usize, rows: usize, m: i32, bins: usize, start: usize, slot: usize, size: usize, columns: i32,
): void {
  for (let i: i32 = 0; i < m; i++) {
    v128.store(gathered + ((<usize>i) << 4), v128.load(pairs + ((<usize>int(rows, i)) << 4)));
  }
  for (let u: i32 = 0; u < columns; u++) {
    memory.fill(sums + ((<usize>int(slot, u)) << 4), 0, (<usize>int(size, u)) << 4);
  }
  const end = gathered + ((<usize>m) << 4);
  let u: i32 = 0;
  for (; u + 4 <= columns; u += 4) {
    const a = bins + int(start, u), b = bins + int(start, u + 1), c = bins + int(start, u + 2), d = bins + int(start, u + 3);
    const sa = sums + ((<usize>int(slot, u)) << 4), sb = sums + ((<usize>int(slot, u + 1)) << 4);
    const sc = sums + ((<usize>int(slot, u + 2)) << 4), sd = sums + ((<usize>int(slot, u + 3)) << 4);
    let row = rows;
    for (let at = gathered; at < end; at += 16) {
      const r: usize = i32.load(row);
      const pair = v128.load(at);
      addPair(sa + ((<usize>load<u8>(a + r)) << 4), pair);
      addPair(sb + ((<usize>load<u8>(b + r)) << 4), pair);
      addPair(sc + ((<usize>load<u8>(c + r)) << 4), pair);
      addPair(sd + ((<usize>load<u8>(d + r)) << 4), pair);
      row += 4;
    }
  }
  for (; u < columns; u++) {
    const a = bins + int(start, u);
    const sa = sums + ((<usize>int(slot, u)) << 4);
    let row = rows;
    for (let at = gathered; at < end; at += 16) {
      addPair(sa + ((<usize>load<u8>(a + i32.load(row))) << 4), v128.load(at));
      row += 4;
    }
  }
}

/** The sums of a joint column taken apart into those of its members, the last member first; they are used up. */
export function unfold(sums: usize, joint: i32, size: i32, members: i32, sizes: usize, slots: usize): void {
  const from = sums + ((<usize>joint) << 4);
  let left = size;
  for (let k = members - 1; k >= 0; k--) {
    const own = int(sizes, k);
    const to = sums + ((<usize>int(slots, k)) << 4);
    const bytes = (<usize>own) << 4;
    memory.fill(to, 0, bytes);
    left /= own;
    let at = from;
    for (let r: i32 = 0; r < left; r++) {
      let all = f64x2.splat(0);
      for (let v: usize = 0; v < bytes; v += 16) {
        const pair = v128.load(at + v);
        addPair(to + v, pair);
        all = f64x2.add(all, pair);
      }
      v128.store(from + ((<usize>r) << 4), all);
      at += bytes;
    }
  }
}

/** whole -= part, over the slots of each column of a list. */
export function subtract(whole: usize, part: usize, slot: usize, size: usize, columns: i32): void {
  for (let u: i32 = 0; u < columns; u++) {
    let at = (<usize>int(slot, u)) << 4;
    const end = at + ((<usize>int(size, u)) << 4);
    for (; at < end; at += 16) v128.store(whole + at, f64x2.sub(v128.load(whole + at), v128.load(part + at)));
  }
}

/** What a cut's gain must be above. */
let beat: f64 = 0;

// @ts-expect-error: a decorator of AssemblyScript
@inline
function tried(found: usize, column: i32, bin: i32, side: i32, g: f64, h: f64, gradient: f64, curvature: f64, lambda: f64, base: f64): void {
  const right = gradient - g;
  const gain = (g * g) / (h + lambda) + (right * right) / (curvature - h + lambda) - base;
  if (!(gain > beat)) return;
  beat = gain;
  f64.store(found, gain);
  f64.store(found + 8, <f64>column);
  f64.store(found + 16, <f64>bin);
  f64.store(found + 24, <f64>side);
  f64.store(found + 32, g);
  f64.store(found + 40, h);
}

/**
 * The best cut of a node over a list of columns, missing values on either side. Without dividing: g^2 / (h + lambda) of
 * both sides as one fraction is above a limit when its top is above the limit times its bottom; only what may be the best
 * is divided. `found` holds gain (what must be beaten),
 * column (its place in the list, -1 = none), bin, side of the missing (1 = left), gradient and curvature of the left.
 */
export function scan(
  sums: usize, slot: usize, bins: usize, size: usize, columns: i32, gradient: f64, curvature: f64, lambda: f64, least: f64, found: usize,
): void {
  const base = (gradient * gradient) / (curvature + lambda);
  beat = f64.load(found);
  let limit = f64x2.splat((beat + base) * 0.999999999999);
  const G = f64x2.splat(gradient), H = f64x2.splat(curvature), L = f64x2.splat(lambda), M = f64x2.splat(least);
  for (let u: i32 = 0; u < columns; u++) {
    const from = sums + ((<usize>int(slot, u)) << 4);
    const own = int(bins, u);
    const missing = from + ((<usize>own) << 4);
    const sides = int(size, u) > own && f64.load(missing + 8) > 0 ? 2 : 1;
    for (let side: i32 = 0; side < sides; side++) {
      let sum = side === 1 ? v128.load(missing) : f64x2.splat(0);
      const last = sides === 2 && side === 0 ? own : own - 1;
      let at = from;
      for (let k: i32 = 0; k < last; k += 2) {
        const one = f64x2.add(sum, v128.load(at));
        // Past the last cut the second lane is not looked at.
        const two = f64x2.add(one, v128.load(at + 16));
        sum = two;
        at += 32;
        const g = v128.shuffle<f64>(one, two, 0, 2), h = v128.shuffle<f64>(one, two, 1, 3);
        const rest = f64x2.sub(H, h), right = f64x2.sub(G, g);
        const a = f64x2.add(h, L), b = f64x2.add(rest, L);
        const top = f64x2.add(f64x2.mul(f64x2.mul(g, g), b), f64x2.mul(f64x2.mul(right, right), a));
        const bottom = f64x2.mul(a, b);
        const good = v128.and(f64x2.gt(top, f64x2.mul(limit, bottom)), v128.and(f64x2.ge(h, M), f64x2.ge(rest, M)));
        if (!v128.any_true(good)) continue;
        const mask = i64x2.bitmask(good);
        if (mask & 1) {
          tried(found, u, k, side, f64x2.extract_lane(g, 0), f64x2.extract_lane(h, 0), gradient, curvature, lambda, base);
        }
        if ((mask & 2) !== 0 && k + 1 < last) {
          tried(found, u, k + 1, side, f64x2.extract_lane(g, 1), f64x2.extract_lane(h, 1), gradient, curvature, lambda, base);
        }
        limit = f64x2.splat((beat + base) * 0.999999999999);
      }
    }
  }
}

/** Rows from..to-1 whose bin goes left first, the others behind them, each in their order. Returns where these begin. */
export function partition(rows: usize, spare: usize, from: i32, to: i32, bins: usize, goes: usize): i32 {
  let left = rows + ((<usize>from) << 2), right = spare;
  const end = rows + ((<usize>to) << 2);
  for (let at = left; at < end; at += 4) {
    const row = i32.load(at);
    const isLeft: usize = load<u8>(goes + load<u8>(bins + row));
    i32.store(left, row);
    i32.store(right, row);
    left += isLeft << 2;
    right += (1 - isLeft) << 2;
  }
  memory.copy(left, spare, right - spare);
  return <i32>((left - rows) >> 2);
}

// @ts-expect-error: a decorator of AssemblyScript
@inline
function double(list: usize, k: i32): f64 {
  return f64.load(list + ((<usize>k) << 3));
}

/**
 * Adds the Shapley values of one tree for one row to phi, as `Walker` does; see there. Points are even in number, the last
 * of weight 0 where it is one too many. `go`, `taken`, `product` and `sum` are room for a byte, or `points` doubles, a node.
 */
export function walk(
  nodes: i32, points: i32, point: usize, weight: usize, feature: usize, leftChild: usize, rightChild: usize, missingLeft: usize,
  threshold: usize, value: usize, above: usize, aboveLeft: usize, zl: usize, zr: usize, x: usize, phi: usize,
  go: usize, taken: usize, product: usize, sum: usize,
): void {
  const bytes = (<usize>points) << 3;
  for (let q: usize = 0; q < bytes; q += 16) v128.store(product + q, v128.load(weight + q));
  for (let node: i32 = 0; node < nodes; node++) {
    const f = int(feature, node);
    if (f < 0) continue;
    const v = double(x, f);
    const isLeft: i32 = v < double(threshold, node) ? 1 : v != v ? <i32>load<u8>(missingLeft + node) : 0;
    store<u8>(go + node, isLeft);
    const up = int(above, node);
    const onLeft: i32 = load<u8>(aboveLeft + node);
    const isTaken = up < 0 || (load<u8>(taken + up) === 1 && <i32>load<u8>(go + up) === onLeft);
    store<u8>(taken + node, isTaken ? 1 : 0);
    const before: f64 = up < 0 ? 1 : onLeft ? double(zl, up) : double(zr, up);
    const from = product + <usize>node * bytes;
    for (let side: i32 = 0; side < 2; side++) {
      const child = side === 0 ? int(leftChild, node) : int(rightChild, node);
      if (int(feature, child) < 0) continue;
      const z = side === 0 ? double(zl, node) : double(zr, node);
      const to = product + <usize>child * bytes;
      if (!isTaken) {
        const share = f64x2.splat(before > 0 ? z / before : 0);
        for (let q: usize = 0; q < bytes; q += 16) v128.store(to + q, f64x2.mul(v128.load(from + q), share));
        continue;
      }
      const base = f64x2.splat(z), rise = f64x2.splat((isLeft === 1 - side ? 1.0 : 0.0) - z);
      if (up < 0) {
        for (let q: usize = 0; q < bytes; q += 16) {
          v128.store(to + q, f64x2.mul(v128.load(from + q), f64x2.add(base, f64x2.mul(rise, v128.load(point + q)))));
        }
      } else {
        const old = f64x2.splat(before), more = f64x2.splat(1 - before);
        for (let q: usize = 0; q < bytes; q += 16) {
          const t = v128.load(point + q);
          const factor = f64x2.add(base, f64x2.mul(rise, t));
          v128.store(to + q, f64x2.div(f64x2.mul(v128.load(from + q), factor), f64x2.add(old, f64x2.mul(more, t))));
        }
      }
    }
  }
  for (let node: i32 = nodes - 1; node >= 0; node--) {
    const f = int(feature, node);
    if (f < 0) continue;
    const isLeft = load<u8>(go + node) === 1;
    const toward = isLeft ? int(leftChild, node) : int(rightChild, node);
    const away = isLeft ? int(rightChild, node) : int(leftChild, node);
    const z = isLeft ? double(zl, node) : double(zr, node);
    const other = isLeft ? double(zr, node) : double(zl, node);
    const aLeaf = int(feature, toward) < 0, bLeaf = int(feature, away) < 0;
    const va = f64x2.splat(double(value, toward)), vb = f64x2.splat(double(value, away));
    const a = sum + <usize>toward * bytes, b = sum + <usize>away * bytes;
    const own = sum + <usize>node * bytes, here = product + <usize>node * bytes;
    const up = int(above, node);
    let gain = f64x2.splat(0);
    const zs = f64x2.splat(z), os = f64x2.splat(other);
    if (up < 0) {
      for (let q: usize = 0; q < bytes; q += 16) {
        const toThere = aLeaf ? va : v128.load(a + q);
        const toOther = bLeaf ? vb : v128.load(b + q);
        const mean = f64x2.add(f64x2.mul(zs, toThere), f64x2.mul(os, toOther));
        const step = f64x2.sub(toThere, mean);
        v128.store(own + q, f64x2.add(mean, f64x2.mul(step, v128.load(point + q))));
        gain = f64x2.add(gain, f64x2.mul(v128.load(here + q), step));
      }
    } else {
      const before = load<u8>(aboveLeft + node) ? double(zl, up) : double(zr, up);
      if (load<u8>(taken + node) === 0) {
        const s = f64x2.splat(before > 0 ? z / before : 0), t = f64x2.splat(before > 0 ? other / before : 0);
        for (let q: usize = 0; q < bytes; q += 16) {
          const toThere = aLeaf ? va : v128.load(a + q);
          const toOther = bLeaf ? vb : v128.load(b + q);
          v128.store(own + q, f64x2.add(f64x2.mul(s, toThere), f64x2.mul(t, toOther)));
        }
        continue;
      }
      const one = f64x2.splat(1), old = f64x2.splat(before), more = f64x2.splat(1 - before), rest = f64x2.splat(1 - z);
      for (let q: usize = 0; q < bytes; q += 16) {
        const t = v128.load(point + q);
        const inverse = f64x2.div(one, f64x2.add(old, f64x2.mul(more, t)));
        const toThere = aLeaf ? va : v128.load(a + q);
        const toOther = bLeaf ? vb : v128.load(b + q);
        const below = f64x2.mul(
          inverse,
          f64x2.add(
            f64x2.mul(f64x2.add(zs, f64x2.mul(rest, t)), toThere),
            f64x2.mul(f64x2.mul(os, f64x2.sub(one, t)), toOther),
          ),
        );
        v128.store(own + q, below);
        const brought = f64x2.sub(f64x2.sub(f64x2.mul(rest, toThere), f64x2.mul(os, toOther)), f64x2.mul(more, below));
        gain = f64x2.add(gain, f64x2.mul(f64x2.mul(v128.load(here + q), inverse), brought));
      }
    }
    const to = phi + ((<usize>f) << 3);
    f64.store(to, f64.load(to) + f64x2.extract_lane(gain, 0) + f64x2.extract_lane(gain, 1));
  }
}
