import { type AnalysisTable, definitionOf, planOf } from '@linea/cohort';
import { endpointSentences } from '@linea/criteria';
import { escaped, section } from './html.ts';
import type { Reporting } from './reporting.ts';

type Language = 'it' | 'en';

/** Every endpoint of the study in words, who is counted, and of how many it is known: what each number of the report rests on. */
export function definitionsPart(table: AnalysisTable, language: Language, { say, settings, cut }: Reporting): string {
  const { study, patients, times, binary } = table;
  const rows = patients.flatMap(({ setting }, row) => (settings.includes(setting) ? [row] : []));
  const diseases = [...new Set(rows.map((row) => patients[row]?.disease ?? ''))];
  const items = study.endpoints.map(({ id, from }) => {
    const values: readonly object[] = times[id] ?? binary[id] ?? [];
    const known = rows.filter((row) => !('missing' in (values[row] ?? { missing: '' })));
    const lost = new Map<string, number>();
    for (const row of rows) {
      const value = values[row] as { readonly missing?: string } | undefined;
      if (value?.missing !== undefined) lost.set(value.missing, (lost.get(value.missing) ?? 0) + 1);
    }
    const why = [...lost].map(([code, n]) => `${say(`report.missing.${code}`)}: ${n}`).join('; ');
    const definition = times[id]
      ? diseases
          .flatMap((disease) => {
            const of = definitionOf(id, disease);
            return of ? [endpointSentences(planOf(of, study.population, from, study.decision), language, say)] : [];
          })
          .join(' ')
      : say(`report.endpoint.${id}.definition`);
    const near = known.filter(
      (row) => (values[row] as { readonly approximate?: boolean } | undefined)?.approximate === true,
    ).length;
    const dates = times[id] ? ` ${say('report.definitions.approximate', { n: near })}` : '';
    const denominator = say('report.definitions.known', { known: known.length, all: rows.length, cut });
    return `<dt id="defined-${id}">${escaped(say(`report.endpoint.${id}`))}</dt><dd>${escaped(definition)} ${escaped(denominator)}${why ? ` (${escaped(why)})` : ''}.${escaped(dates)}</dd>`;
  });
  return section(say('report.definitions'), `<dl>${items.join('')}</dl>`);
}
