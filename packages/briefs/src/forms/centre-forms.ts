import { type FormKind, type FormLayout, formLayouts, type MilestoneRule, milestoneRules } from './layout.ts';

/** What holds for one centre alone; without a name for all of them. */
interface OfCentre {
  readonly centre?: string | undefined;
}

/** Months and field lists that centres wrote instead of those built in. */
export interface CentreForms {
  readonly milestones: readonly (MilestoneRule & OfCentre)[];
  readonly layouts: readonly (FormLayout & OfCentre)[];
}

/** Who held the layout of a sheet against the real form, and when. */
export interface Confirmation {
  readonly kind: string;
  readonly version: string;
  readonly by: string;
  readonly on: string;
}

/** The field lists and the months of a centre. */
export interface FormsInForce {
  readonly layouts: readonly FormLayout[];
  readonly milestones: readonly MilestoneRule[];
}

export const NO_CENTRE_FORMS: CentreForms = { milestones: [], layouts: [] };

/**
 * What holds for a centre: its own entry, else one for all centres, else what is built in. A layout is confirmed where that was
 * recorded for the version in force: a changed version is to be confirmed again.
 */
export function formsInForce(
  centre: string,
  own: CentreForms = NO_CENTRE_FORMS,
  confirmations: readonly Confirmation[] = [],
): FormsInForce {
  const mine = <T extends OfCentre>(entries: readonly T[]): readonly T[] => [
    ...entries.filter((one) => one.centre === centre),
    ...entries.filter((one) => one.centre === undefined),
  ];
  const rules = new Map<string, MilestoneRule>();
  for (const rule of [...mine(own.milestones), ...milestoneRules])
    if (!rules.has(rule.product)) rules.set(rule.product, rule);
  const layouts = new Map<FormKind, FormLayout>();
  for (const layout of [...mine(own.layouts), ...formLayouts])
    if (!layouts.has(layout.id)) layouts.set(layout.id, confirmed(layout, confirmations));
  return { layouts: formLayouts.map(({ id }) => layouts.get(id) as FormLayout), milestones: [...rules.values()] };
}

function confirmed(layout: FormLayout, confirmations: readonly Confirmation[]): FormLayout {
  const found = confirmations.findLast(({ kind, version }) => kind === layout.id && version === layout.version);
  return found ? { ...layout, confirmed: { by: found.by, on: found.on } } : layout;
}
