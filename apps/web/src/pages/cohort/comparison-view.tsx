import type { CohortComparisonDocument } from '@linea/registry/contract';
import { useQuery } from '@tanstack/react-query';
import { cohortComparisonQuery, cohortQuery } from '../../api/cohort.ts';
import { Trouble } from '../../app/shell.tsx';
import { useLanguage } from '../../app/use-language.ts';
import type { PageWords } from '../../language/words.ts';
import classes from './cohort.module.css';
import { comparedCurves, differenceTable, tableOne } from './comparison-words.ts';
import { CurvePoints, DrawnCurves, EndpointChoice } from './curves-view.tsx';
import { Filters } from './filters.tsx';
import { HowRead } from './how-read.tsx';
import { cohortWord, dimensionWord } from './level-words.ts';
import { Numbers } from './numbers.tsx';
import type { ViewProps } from './view.ts';

/** The filters of the second cohort, without the letter before their names. */
const secondOf = (search: ViewProps['search']): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(search).flatMap(([name, value]) => (name.startsWith('b.') ? [[name.slice(2), value]] : [])),
  );

/** Two cohorts side by side: who they are, how they fared, the difference with its interval. */
export function ComparisonView({ search, filters, words, cohort, onChange }: ViewProps) {
  const { say } = words;
  const language = useLanguage();
  const { endpoint = 'PFS' } = search;
  const second = secondOf(search);
  const { records } = cohort;
  const chosen = Object.keys(second).length > 0;
  const { asOf } = filters;
  const other = useQuery(cohortQuery({ ...second, records, asOf }, language));
  const prefixed = Object.fromEntries(Object.entries(second).map(([name, value]) => [`b.${name}`, value]));
  const comparison = useQuery({
    ...cohortComparisonQuery({ ...filters, records, ...prefixed, endpoint }, language),
    enabled: chosen,
  });
  const copy = Object.fromEntries(
    Object.entries(filters)
      .filter(([name]) => name !== 'records' && name !== 'asOf')
      .map(([name, value]) => [`b.${name}`, value]),
  );
  return (
    <section aria-label={say('web.cohort.view.comparison')} className={classes.view}>
      <div className={classes.controls}>
        <EndpointChoice endpoint={endpoint} words={words} onChange={onChange} />
      </div>
      {other.data ? (
        <details className={classes.sideBox} open={!chosen}>
          <summary className={classes.sideTitle}>{say('web.cohort.comparison.second')}</summary>
          <p>
            {cohortWord(words, other.data.filters)} ·{' '}
            {other.data.n === null ? say('web.cohort.notShown') : say('web.cohort.n', { n: other.data.n })}{' '}
            {Object.keys(copy).length > 0 ? (
              <button type="button" className={classes.link} onClick={() => onChange(copy)}>
                {say('web.cohort.comparison.copy')}
              </button>
            ) : null}
          </p>
          <div className={classes.secondFacets}>
            <Filters
              facets={other.data.facets}
              filters={second}
              words={words}
              onChange={(dimension, levels) =>
                onChange({ [`b.${dimension}`]: levels.length > 0 ? levels.join(',') : undefined })
              }
            />
          </div>
        </details>
      ) : null}
      {chosen ? null : (
        <p role="note" className={classes.note}>
          {say('web.cohort.comparison.choose')}
        </p>
      )}
      {chosen && comparison.error ? <Trouble error={comparison.error} reset={() => void comparison.refetch()} /> : null}
      {chosen && comparison.data ? (
        <Compared of={comparison.data} words={words} busy={comparison.isPlaceholderData} />
      ) : null}
    </section>
  );
}

interface ComparedProps {
  readonly of: CohortComparisonDocument;
  readonly words: PageWords;
  readonly busy: boolean;
}

function Compared({ of, words, busy }: ComparedProps) {
  const { say } = words;
  const { second, overlap, limit } = of;
  const least = limit.leastShown;
  const why = overlap
    ? say('web.cohort.comparison.overlap')
    : second.undisclosed?.filter
      ? say('web.cohort.leavesOutFew', { filter: dimensionWord(words, second.undisclosed.filter), least })
      : second.undisclosed
        ? say('web.cohort.comparison.tooFew', { least })
        : null;
  if (why !== null)
    return (
      <p role="note" className={classes.note}>
        {why}
      </p>
    );
  const drawable = comparedCurves(of, words);
  return (
    <div aria-busy={busy} className={classes.view}>
      <dl className={classes.two}>
        <dt>A</dt>
        <dd>{`${cohortWord(words, of.filters)} · ${say('web.cohort.n', { n: of.n ?? 0 })}`}</dd>
        <dt>B</dt>
        <dd>{`${cohortWord(words, second.filters)} · ${say('web.cohort.n', { n: second.n ?? 0 })}`}</dd>
      </dl>
      <DrawnCurves of={drawable} words={words} />
      <Numbers caption={say('web.cohort.comparison.differences')} table={differenceTable(of, words)} />
      <Numbers caption={say('web.cohort.comparison.tableOne')} table={tableOne(of, words)} />
      <HowRead words={words} definitions={of.definitions}>
        <CurvePoints of={{ ...of, label: drawable.label }} words={words} />
        <li>{say('web.cohort.comparison.difference')}</li>
        <li>{say('web.cohort.comparison.smd')}</li>
        <li>{say('web.cohort.comparison.percent')}</li>
        <li>{say('web.cohort.forest.noCause')}</li>
      </HowRead>
    </div>
  );
}
