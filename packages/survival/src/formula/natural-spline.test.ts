import { describe, expect, it } from 'vitest';
import { naturalSpline, naturalSplineBasis } from './natural-spline.ts';

describe('natural spline basis', () => {
  const height = Float64Array.from({ length: 15 }, (_, i) => 58 + i);

  // The example of R's help page of splines::ns: ns(women$height, df = 5), rows 2, 8 and 15 as R prints them.
  it.each([
    [1, [7.592323e-3, 0, -8.670223e-2, 2.601067e-1, -1.734045e-1]],
    [7, [4.791667e-1, 4.791667e-1, 1.406302e-2, 2.031093e-2, -1.354062e-2]],
    [14, [0, 0, -1.428571e-1, 4.285714e-1, 7.142857e-1]],
  ])("row %i is R's", (row, wanted) => {
    const columns = naturalSplineBasis(naturalSpline(height, 5), height);
    expect(columns.map((column) => column[row])).toEqual(wanted.map((v) => expect.closeTo(v, 7)));
  });

  it('is a straight line beyond the boundary, and missing where x is', () => {
    const spline = naturalSpline(height, 3);
    const [column] = naturalSplineBasis(spline, Float64Array.of(72, 74, 76, 78, Number.NaN));
    expect(column![2]! - column![1]!).toBeCloseTo(column![1]! - column![0]!, 12);
    expect(column![3]! - column![2]!).toBeCloseTo(column![2]! - column![1]!, 12);
    expect(column![4]).toBeNaN();
  });
});
