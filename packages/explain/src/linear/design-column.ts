/** One column of the design. */
export interface DesignColumn {
  readonly feature: number;
  readonly part: 'value' | 'missing' | 'product' | number;
  /** Where the value is not known: the mean of those who have one, so that the unknown neither raises nor lowers a risk. */
  readonly unknown?: number;
  /** Of a product: the other feature, and mean and standard deviation of both, which each is measured from and in. */
  readonly by?: {
    readonly feature: number;
    readonly mean: readonly [number, number];
    readonly sd: readonly [number, number];
  };
}

export interface Design {
  readonly n: number;
  readonly q: number;
  /** n x q, row-major. */
  readonly x: Float64Array;
}
