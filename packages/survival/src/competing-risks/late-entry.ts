import { ascending } from '../order/ascending.ts';

/** What the running sums a and b of `cumulativeIncidence` were when each row entered, and their sums over those at risk. */
export class LateEntry {
  /** b, and a of each cause (n x causes), at entry. */
  readonly bAt: Float64Array;
  readonly aAt: Float64Array;
  private readonly start: ArrayLike<number>;
  private readonly byStart: Int32Array;
  private readonly weight: (row: number) => number;
  private readonly causes: number;
  private entered = 0;
  /** Over those at risk, squared weights times b, b^2, and by cause a, a^2, a b. */
  private sumB = 0;
  private sumBB = 0;
  private readonly sumA: Float64Array;
  private readonly sumAA: Float64Array;
  private readonly sumAB: Float64Array;

  constructor(start: ArrayLike<number>, causes: number, weight: (row: number) => number) {
    this.start = start;
    this.byStart = ascending(start);
    this.causes = causes;
    this.weight = weight;
    this.bAt = new Float64Array(start.length);
    this.aAt = new Float64Array(start.length * causes);
    this.sumA = new Float64Array(causes);
    this.sumAA = new Float64Array(causes);
    this.sumAB = new Float64Array(causes);
  }

  /** Takes those who have not entered before each time off the weights (and squares) of those followed that long. */
  leaveOut(times: Float64Array, atRisk: Float64Array, squares: Float64Array): void {
    const { start, byStart, weight } = this;
    let waiting = 0;
    let square = 0;
    let r = byStart.length - 1;
    for (let k = times.length - 1; k >= 0; k--) {
      for (; r >= 0 && start[byStart[r]!]! >= times[k]!; r--) {
        const w = weight(byStart[r]!);
        waiting += w;
        square += w * w;
      }
      atRisk[k]! -= waiting;
      squares[k]! -= square;
    }
  }

  /** Those who enter before `time`, when the sums are a and b. */
  enter(time: number, a: Float64Array, b: number): void {
    for (; this.entered < this.byStart.length && this.start[this.byStart[this.entered]!]! < time; this.entered++) {
      const i = this.byStart[this.entered]!;
      this.bAt[i] = b;
      this.aAt.set(a, i * this.causes);
      this.add(i, 1);
    }
  }

  leave(row: number): void {
    this.add(row, -1);
  }

  private add(i: number, sign: number): void {
    const square = sign * this.weight(i) ** 2;
    const b = this.bAt[i]!;
    this.sumB += square * b;
    this.sumBB += square * b * b;
    for (let c = 0; c < this.causes; c++) {
      const a = this.aAt[i * this.causes + c]!;
      this.sumA[c]! += square * a;
      this.sumAA[c]! += square * a * a;
      this.sumAB[c]! += square * a * b;
    }
  }

  /** Sum of w^2 (b - b_i)^2 over those at risk, less that of w^2 b^2. */
  correction(b: number): number {
    return this.sumBB - 2 * b * this.sumB;
  }

  /** The same for cause c: of w^2 ((a - a_i) - f (b - b_i))^2, less that of w^2 (a - f b)^2; `here` = a - f b. */
  correctionOf(c: number, here: number, f: number): number {
    const [a, aa, ab] = [this.sumA[c]!, this.sumAA[c]!, this.sumAB[c]!];
    return aa - 2 * f * ab + f * f * this.sumBB - 2 * here * (a - f * this.sumB);
  }
}
