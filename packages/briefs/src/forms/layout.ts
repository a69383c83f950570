import { layoutsData, milestonesData } from './layouts.generated.ts';

/** Days from the infusion; null is no limit. A yearly sheet moves by 365 days a year. */
export interface FormWindow {
  readonly from: number | null;
  readonly to: number | null;
  readonly yearly?: number;
}

export interface FormField {
  readonly code: string;
  readonly need: 'required' | 'optional';
  readonly take: 'last' | 'all';
  readonly diseases?: readonly string[];
  /** Whatever its day. */
  readonly any?: boolean;
}

interface FormSection {
  readonly id: string;
  readonly titleEn: string;
  readonly titleIt: string;
  readonly fields: readonly FormField[];
}

/** A sheet as a list of fields. It is called unverified until a centre has held it against the real form. */
export interface FormLayout {
  readonly id: FormKind;
  readonly titleEn: string;
  readonly titleIt: string;
  readonly version: string;
  readonly confirmed: { readonly by: string; readonly on: string } | null;
  readonly source: string;
  /** The same in Italian; a layout of a centre may leave it out. */
  readonly sourceIt?: string;
  readonly window: FormWindow;
  readonly sections: readonly FormSection[];
}

/** When a payment is due by the outcome, by product. */
export interface MilestoneRule {
  readonly product: string;
  readonly months: readonly number[];
  readonly daysBefore: number;
  readonly daysAfter: number;
  /** Codes; `resp` is the response of the disease. */
  readonly needs: readonly string[];
  readonly mark: 'verified' | 'convention' | 'centre';
  readonly source: string;
}

export const FORM_KINDS = ['ebmt-day0', 'ebmt-day100', 'ebmt-annual', 'aifa'] as const;
export type FormKind = (typeof FORM_KINDS)[number];

export const formLayouts = layoutsData as readonly FormLayout[];
export const milestoneRules = milestonesData as readonly MilestoneRule[];
