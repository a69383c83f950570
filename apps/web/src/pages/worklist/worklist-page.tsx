import { dayText } from '@linea/criteria/words';
import { fromIso } from '@linea/facts';
import type { WorklistDocument } from '@linea/registry/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { wordsQuery } from '../../api/queries.ts';
import { worklistQuery } from '../../api/therapy-queries.ts';
import { AHEAD, DUE_KINDS, type WorklistSearch } from '../../app/search.ts';
import { Trouble } from '../../app/shell.tsx';
import { useLanguage } from '../../app/use-language.ts';
import { useTitle } from '../../app/use-title.ts';
import { useSay } from '../../language/say.tsx';
import { DueTable } from './due-table.tsx';
import classes from './worklist.module.css';

const route = getRouteApi('/worklist');
const STATUSES = ['overdue', 'due', 'soon'] as const;

/** What is due of all patients, overdue first: by centre, by kind, and how far ahead. */
export function WorklistPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const say = useSay();
  const language = useLanguage();
  const [pages, setPages] = useState(1);
  useTitle(say('web.worklist'));
  const words = useQuery(wordsQuery(language));
  const list = useQuery(worklistQuery(search, pages, language));
  if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
  const found = list.data;
  const choose = (change: { readonly [K in keyof WorklistSearch]?: WorklistSearch[K] | undefined }) => {
    setPages(1);
    void navigate({ search: (before) => ({ ...before, ...change }) as WorklistSearch, replace: true });
  };
  return (
    <section className={classes.page}>
      <h1>{say('web.worklist')}</h1>
      <p className={classes.quiet}>{say('web.worklist.lead')}</p>
      <div className={classes.filters}>
        <label>
          {say('web.worklist.centre')}
          <select
            value={search.centre ?? ''}
            onChange={(event) => choose({ centre: event.currentTarget.value || undefined })}
          >
            <option value="">{say('web.worklist.everyCentre')}</option>
            {(found?.centres ?? (search.centre ? [search.centre] : [])).map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
        <label>
          {say('web.worklist.ahead')}
          <select
            value={search.days ?? 30}
            onChange={(event) => choose({ days: AHEAD.find((one) => String(one) === event.currentTarget.value) })}
          >
            {AHEAD.map((days) => (
              <option key={days} value={days}>
                {say('web.worklist.days', { days })}
              </option>
            ))}
          </select>
        </label>
        <label>
          {say('web.asOf')}
          <input
            type="date"
            value={search.asOf ?? found?.asOf ?? ''}
            onChange={(event) => choose({ asOf: event.currentTarget.value || undefined })}
          />
        </label>
      </div>
      {found && words.data ? (
        <>
          <Kinds
            counts={found.counts}
            kind={search.kind}
            name={words.data.say}
            onKind={(kind) => choose({ kind: kind === search.kind ? undefined : kind })}
          />
          <p role="status" className={classes.quiet}>
            {say('web.worklist.count', {
              total: found.total,
              patients: found.patients,
              asOf: dayText(fromIso(found.asOf), say),
            })}{' '}
            {found.questionsLooked < found.patients
              ? say('web.worklist.looked', { looked: found.questionsLooked, patients: found.patients })
              : ''}
          </p>
          <div aria-busy={list.isPlaceholderData}>
            <DueTable items={found.items} asOf={search.asOf} words={words.data} />
          </div>
          {found.items.length < found.total ? (
            <button type="button" className={classes.more} onClick={() => setPages(pages + 1)}>
              {say('web.worklist.more', { shown: found.items.length, total: found.total })}
            </button>
          ) : null}
        </>
      ) : (
        <p role="status">{say('web.loading')}</p>
      )}
    </section>
  );
}

interface KindsProps {
  readonly counts: WorklistDocument['counts'];
  readonly kind: WorklistSearch['kind'];
  readonly name: (key: string) => string;
  readonly onKind: (kind: NonNullable<WorklistSearch['kind']>) => void;
}

/** How much there is of each kind; a kind alone where it is pressed. */
function Kinds({ counts, kind, name, onKind }: KindsProps) {
  const say = useSay();
  return (
    <fieldset className={classes.kinds}>
      <legend>{say('web.worklist.kind')}</legend>
      {DUE_KINDS.map((one) => (
        <button key={one} type="button" aria-pressed={one === kind} onClick={() => onKind(one)}>
          <strong>{name(`worklist.kind.${one}`)}</strong>
          {STATUSES.map((status) => (
            <span key={status} data-status={status}>
              {counts[one][status]} {name(`worklist.status.${status}`)}
            </span>
          ))}
        </button>
      ))}
    </fieldset>
  );
}
