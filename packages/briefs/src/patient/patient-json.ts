/** A date as the public JSON prints it: days between which something was, ISO 8601; null where a side is open. */
export interface EffectiveJson {
  readonly start: string | null;
  readonly end: string | null;
  readonly precision: string;
  /** The source's own words: `start of cycle 3`. */
  readonly text?: string;
  /** Counted from another fact: `offsetDays` after the day of `ref`. */
  readonly anchor?: { readonly ref: string; readonly offsetDays: readonly [number, number] };
}

/** A fact as `linea patient ID --json` and the API print it. */
export interface FactJson {
  readonly id: string;
  readonly code: string;
  /** `kind:name`, what was observed together. */
  readonly event: string;
  readonly effective: EffectiveJson;
  readonly value: unknown;
  readonly unit: string | null;
  readonly comparator?: string;
  readonly low?: number;
  readonly high?: number;
  readonly absent?: string;
  readonly stated: boolean;
  readonly known: string;
  readonly knownBasis?: string;
  readonly recorded?: string;
  readonly source?: string;
  readonly qualifiers?: Readonly<Record<string, unknown>>;
  readonly note?: string;
  readonly supersedes?: string | null;
}

/** A line of therapy with what was derived of it; dates in EDTF. */
export interface LineJson {
  readonly number: number;
  readonly regimen: string | null;
  readonly start: string;
  readonly stop: string | null;
  readonly bestResponse: string | null;
  readonly refractoryTo: readonly string[];
}

/** What a criterion says of the patient; its further fields stand beside these. */
export interface DerivationJson {
  readonly criterion: string;
  readonly version: string;
  readonly at: string | null;
  readonly of: Readonly<Record<string, unknown>> | null;
  readonly status?: string;
  readonly value?: unknown;
  readonly possible?: readonly unknown[];
  readonly missing: readonly string[];
  readonly because: readonly string[];
  readonly assuming: readonly string[];
  readonly warnings?: readonly string[];
  readonly params?: Readonly<Record<string, unknown>>;
  readonly stated: { readonly value: unknown; readonly fact: string } | null;
  readonly discrepancy: { readonly code: string; readonly message: string } | null;
  readonly [field: string]: unknown;
}

/** One patient as of a day: the public JSON. */
export interface PatientJson {
  readonly patient: string;
  readonly asOf: string;
  readonly knownAt: string | null;
  readonly centre: string;
  readonly disease: string | null;
  readonly synthetic: boolean;
  readonly facts: readonly FactJson[];
  readonly lines: readonly LineJson[];
  readonly derivations: readonly DerivationJson[];
  readonly discrepancies: readonly string[];
  readonly warnings: readonly string[];
}
