import type { CohortDocument } from '@linea/registry/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { cohortQuery } from '../../api/cohort.ts';
import { wordsQuery } from '../../api/queries.ts';
import { COHORT_VIEWS, type CohortView, type CohortWords } from '../../app/cohort-search.ts';
import common from '../../app/common.module.css';
import { Trouble } from '../../app/shell.tsx';
import { useLanguage } from '../../app/use-language.ts';
import { useTitle } from '../../app/use-title.ts';
import { useSay } from '../../language/say.tsx';
import type { PageWords } from '../../language/words.ts';
import { DayInput } from '../patient/patient-frame.tsx';
import classes from './cohort.module.css';
import { ComparisonView } from './comparison-view.tsx';
import { CurvesView } from './curves-view.tsx';
import { asOfText } from './figure-words.ts';
import { Filters } from './filters.tsx';
import { ForestView } from './forest-view.tsx';
import { ImmuneView } from './immune-view.tsx';
import { cohortWord, dimensionWord } from './level-words.ts';
import { OncoprintView } from './oncoprint-view.tsx';
import { SwimmerView } from './swimmer-view.tsx';
import type { ViewProps } from './view.ts';

const route = getRouteApi('/cohort');

/** What of the address is no filter. */
const CONTROLS = new Set([
  'view', 'endpoint', 'group', 'contrast', 'reference', 'other', 'compartment', 'sort', 'lang',
]); // biome-ignore format: a list

const VIEWS: Readonly<Record<CohortView, (props: ViewProps) => ReactNode>> = {
  curves: CurvesView,
  forest: ForestView,
  swimmer: SwimmerView,
  oncoprint: OncoprintView,
  immune: ImmuneView,
  comparison: ComparisonView,
};

/** Views that tell times from the infusion. */
const TIMES: ReadonlySet<CohortView> = new Set(['curves', 'forest', 'comparison']);

/** The filters of an address, with the records they are of. */
const filtersOf = (search: CohortWords): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(search).filter(([name]) => !CONTROLS.has(name) && !name.startsWith('b.')));

/** A cohort of the registry: who is in it, and how it fared. */
export function CohortPage() {
  const search = route.useSearch() as CohortWords;
  const navigate = route.useNavigate();
  const say = useSay();
  const language = useLanguage();
  const filters = filtersOf(search);
  const words = useQuery(wordsQuery(language));
  const cohort = useQuery(cohortQuery(filters, language));
  useTitle(say('web.cohort'));
  const change = (next: Readonly<Record<string, string | undefined>>): void =>
    void navigate({
      search: (before) =>
        Object.fromEntries(Object.entries({ ...before, ...next }).filter(([, value]) => value !== undefined)) as never,
      replace: true,
      resetScroll: false,
    });
  if (cohort.error) return <Trouble error={cohort.error} reset={() => void cohort.refetch()} />;
  if (!cohort.data || !words.data) return <p role="status">{say('web.loading')}</p>;
  const of = cohort.data;
  if (of.asOf === null)
    return (
      <div className={classes.page}>
        <h1>{say('web.cohort')}</h1>
        <Building share={of.share} />
      </div>
    );
  const view = COHORT_VIEWS.find((one) => one === search.view) ?? 'curves';
  const Shown = VIEWS[view];
  const afterwards = of.facets.filter(({ after, levels }) => after && levels.some(({ chosen }) => chosen));
  const clear = Object.fromEntries(
    Object.keys(filters).flatMap((name) => (name === 'asOf' || name === 'records' ? [] : [[name, undefined]])),
  );
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <h1>
          {say('web.cohort')}
          {of.records === 'synthetic' ? <strong className={common.synthetic}>{say('web.synthetic')}</strong> : null}
        </h1>
        <div className={classes.headControls}>
          <DayInput label={say('web.asOf')} value={search.asOf ?? of.asOf} onChange={(asOf) => change({ asOf })} />
          <button type="button" className={classes.button} onClick={() => window.print()}>
            {say('web.print')}
          </button>
        </div>
      </header>
      {of.status === 'building' ? <Building share={of.share} /> : null}
      <div className={classes.columns}>
        <section className={classes.side} aria-label={say('web.cohort.filters')}>
          <Records of={of} records={search.records ?? of.records} onChange={(records) => change({ records })} />
          <details className={classes.sideBox} open={window.innerWidth > 800}>
            <summary className={classes.sideTitle}>{say('web.cohort.filters')}</summary>
            <p className={classes.quiet}>{say('web.cohort.hiddenRule', { least: of.limit.leastShown })}</p>
            <Filters
              facets={of.facets}
              filters={filters}
              words={words.data}
              onChange={(dimension, levels) =>
                change({ [dimension]: levels.length > 0 ? levels.join(',') : undefined })
              }
            />
          </details>
        </section>
        <div className={classes.main} aria-busy={cohort.isPlaceholderData}>
          <Who of={of} words={words.data} onClear={() => change(clear)} />
          <Views view={view} onView={(next) => change({ view: next })} />
          {of.undisclosed ? (
            <Undisclosed of={of} words={words.data} />
          ) : afterwards.length > 0 && TIMES.has(view) ? (
            <p role="note" className={classes.note}>
              {say('web.cohort.immortal', {
                filters: afterwards.map(({ id }) => dimensionWord(words.data as PageWords, id)).join(', '),
              })}
            </p>
          ) : (
            <Shown search={search} filters={filters} words={words.data} cohort={of} onChange={change} />
          )}
        </div>
      </div>
      <p className={classes.research}>{say('web.researchUse')}</p>
    </div>
  );
}

function Building({ share }: { readonly share: number }) {
  const say = useSay();
  return (
    <p role="status">
      <label>
        {say('web.cohort.building')} <progress value={share} max={1} />
      </label>
    </p>
  );
}

interface RecordsProps {
  readonly of: CohortDocument;
  readonly records: string;
  readonly onChange: (records: 'real' | 'synthetic') => void;
}

/** Real or synthetic patients: never both. */
function Records({ of, records: chosen, onChange }: RecordsProps) {
  const say = useSay();
  const count = (n: number | null): string =>
    n === null ? say('web.cohort.fewer', { least: of.limit.leastShown }) : String(n);
  return (
    <fieldset className={classes.records}>
      <legend>{say('web.cohort.records')}</legend>
      {(['real', 'synthetic'] as const).map((records) => (
        <label key={records}>
          <input type="radio" name="records" checked={chosen === records} onChange={() => onChange(records)} />
          {say(`web.cohort.records.${records}`)} <span className={classes.quiet}>({count(of.available[records])})</span>
        </label>
      ))}
    </fieldset>
  );
}

interface WhoProps {
  readonly of: CohortDocument;
  readonly words: PageWords;
  readonly onClear: () => void;
}

/** The definition of the cohort, and how many are in it. */
function Who({ of, words, onClear }: WhoProps) {
  const { say } = words;
  const records = say(`web.cohort.records.${of.records}`);
  const filtered = Object.keys(of.filters).length > 0;
  return (
    <section className={classes.who} aria-label={say('web.cohort.definition')}>
      <p role="status" className={classes.n}>
        {of.n === null ? say('web.cohort.notShown') : say('web.cohort.n', { n: of.n })}
      </p>
      <p>
        <strong>{say('web.cohort.definition')}:</strong> {records}. {cohortWord(words, of.filters)}.{' '}
        <span className={classes.quiet}>{say('web.cohort.asOf', { day: asOfText(of.asOf, say) })}</span>{' '}
        {filtered ? (
          <button type="button" className={classes.link} onClick={onClear}>
            {say('web.cohort.clear')}
          </button>
        ) : null}
      </p>
    </section>
  );
}

function Undisclosed({ of, words }: { readonly of: CohortDocument; readonly words: PageWords }) {
  const { say } = words;
  const filter = of.undisclosed?.filter;
  return (
    <p role="note" className={classes.note}>
      {filter
        ? say('web.cohort.leavesOutFew', { filter: dimensionWord(words, filter), least: of.limit.leastShown })
        : say('web.cohort.tooFew', { least: of.limit.leastShown })}
    </p>
  );
}

interface ViewsProps {
  readonly view: string;
  readonly onView: (view: string) => void;
}

/** What can be looked at. */
function Views({ view, onView }: ViewsProps) {
  const say = useSay();
  return (
    <nav className={classes.views} aria-label={say('web.cohort.views')}>
      {COHORT_VIEWS.map((one) => (
        <button
          key={one}
          type="button"
          className={classes.button}
          aria-current={one === view ? 'true' : undefined}
          onClick={() => onView(one)}
        >
          {say(`web.cohort.view.${one}`)}
        </button>
      ))}
    </nav>
  );
}
