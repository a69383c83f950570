/**
 * The inner loops of the Cox likelihood in AssemblyScript, two doubles at a time. `src/kernels/plain.ts` is the same in
 * plain TypeScript: the reference, and what runs where there is no SIMD. Rows have `width` doubles, a multiple of 4.
 * Pointers are in bytes. `npm run generate` compiles this into `src/kernels/wasm.generated.ts`.
 */

/** Rows taken at a time, so that they stay in the nearest cache. */
const BLOCK: i32 = 128;

// @ts-expect-error: a decorator of AssemblyScript
@inline
function pair(at: usize): v128 {
  return v128.load(at);
}

// @ts-expect-error: a decorator of AssemblyScript
@inline
function addPair(at: usize, value: v128): void {
  v128.store(at, f64x2.add(v128.load(at), value));
}

/** to += r x. */
// @ts-expect-error: a decorator of AssemblyScript
@inline
function addRow(to: usize, x: usize, r: f64, step: usize): void {
  const weight = f64x2.splat(r);
  for (let at: usize = 0; at < step; at += 32) {
    addPair(to + at, f64x2.mul(weight, pair(x + at)));
    addPair(to + at + 16, f64x2.mul(weight, pair(x + at + 16)));
  }
}

/** eta_r += x_r . beta, for all rows. */
export function linear(eta: usize, x: usize, beta: usize, rows: i32, width: i32): void {
  const step = (<usize>width) << 3;
  const even = step & ~63;
  for (let r: i32 = 0; r < rows; r++) {
    let a = f64x2.splat(0), b = f64x2.splat(0), c = f64x2.splat(0), d = f64x2.splat(0);
    let at: usize = 0;
    for (; at < even; at += 64) {
      a = f64x2.add(a, f64x2.mul(pair(x + at), pair(beta + at)));
      b = f64x2.add(b, f64x2.mul(pair(x + at + 16), pair(beta + at + 16)));
      c = f64x2.add(c, f64x2.mul(pair(x + at + 32), pair(beta + at + 32)));
      d = f64x2.add(d, f64x2.mul(pair(x + at + 48), pair(beta + at + 48)));
    }
    if (at < step) {
      a = f64x2.add(a, f64x2.mul(pair(x + at), pair(beta + at)));
      b = f64x2.add(b, f64x2.mul(pair(x + at + 16), pair(beta + at + 16)));
    }
    const sum = f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
    f64.store(eta, f64.load(eta) + f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1));
    x += step;
    eta += 8;
  }
}

/** sum += sum over rows of w_r x_r. */
export function combine(sum: usize, x: usize, w: usize, rows: i32, width: i32): void {
  const step = (<usize>width) << 3;
  let r: i32 = 0;
  for (; r + 4 <= rows; r += 4) {
    const w0 = v128.load64_splat(w), w1 = v128.load64_splat(w + 8), w2 = v128.load64_splat(w + 16), w3 = v128.load64_splat(w + 24);
    for (let at: usize = 0; at < step; at += 16) {
      const here = x + at;
      const left = f64x2.add(f64x2.mul(w0, pair(here)), f64x2.mul(w1, pair(here + step)));
      const right = f64x2.add(f64x2.mul(w2, pair(here + 2 * step)), f64x2.mul(w3, pair(here + 3 * step)));
      addPair(sum + at, f64x2.add(left, right));
    }
    x += 4 * step;
    w += 32;
  }
  for (; r < rows; r++) {
    addRow(sum, x, f64.load(w), step);
    x += step;
    w += 8;
  }
}

/** out_j = column_j . v for contiguous columns of n doubles. */
export function dots(out: usize, x: usize, v: usize, n: i32, columns: i32): void {
  for (let j: i32 = 0; j < columns; j++) {
    let a = f64x2.splat(0), b = f64x2.splat(0), c = f64x2.splat(0), d = f64x2.splat(0);
    let i: i32 = 0;
    let at = v;
    for (; i + 8 <= n; i += 8) {
      a = f64x2.add(a, f64x2.mul(pair(x), pair(at)));
      b = f64x2.add(b, f64x2.mul(pair(x + 16), pair(at + 16)));
      c = f64x2.add(c, f64x2.mul(pair(x + 32), pair(at + 32)));
      d = f64x2.add(d, f64x2.mul(pair(x + 48), pair(at + 48)));
      x += 64;
      at += 64;
    }
    const s = f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
    let sum = f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
    for (; i < n; i++) {
      sum += f64.load(x) * f64.load(at);
      x += 8;
      at += 8;
    }
    f64.store(out + ((<usize>j) << 3), sum);
  }
}

// @ts-expect-error: a decorator of AssemblyScript
@inline
function dot(x: usize, v: usize, n: i32): f64 {
  let a = f64x2.splat(0), b = f64x2.splat(0), c = f64x2.splat(0), d = f64x2.splat(0);
  const end = v + (<usize>n << 3);
  for (; v + 64 <= end; x += 64, v += 64) {
    a = f64x2.add(a, f64x2.mul(pair(x), pair(v)));
    b = f64x2.add(b, f64x2.mul(pair(x + 16), pair(v + 16)));
    c = f64x2.add(c, f64x2.mul(pair(x + 32), pair(v + 32)));
    d = f64x2.add(d, f64x2.mul(pair(x + 48), pair(v + 48)));
  }
  for (; v < end; x += 16, v += 16) a = f64x2.add(a, f64x2.mul(pair(x), pair(v)));
  const s = f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
  return f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
}

/** v += r x, n doubles, an even number. */
// @ts-expect-error: a decorator of AssemblyScript
@inline
function addScaled(v: usize, x: usize, r: f64, n: i32): void {
  const weight = f64x2.splat(r);
  const end = v + (<usize>n << 3);
  for (; v + 32 <= end; x += 32, v += 32) {
    addPair(v, f64x2.mul(weight, pair(x)));
    addPair(v + 16, f64x2.mul(weight, pair(x + 16)));
  }
  for (; v < end; x += 16, v += 16) addPair(v, f64x2.mul(weight, pair(x)));
}

/** out_k = column list_k . v, contiguous columns of n doubles, an even number. */
export function dotsOf(out: usize, x: usize, v: usize, n: i32, list: usize, count: i32): void {
  for (let k: i32 = 0; k < count; k++) {
    const j = <usize>i32.load(list + (<usize>k << 2));
    f64.store(out + (<usize>k << 3), dot(x + ((j * n) << 3), v, n));
  }
}

/** v += sum of d_k times column list_k. */
export function sumOf(v: usize, x: usize, d: usize, n: i32, list: usize, count: i32): void {
  for (let k: i32 = 0; k < count; k++) {
    const j = <usize>i32.load(list + (<usize>k << 2));
    const own = f64.load(d + (<usize>k << 3));
    if (own !== 0) addScaled(v, x + ((j * n) << 3), own, n);
  }
}

/** a += r v v', the first `size` rows and columns of rows of `width` doubles; v is zero up to an even number. */
export function addSquare(a: usize, v: usize, r: f64, size: i32, width: i32): void {
  const even = (size + 1) & ~1;
  for (let i: i32 = 0; i < size; i++) addScaled(a + ((<usize>i * width) << 3), v, r * f64.load(v + (<usize>i << 3)), even);
}

/** out = a v, the first `size` rows and columns of rows of `width` doubles; v is zero up to an even number. */
export function square(out: usize, a: usize, v: usize, size: i32, width: i32): void {
  const even = (size + 1) & ~1;
  for (let i: i32 = 0; i < size; i++) f64.store(out + (<usize>i << 3), dot(a + ((<usize>i * width) << 3), v, even));
}

/** See `Descent` in kernels.ts. Returns the largest violation of the optimality conditions that was met. */
export function descend(
  x: usize, wx: usize, rest: usize, b: usize, curvature: usize, n: i32, list: usize, count: i32, lasso: f64, ridge: f64,
): f64 {
  let worst: f64 = 0;
  for (let k: i32 = 0; k < count; k++) {
    const j = <usize>i32.load(list + (<usize>k << 2));
    const column = (j * n) << 3;
    const own = f64.load(b + (j << 3));
    const slope = dot(x + column, rest, n);
    const g = slope - ridge * own;
    const off = own === 0 ? Math.abs(g) - lasso : Math.abs(g - (own > 0 ? lasso : -lasso));
    if (off > worst) worst = off;
    const curved = f64.load(curvature + (j << 3));
    const pull = slope + curved * own;
    const size = Math.abs(pull) - lasso;
    const next = size <= 0 || curved + ridge <= 0 ? 0 : (pull > 0 ? size : -size) / (curved + ridge);
    const move = next - own;
    if (move === 0) continue;
    f64.store(b + (j << 3), next);
    addScaled(rest, wx + column, -move, n);
  }
  return worst;
}

/** Of each column: sum of w x, least, most, and a mask of what is not 0, 1 or -1. Without weights w is 0. */
export function describe(
  x: usize, w: usize, rows: i32, width: i32, sum: usize, least: usize, most: usize, other: usize,
): void {
  const step = (<usize>width) << 3;
  for (let r: i32 = 0; r < rows; r++) {
    const weight = w === 0 ? f64x2.splat(1) : v128.load64_splat(w + ((<usize>r) << 3));
    for (let at: usize = 0; at < step; at += 16) {
      const v = pair(x + at);
      addPair(sum + at, f64x2.mul(weight, v));
      v128.store(least + at, f64x2.pmin(pair(least + at), v));
      v128.store(most + at, f64x2.pmax(pair(most + at), v));
      v128.store(other + at, v128.or(pair(other + at), f64x2.ne(f64x2.mul(v, v), f64x2.abs(v))));
    }
    x += step;
  }
}

/** sum_c += sum of w |x_rc - means_c|. Without weights w is 0. */
export function spread(x: usize, w: usize, rows: i32, width: i32, means: usize, sum: usize): void {
  const step = (<usize>width) << 3;
  for (let r: i32 = 0; r < rows; r++) {
    const weight = w === 0 ? f64x2.splat(1) : v128.load64_splat(w + ((<usize>r) << 3));
    for (let at: usize = 0; at < step; at += 16) {
      addPair(sum + at, f64x2.mul(weight, f64x2.abs(f64x2.sub(pair(x + at), pair(means + at)))));
    }
    x += step;
  }
}

/** Puts rows into another order: row r of those at x goes to place_r. */
export function permute(x: usize, place: usize, rows: i32, width: i32, space: usize): void {
  const step = (<usize>width) << 3;
  memory.copy(space, x, step * rows);
  for (let r: i32 = 0; r < rows; r++) {
    const to = x + step * i32.load(place + ((<usize>r) << 2));
    for (let at: usize = 0; at < step; at += 32) {
      v128.store(to + at, pair(space + at));
      v128.store(to + at + 16, pair(space + at + 16));
    }
    space += step;
  }
}

/** x_rc becomes (x_rc - means_c) scale_c, for all rows. */
export function standardise(x: usize, means: usize, scale: usize, rows: i32, width: i32): void {
  const step = (<usize>width) << 3;
  for (let r: i32 = 0; r < rows; r++) {
    for (let at: usize = 0; at < step; at += 16) {
      v128.store(x + at, f64x2.mul(f64x2.sub(pair(x + at), pair(means + at)), pair(scale + at)));
    }
    x += step;
  }
}

/** A 4 x 4 tile of h += sum over rows of (w x)_i x_j; `weighted` holds w x. */
function tile(h: usize, x: usize, weighted: usize, rows: i32, width: i32): void {
  const step = (<usize>width) << 3;
  let a0 = f64x2.splat(0), a1 = f64x2.splat(0), b0 = f64x2.splat(0), b1 = f64x2.splat(0);
  let c0 = f64x2.splat(0), c1 = f64x2.splat(0), d0 = f64x2.splat(0), d1 = f64x2.splat(0);
  for (let r: i32 = 0; r < rows; r++) {
    const x0 = pair(x);
    const x1 = pair(x + 16);
    let w = v128.load64_splat(weighted);
    a0 = f64x2.add(a0, f64x2.mul(w, x0));
    a1 = f64x2.add(a1, f64x2.mul(w, x1));
    w = v128.load64_splat(weighted + 8);
    b0 = f64x2.add(b0, f64x2.mul(w, x0));
    b1 = f64x2.add(b1, f64x2.mul(w, x1));
    w = v128.load64_splat(weighted + 16);
    c0 = f64x2.add(c0, f64x2.mul(w, x0));
    c1 = f64x2.add(c1, f64x2.mul(w, x1));
    w = v128.load64_splat(weighted + 24);
    d0 = f64x2.add(d0, f64x2.mul(w, x0));
    d1 = f64x2.add(d1, f64x2.mul(w, x1));
    x += step;
    weighted += step;
  }
  addPair(h, a0); addPair(h + 16, a1); h += step;
  addPair(h, b0); addPair(h + 16, b1); h += step;
  addPair(h, c0); addPair(h + 16, c1); h += step;
  addPair(h, d0); addPair(h + 16, d1);
}

/** h += sum w_r x_r x_r', 4 x 4 tiles on and below the diagonal; sum += sum w_r x_r. `scratch`: BLOCK x width. */
function cross(h: usize, sum: usize, x: usize, w: usize, rows: i32, width: i32, scratch: usize): void {
  crossFrom(h, sum, x, w, rows, width, scratch, 0);
}

/** The same for the rows of h from `first` on, a multiple of 4: what joining columns add. */
export function crossFrom(
  h: usize, sum: usize, x: usize, w: usize, rows: i32, width: i32, scratch: usize, first: i32,
): void {
  const step = (<usize>width) << 3;
  while (rows > 0) {
    const m = min(rows, BLOCK);
    let from = x;
    let to = scratch;
    for (let r: i32 = 0; r < m; r++) {
      const weight = v128.load64_splat(w + ((<usize>r) << 3));
      for (let at: usize = 0; at < step; at += 32) {
        const p = f64x2.mul(weight, pair(from + at));
        const q = f64x2.mul(weight, pair(from + at + 16));
        v128.store(to + at, p);
        v128.store(to + at + 16, q);
        addPair(sum + at, p);
        addPair(sum + at + 16, q);
      }
      from += step;
      to += step;
    }
    for (let i: i32 = first; i < width; i += 4) {
      for (let j: i32 = 0; j <= i; j += 4) {
        tile(h + (<usize>(i * width + j) << 3), x + ((<usize>j) << 3), scratch + ((<usize>i) << 3), m, width);
      }
    }
    x += step * m;
    w += (<usize>m) << 3;
    rows -= m;
  }
}

/**
 * Everything of the information and the score that costs p^2 or p a row, in one walk backwards over the death times.
 * See `Sweep` in kernels.ts for what the arguments are.
 */
export function sweep(
  deaths: i32, late: i32, width: i32,
  x: usize, risk: usize, lived: usize, firstRow: usize, survivor: usize, stratum: usize, lateRow: usize, lateUntil: usize,
  first: usize, ratio: usize, rest: usize,
  h: usize, sum: usize, s1: usize, d1: usize, rank: usize, rankWeight: usize, scratch: usize, unused: usize,
): void {
  const step = (<usize>width) << 3;
  let entering = late - 1;
  let gathered: i32 = 0;
  let done = i32.load(firstRow + ((<usize>deaths) << 2));
  for (let k = deaths - 1; k >= 0; k--) {
    const d = (<usize>k) << 3;
    const own = i32.load(stratum + ((<usize>k) << 2));
    if (k === deaths - 1 || own !== i32.load(stratum + ((<usize>k) << 2) + 4)) memory.fill(s1, 0, step);
    const share = f64.load(ratio + d);
    const second = f64.load(rest + d);
    const tied = share !== 0 || second !== 0;
    if (tied) memory.fill(d1, 0, step);
    const from = i32.load(firstRow + ((<usize>k) << 2));
    const to = i32.load(firstRow + ((<usize>k) << 2) + 4);
    const middle = tied ? i32.load(survivor + ((<usize>k) << 2)) : from;
    for (let j = middle; j < to; j++) addRow(s1, x + step * j, f64.load(risk + ((<usize>j) << 3)), step);
    if (tied) {
      for (let j = from; j < middle; j++) addRow(d1, x + step * j, f64.load(risk + ((<usize>j) << 3)), step);
      for (let at: usize = 0; at < step; at += 16) addPair(s1 + at, pair(d1 + at));
    }
    while (entering >= 0 && i32.load(lateUntil + ((<usize>entering) << 2)) > k) {
      const j = i32.load(lateRow + ((<usize>entering) << 2));
      addRow(s1, x + step * j, -f64.load(risk + ((<usize>j) << 3)), step);
      entering--;
    }
    const a = f64.load(first + d);
    if (a !== 0) {
      let at = rank + step * gathered;
      f64.store(rankWeight + ((<usize>gathered) << 3), a);
      gathered++;
      const minus = f64x2.splat(-share);
      for (let c: usize = 0; c < step; c += 16) {
        v128.store(at + c, share === 0 ? pair(s1 + c) : f64x2.add(pair(s1 + c), f64x2.mul(minus, pair(d1 + c))));
      }
      if (second !== 0) {
        at += step;
        memory.copy(at, d1, step);
        f64.store(rankWeight + ((<usize>gathered) << 3), second);
        gathered++;
      }
    }
    if (gathered >= BLOCK) {
      cross(h, unused, rank, rankWeight, gathered, width, scratch);
      gathered = 0;
    }
    if (done - from >= BLOCK || k === 0) {
      cross(h, sum, x + step * from, lived + ((<usize>from) << 3), done - from, width, scratch);
      done = from;
    }
  }
  cross(h, unused, rank, rankWeight, gathered, width, scratch);
}
