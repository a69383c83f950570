/** The value of a fact as JSON carries it. */
export interface RawValue {
  readonly value?: unknown;
  readonly unit?: unknown;
  readonly comparator?: unknown;
  readonly low?: unknown;
  readonly high?: unknown;
  readonly qualifiers?: { readonly comparator?: unknown; readonly low?: unknown; readonly high?: unknown } | null;
}
