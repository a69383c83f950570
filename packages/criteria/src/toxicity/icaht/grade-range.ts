/** The envelope of a grade that lies between two, every grade between them reachable. */
export function gradeRange(
  min: number,
  max: number,
  missing: readonly string[],
): { readonly fields: Readonly<Record<string, unknown>> } {
  const possible = Array.from({ length: max - min + 1 }, (_, index) => min + index);
  const fields =
    min === max
      ? { value: min, grade: min, min, max, missing: [] }
      : { status: 'indeterminate', possible, grade: null, min, max, missing };
  return { fields };
}
