import { type FactId, item } from '@linea/facts';
import { hasDisease } from '../myeloma/baseline.ts';
import { type Derivation, derive } from '../patient/derive-patient.ts';
import type { Patient } from '../patient/patient.ts';
import { criterionById } from '../registry.ts';
import { run } from './check.ts';
import type { Filling, Finding } from './finding.ts';
import { recordOf } from './record.ts';
import { type ConsistencyRule, consistencyRules } from './rules.ts';

/** A question to whoever keeps the record: a rule that no possible date or value of it satisfies. */
export interface Query {
  /** `R001` ... `R125`. */
  readonly code: string;
  readonly severity: ConsistencyRule['severity'];
  /** Where to look: the facts that contradict, the first one first. */
  readonly facts: readonly FactId[];
  readonly message: { readonly en: string; readonly it: string };
}

/** A rule that the record leaves open: dates that are not exact, or a value that is not known. */
export interface Undecided {
  readonly code: string;
  readonly facts: readonly FactId[];
}

export interface Consistency {
  /** Errors first, then in the order of the rules. */
  readonly queries: readonly Query[];
  readonly undecided: readonly Undecided[];
}

type Language = 'en' | 'it';

const digits = { maximumSignificantDigits: 12, useGrouping: false };
const numbers = { en: new Intl.NumberFormat('en', digits), it: new Intl.NumberFormat('it', digits) };

function fill(filling: Filling, language: Language): string {
  if (typeof filling === 'number') return numbers[language].format(filling);
  if (typeof filling === 'string') return filling;
  if ('item' in filling) return language === 'en' ? item(filling.item).labelEn : item(filling.item).labelIt;
  return item(filling.code).values?.find(({ code }) => code === filling.answer)?.[language] ?? filling.answer;
}

const told = (template: string, values: Finding['values'], language: Language): string =>
  template.replaceAll(/\{(\w+)\}/g, (_, name: string) => fill(values[name] ?? '–', language));

const asQuery = ({ id, severity, messageEn, messageIt }: ConsistencyRule, { facts, values }: Finding): Query => ({
  code: id,
  severity,
  facts,
  message: { en: told(messageEn, values, 'en'), it: told(messageIt, values, 'it') },
});

const SEVERITIES = ['error', 'warning', 'info'] as const;
const DISEASES = ['LBCL', 'ALL', 'MM', 'SLE'] as const;

/** The rules that speak of the patient's disease; where it is not known, those of every disease. */
function rulesFor(of: Patient): readonly ConsistencyRule[] {
  const disease = DISEASES.find((name) => hasDisease(of, name));
  return consistencyRules.filter(({ diseases }) =>
    disease ? diseases.includes(disease) : diseases.length === DISEASES.length,
  );
}

/**
 * Every consistency rule on the record of a patient as it is seen: a date rule fires only when every possible date
 * violates it, any other only when nothing unknown could satisfy it.
 *
 * @param derivations  what a criterion derived of this patient, where somebody has worked it out already
 */
export function consistencyOf(
  of: Patient,
  derivations: (criterion: string) => readonly Derivation[] = (id) => {
    const criterion = criterionById(id);
    return criterion ? derive(criterion, of) : [];
  },
): Consistency {
  const record = recordOf(of, derivations);
  const queries: Query[] = [];
  const open: Undecided[] = [];
  for (const rule of rulesFor(of)) {
    for (const finding of run(rule.check, record, rule)) {
      if (finding.status === 'violated') queries.push(asQuery(rule, finding));
      else open.push({ code: rule.id, facts: finding.facts });
    }
  }
  const severe = ({ severity }: Query) => SEVERITIES.indexOf(severity);
  return { queries: queries.sort((a, b) => severe(a) - severe(b)), undecided: open };
}
