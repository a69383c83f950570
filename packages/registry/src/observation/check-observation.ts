import { dictionary, type Fact, type Issue, shown } from '@linea/facts';
import type { Observation } from './observation.ts';

/** What is wrong with an observation before its facts are looked at one by one. */
export function observationIssues(of: Observation, versions: readonly Fact[]): readonly Issue[] {
  const issues: Issue[] = [];
  const known = (event: string) => versions.some((fact) => fact.event === event);
  if (of.admission !== undefined && !(of.admission.startsWith('infusion:') && known(of.admission)))
    issues.push({
      code: 'admission.unknown',
      at: 'admission',
      got: shown(of.admission),
      allowed: admissions(versions),
    });
  if (of.event !== undefined && !(of.event.startsWith('daily:') && known(of.event)))
    issues.push({ code: 'observation.unknown', at: 'event', got: shown(of.event) });
  if (of.event === undefined && of.at === undefined && of.values.length > 0)
    issues.push({ code: 'observation.noTime', at: 'at', allowed: 'YYYY-MM-DDTHH:MM' });
  if (of.values.length + of.drugs.length + of.corrections.length === 0)
    issues.push({ code: 'observation.empty', at: 'values' });
  const seen = new Set<string>();
  for (const [index, { code }] of of.values.entries()) {
    const at = `values.${index}.code`;
    const item = dictionary().get(code);
    if (item && (item.event !== 'daily' || item.role === 'date' || code === 'day.time'))
      issues.push({ code: 'observation.otherCode', at, got: shown(code), allowed: 'day.*' });
    if (seen.has(code)) issues.push({ code: 'observation.twice', at, got: shown(code) });
    seen.add(code);
  }
  for (const [index, { dose, unit }] of of.drugs.entries()) {
    const at = `drugs.${index}`;
    if (dose !== undefined && unit === undefined)
      issues.push({ code: 'unit.missing', at: `${at}.unit`, got: 'null', allowed: doseUnits() });
    if (dose === undefined && unit !== undefined) issues.push({ code: 'observation.noDose', at: `${at}.dose` });
  }
  const corrected = new Set<string>();
  for (const [index, { supersedes }] of of.corrections.entries()) {
    if (corrected.has(supersedes))
      issues.push({ code: 'observation.twice', at: `corrections.${index}.supersedes`, got: shown(supersedes) });
    corrected.add(supersedes);
  }
  return issues;
}

const doseUnits = (): string => (dictionary().get('med.doseUnit')?.values ?? []).map(({ code }) => code).join(', ');

const admissions = (versions: readonly Fact[]): string =>
  [...new Set(versions.map(({ event }) => event).filter((event) => event.startsWith('infusion:')))].join(', ');
