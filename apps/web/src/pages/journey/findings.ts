import type { DerivationJson, PatientJson } from '@linea/briefs';

/** What the criteria say, in the order a clinician asks: what contradicts, what is open, what is settled. */
export interface Findings {
  readonly differing: readonly DerivationJson[];
  readonly open: readonly DerivationJson[];
  readonly settled: readonly DerivationJson[];
}

const byDay = (a: DerivationJson, b: DerivationJson): number => (b.at ?? '').localeCompare(a.at ?? '');

/** A derivation under an assumption that agrees stands with the one it belongs to, so it is not open twice. */
export function findingsOf({ derivations }: Pick<PatientJson, 'derivations'>): Findings {
  const differing = derivations.filter(({ discrepancy }) => discrepancy !== null);
  const rest = derivations.filter(({ discrepancy, status }) => discrepancy === null && status !== 'notApplicable');
  return {
    differing: differing.toSorted(byDay),
    open: rest.filter(({ status }) => status === 'indeterminate').toSorted(byDay),
    settled: rest.filter(({ status }) => status === 'determined').toSorted(byDay),
  };
}

/** What a mark on the chart asks about. */
export type Asked =
  | { readonly kind: 'fact'; readonly id: string }
  | { readonly kind: 'finding'; readonly criterion: string; readonly about: Readonly<Record<string, string>> }
  | { readonly kind: 'day'; readonly at: string; readonly which: string };

/** Reads `fact:a014`, `finding:mm.refractory?agent=x&line=1#2`, `day:2024-03-31#open`; null for anything else. */
export function askedBy(pick: string): Asked | null {
  const [, kind, rest = ''] = /^(fact|finding|day):(.+)$/.exec(pick) ?? [];
  const [body = '', sign = ''] = rest.split('#');
  if (kind === 'fact') return { kind, id: rest };
  if (kind === 'day') return { kind, at: body, which: sign };
  if (kind !== 'finding') return null;
  const [criterion = '', query = ''] = body.split('?');
  const about = Object.fromEntries(
    query
      .split('&')
      .filter(Boolean)
      .map((pair) => pair.split('=') as [string, string]),
  );
  return { kind, criterion, about };
}

/** Is a derivation about what was asked? */
export const isAbout = ({ of }: Pick<DerivationJson, 'of'>, about: Readonly<Record<string, string>>): boolean =>
  Object.entries(about).every(([name, value]) => String(of?.[name]) === value);
