const asText = (text: string): string => text;

const wholeNumber = (text: string): number => {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError('wholeNumber: an INT8 beyond 2^53');
  return number;
};

/**
 * How both drivers read the types that they read differently, or as a JavaScript `Date`: days and instants as text, counts as
 * numbers. By the type's number in PostgreSQL's catalogue.
 */
export const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  20: wholeNumber, // int8
  114: asText, // json
  1082: asText, // date
  1114: asText, // timestamp
  1184: asText, // timestamptz
  3802: asText, // jsonb
};
