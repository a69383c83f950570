import { type Kernels, kernelsFor } from '../kernels/kernels.ts';

/** Room for so many coordinates at first. */
const ROOM = 64;
/** A coordinate that the others determine but for this share of itself is left out. */
const DETERMINED = 1e-9;

interface Room {
  readonly kernels: Kernels;
  readonly width: number;
  readonly inverse: Float64Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
}

function makeRoom(width: number): Room {
  const kernels = kernelsFor(8 * (width * width + 2 * width) + 1024, 'simd');
  return {
    kernels,
    width,
    inverse: kernels.doubles(width * width).fill(0),
    from: kernels.doubles(width).fill(0),
    to: kernels.doubles(width).fill(0),
  };
}

/**
 * The inverse of a symmetric positive matrix on some of its coordinates, kept as coordinates come and go; each costs the
 * square of their number.
 *
 * @source Bordering and its reverse: Householder AS. The Theory of Matrices in Numerical Analysis, 1964, section 5.1
 */
export class KeptInverse {
  private readonly coordinates: number[] = [];
  private readonly place = new Map<number, number>();
  private room = makeRoom(ROOM);
  private readonly entries: (coordinate: number, others: readonly number[]) => Float64Array;
  private readonly diagonal: (coordinate: number) => number;

  /** @param entries  of the matrix: those of a coordinate with others, and with itself */
  constructor(
    entries: (coordinate: number, others: readonly number[]) => Float64Array,
    diagonal: (coordinate: number) => number,
  ) {
    this.entries = entries;
    this.diagonal = diagonal;
  }

  /** Lets coordinates go that are not among these, and those in that are missing. */
  follow(wanted: Int32Array): void {
    const asked = new Set(wanted);
    for (let k = this.coordinates.length - 1; k >= 0; k--) if (!asked.has(this.coordinates[k]!)) this.leave(k);
    for (const j of wanted) if (!this.place.has(j)) this.join(j);
  }

  clear(): void {
    this.coordinates.length = 0;
    this.place.clear();
    this.room.inverse.fill(0);
  }

  /** Puts the inverse times r into z, both by the place of a coordinate in a list; others are divided by their diagonal. */
  times(list: Int32Array, r: Float64Array, z: Float64Array): void {
    const { kernels, from, to, inverse, width } = this.room;
    const size = this.coordinates.length;
    from.fill(0);
    list.forEach((j, k) => {
      const own = this.place.get(j);
      if (own !== undefined) from[own] = r[k]!;
    });
    kernels.square(to, inverse, from, size, width);
    list.forEach((j, k) => {
      const own = this.place.get(j);
      z[k] = own === undefined ? r[k]! / this.diagonal(j) : to[own]!;
    });
  }

  release(): void {
    this.room.kernels.release();
  }

  private join(j: number): void {
    const size = this.coordinates.length;
    if (size + 1 >= this.room.width) this.grow();
    const { kernels, from, to, inverse, width } = this.room;
    from.fill(0);
    from.set(this.entries(j, this.coordinates));
    kernels.square(to, inverse, from, size, width);
    const own = this.diagonal(j);
    let left = own;
    for (let k = 0; k < size; k++) left -= from[k]! * to[k]!;
    if (!(left > DETERMINED * own)) return;
    to.fill(0, size);
    to[size] = -1;
    kernels.addSquare(inverse, to, 1 / left, size + 1, width);
    this.coordinates.push(j);
    this.place.set(j, size);
  }

  /** The coordinate at a place; the last one takes it. */
  private leave(k: number): void {
    const { kernels, from, inverse, width } = this.room;
    const size = this.coordinates.length;
    from.fill(0);
    for (let c = 0; c < size; c++) from[c] = inverse[k * width + c]!;
    kernels.addSquare(inverse, from, -1 / from[k]!, size, width);
    const last = size - 1;
    this.place.delete(this.coordinates[k]!);
    if (k < last) {
      this.coordinates[k] = this.coordinates[last]!;
      this.place.set(this.coordinates[k]!, k);
      for (let c = 0; c < size; c++) inverse[k * width + c] = inverse[last * width + c]!;
      for (let c = 0; c < size; c++) inverse[c * width + k] = inverse[c * width + last]!;
      inverse[k * width + k] = inverse[last * width + last]!;
    }
    this.coordinates.pop();
    for (let c = 0; c < size; c++) {
      inverse[last * width + c] = 0;
      inverse[c * width + last] = 0;
    }
  }

  private grow(): void {
    const old = this.room;
    const size = this.coordinates.length;
    this.room = makeRoom(16 * Math.ceil((1.25 * old.width) / 16));
    for (let i = 0; i < size; i++) {
      this.room.inverse.set(old.inverse.subarray(i * old.width, i * old.width + size), i * this.room.width);
    }
    old.kernels.release();
  }
}
