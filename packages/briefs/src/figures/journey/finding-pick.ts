import type { DerivationJson } from '../../patient/patient-json.ts';

/**
 * How a derivation is asked about: `finding:mm.refractory?agent=lenalidomide&line=1`, and after `#` which of several
 * signs on the chart it was.
 */
export const findingPick = ({ criterion, of }: Pick<DerivationJson, 'criterion' | 'of'>, sign?: string): string => {
  const about = Object.entries(of ?? {}).map(([name, value]) => `${name}=${String(value)}`);
  return `finding:${criterion}${about.length > 0 ? `?${about.join('&')}` : ''}${sign === undefined ? '' : `#${sign}`}`;
};
