import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { queriesQuery, wordsQuery } from '../../api/queries.ts';
import type { QueriesSearch } from '../../app/search.ts';
import { Trouble } from '../../app/shell.tsx';
import { useLanguage } from '../../app/use-language.ts';
import { useTitle } from '../../app/use-title.ts';
import { useSay } from '../../language/say.tsx';
import classes from './queries.module.css';
import { QueryList } from './query-list.tsx';

const route = getRouteApi('/queries');
const SEVERITIES = ['error', 'warning', 'info'] as const;
/** Requests after which the page waits to be asked for more: a hundred patients. */
const AT_ONCE = 5;

/** What the consistency rules ask about all patients: looked at some at a time, and further when asked. */
export function QueriesPage() {
  const { centre, severity } = route.useSearch();
  const navigate = route.useNavigate();
  const say = useSay();
  const language = useLanguage();
  useTitle(say('web.queries'));
  const words = useQuery(wordsQuery(language));
  const { data, error, hasNextPage, isFetching, fetchNextPage, refetch } = useInfiniteQuery(
    queriesQuery(centre, severity, language),
  );
  const [wanted, setWanted] = useState(AT_ONCE);
  const queries = data?.pages.flatMap((page) => page.queries) ?? [];
  const asked = data?.pages.length ?? 0;
  const goesOn = hasNextPage && !isFetching && asked < wanted;
  useEffect(() => {
    if (goesOn) void fetchNextPage();
  }, [goesOn, fetchNextPage]);
  if (error) return <Trouble error={error} reset={() => void refetch()} />;
  const last = data?.pages.at(-1);
  const choose = (change: Partial<Record<keyof QueriesSearch, string | undefined>>) => {
    setWanted(AT_ONCE);
    void navigate({ search: (before) => ({ ...before, ...change }) as QueriesSearch, replace: true });
  };
  const looked = data?.pages.reduce((sum, page) => sum + page.looked, 0) ?? 0;
  return (
    <section className={classes.page}>
      <h1>{say('web.queries')}</h1>
      <p className={classes.quiet}>{say('web.queries.lead')}</p>
      <div className={classes.filters}>
        <label>
          {say('web.queries.centre')}
          <select value={centre ?? ''} onChange={(event) => choose({ centre: event.currentTarget.value || undefined })}>
            <option value="">{say('web.queries.everyCentre')}</option>
            {(last?.centres ?? (centre ? [centre] : [])).map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
        <label>
          {say('web.queries.severity')}
          <select
            value={severity ?? ''}
            onChange={(event) => choose({ severity: event.currentTarget.value || undefined })}
          >
            <option value="">{say('web.queries.everySeverity')}</option>
            {SEVERITIES.map((one) => (
              <option key={one} value={one}>
                {say(`web.severity.${one}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p role="status">
        {last && words.data
          ? `${say('web.queries.count', { count: queries.length })} ${say('web.queries.looked', { looked, patients: last.patients })}`
          : say('web.loading')}
      </p>
      {words.data ? <QueryList queries={queries} words={words.data} named /> : null}
      {hasNextPage && asked >= wanted ? (
        <button type="button" className={classes.more} onClick={() => setWanted(wanted + AT_ONCE)}>
          {say('web.queries.more')}
        </button>
      ) : null}
    </section>
  );
}
