/** Types, by their number in PostgreSQL's catalogue, that the drivers would give as a `Date` or as an object. */
export const AS_TEXT: readonly number[] = [
  114, // json
  1082, // date
  1114, // timestamp
  1184, // timestamptz
  3802, // jsonb
];

/** INT8, which one driver gives as text and the other as a number or a bigint by size. Counts stay far below 2^53. */
export const AS_NUMBER: readonly number[] = [20];

/** How both drivers read them. */
export const parsers: Readonly<Record<number, (text: string) => unknown>> = Object.fromEntries([
  ...AS_TEXT.map((oid) => [oid, (text: string) => text] as const),
  ...AS_NUMBER.map((oid) => [oid, Number] as const),
]);
