import { type Base, journeyFigure, type PatientJson, type Words } from '@linea/briefs';
import { type DaySpan, type Journey, journeyLegend, Legend, layoutLegend, Patterns } from '@linea/charts';
import '@mantine/core/styles/Table.css';
import '@mantine/core/styles/Input.css';
import { legendWords } from '@linea/briefs';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useMemo } from 'react';
import { journeyQuery, type Seen, wordsQuery } from '../../api/queries.ts';
import common from '../../app/common.module.css';
import type { JourneySearch } from '../../app/search.ts';
import { Trouble } from '../../app/shell.tsx';
import { useLanguage } from '../../app/use-language.ts';
import { useTitle } from '../../app/use-title.ts';
import { useSay } from '../../language/say.tsx';
import type { PageWords } from '../../language/words.ts';
import { PatientLinks } from '../patient/patient-frame.tsx';
import { Conclusions } from './conclusions.tsx';
import { background, headline } from './glance.ts';
import { GlanceRow } from './glance-row.tsx';
import { JourneyChart } from './journey-chart.tsx';
import classes from './journey-page.module.css';
import { sliderDays } from './known-days.ts';
import { isoOf, shownDays, shownSearch } from './shown-days.ts';
import { TimeControl } from './time-controls.tsx';
import { Toolbar } from './toolbar.tsx';
import { useView } from './use-view.ts';
import { useWidth } from './use-width.ts';
import { WhyPanel } from './why-panel.tsx';

const route = getRouteApi('/patients/$id');
const FactsTable = lazy(() => import('./facts-table.tsx').then(({ FactsTable }) => ({ default: FactsTable })));

/** What is asked of the server: a day's end for what was known on it. */
const seenBy = ({ asOf, knownAt }: JourneySearch): Seen => ({
  asOf,
  knownAt: knownAt === undefined ? undefined : `${knownAt}T23:59:59Z`,
});

/** A patient's whole journey on a page. */
export function JourneyPage() {
  const say = useSay();
  const { id } = route.useParams();
  useTitle(say('web.journey.of', { patient: id }));
  const search = route.useSearch();
  const language = useLanguage();
  const words = useQuery(wordsQuery(language));
  const all = useQuery(journeyQuery(id, {}, language));
  const now = useQuery(journeyQuery(id, seenBy(search), language));
  const error = words.error ?? all.error ?? now.error;
  if (error)
    return <Trouble error={error} reset={() => void Promise.all([words.refetch(), all.refetch(), now.refetch()])} />;
  if (!words.data || !all.data || !now.data)
    return (
      <p role="status" className={classes.loading}>
        {say('web.loading')}
      </p>
    );
  // A patient kept from before, while the next one is on its way.
  if (now.data.patient !== id || all.data.patient !== id) return <p role="status">{say('web.loading')}</p>;
  return <Loaded patient={now.data} all={all.data} words={words.data} search={search} busy={now.isPlaceholderData} />;
}

interface LoadedProps {
  readonly patient: PatientJson;
  /** As of today, with everything known: what the sliders and the axis reach over. */
  readonly all: PatientJson;
  readonly words: PageWords;
  readonly search: JourneySearch;
  readonly busy: boolean;
}

function Loaded({ patient, all, words, search, busy }: LoadedProps) {
  const { say } = words;
  const navigate = route.useNavigate();
  const change = useCallback(
    (next: Partial<Record<keyof JourneySearch, string | undefined>>, replace = true) =>
      void navigate({ search: (before) => ({ ...before, ...next }) as JourneySearch, replace, resetScroll: false }),
    [navigate],
  );
  const base: Base = search.axis === 'infusion' ? 'relative' : 'calendar';
  const title = say('web.journey.of', { patient: patient.patient });
  const whole = useMemo(() => journeyFigure(all, words, base, title), [all, words, base, title]);
  const journey = useMemo(
    () => onAxisOf(journeyFigure(patient, words, base, title), whole),
    [patient, words, base, title, whole],
  );
  const sliders = useMemo(() => sliderDays(all), [all]);
  const keepView = (span: DaySpan | null) =>
    change(span ? shownSearch(span, search.axis) : { from: undefined, to: undefined });
  const view = useView(journey.extent, shownDays(search), keepView);
  const pick = useCallback(
    (why: string) =>
      change({ why: why.startsWith('finding:') || why.startsWith('day:') ? why : why.split('#')[0] }, false),
    [change],
  );
  const close = useCallback(() => {
    // Back to the mark that was asked about, where the chart still shows it.
    if (search.why) document.querySelector<SVGElement>(`[data-pick^="${CSS.escape(search.why)}"]`)?.focus();
    change({ why: undefined });
  }, [change, search.why]);
  const past = background(patient, words);
  return (
    <div className={classes.page} aria-busy={busy}>
      <PatientLinks id={patient.patient} />
      <header className={classes.head}>
        <div>
          <h1>
            {title}
            {patient.synthetic ? <strong className={common.synthetic}>{say('web.synthetic')}</strong> : null}
          </h1>
          <p className={classes.who}>{headline(patient, words).join(' · ')}</p>
          {past.length > 0 ? (
            <p className={classes.past}>
              <span>{say('web.background')}</span>
              {past.map(({ text, pick: id }) => (
                <button key={id} type="button" className={classes.linkButton} onClick={() => pick(id)}>
                  {text}
                </button>
              ))}
            </p>
          ) : null}
        </div>
        <p className={classes.centre}>
          {say('web.journey.centre', { centre: patient.centre, count: patient.facts.length })}
          <br />
          <Link
            to="/patients/$id/predict"
            params={{ id: patient.patient }}
            search={search.asOf === undefined ? {} : { asOf: search.asOf }}
          >
            {say('web.predict')}
          </Link>{' '}
          · <Link to="/">{say('web.journey.back')}</Link>
        </p>
      </header>
      <GlanceRow patient={patient} words={words} onPick={pick} />
      <div className={classes.times}>
        <TimeControl
          label={say('web.asOf')}
          help={say('web.asOf.help')}
          atEnd={say('web.asOf.end')}
          {...sliders.asOf}
          value={search.asOf}
          onChange={(asOf) => change({ asOf })}
        />
        <TimeControl
          label={say('web.knownAt')}
          help={say('web.knownAt.help')}
          atEnd={say('web.knownAt.end')}
          {...sliders.knownAt}
          value={search.knownAt}
          onChange={(knownAt) => change({ knownAt })}
        />
      </div>
      <div className={classes.columns}>
        <div className={classes.chart}>
          <Toolbar
            journey={journey}
            view={view}
            axis={search.axis ?? 'calendar'}
            hasInfusion={patient.facts.some(({ code }) => code === 'inf.date')}
            onAxis={(axis) => change({ axis: axis === 'infusion' ? axis : undefined, from: undefined, to: undefined })}
          />
          <JourneyChart journey={journey} view={view} picked={search.why} onPick={pick} />
          <ChartLegend words={words} />
        </div>
        <div className={classes.side}>
          {search.why ? (
            <WhyPanel
              patient={patient}
              pick={search.why}
              seen={seenBy(search)}
              words={words}
              onPick={pick}
              onClose={close}
            />
          ) : null}
          <Conclusions patient={patient} words={words} onPick={pick} />
        </div>
      </div>
      <details className={classes.facts}>
        <summary>
          <h2>{say('web.facts')}</h2>
        </summary>
        <Suspense fallback={<p>{say('web.loading')}</p>}>
          <FactsTable patient={patient} words={words} onPick={pick} />
        </Suspense>
      </details>
      <p className={classes.printed}>
        {say('web.printed', {
          patient: patient.patient,
          asOf: search.asOf ?? isoOf(sliders.asOf.range.last),
          knownAt: search.knownAt ?? say('web.knownAt.end'),
        })}
      </p>
    </div>
  );
}

/** The journey seen now on the axis of the whole one, so that nothing moves while a slider does. */
const onAxisOf = (journey: Journey, whole: Journey): Journey => ({
  ...journey,
  extent: whole.extent,
  zero: whole.zero,
});

function ChartLegend({ words }: { readonly words: Words }) {
  const [box, width] = useWidth<HTMLDivElement>();
  const entries = journeyLegend(legendWords(words.say), 'legend');
  const height = layoutLegend(entries, width).height;
  return (
    <div ref={box} className={classes.legend}>
      {width > 0 ? (
        <svg
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={words.say('web.legend')}
        >
          <Patterns prefix="legend" />
          <Legend entries={entries} width={width} />
        </svg>
      ) : null}
    </div>
  );
}
