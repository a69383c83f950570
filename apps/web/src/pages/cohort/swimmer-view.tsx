import { SWIMMER_LANE, SwimmerAxis, SwimmerLanes, SwimmerMark, swimmerScale } from '@linea/charts';
import type { CohortSwimmerDocument } from '@linea/registry/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { cohortSwimmerQuery } from '../../api/cohort.ts';
import common from '../../app/common.module.css';
import { Trouble } from '../../app/shell.tsx';
import { useLanguage } from '../../app/use-language.ts';
import type { PageWords } from '../../language/words.ts';
import { useWidth } from '../journey/use-width.ts';
import { Choice } from './choice.tsx';
import classes from './cohort.module.css';
import { captionOf, titleOf } from './figure-words.ts';
import { HowRead } from './how-read.tsx';
import { inMonths } from './number-words.ts';
import { Numbers } from './numbers.tsx';
import own from './swimmer.module.css';
import { laneOf, laneText, SWIMMER_SIGNS, SWIMMER_STATES } from './swimmer-lane.ts';
import type { ViewProps } from './view.ts';

const SORTS = ['longest', 'response', 'patient'] as const;
/** Lanes that are asked for at a time; never more than two such parts are on the page. */
const PART = 60;
/** Pixels of the frame about the lanes and of the bar that scrolls them. */
const AROUND = 50;
/** Pixels of the window onto the lanes. */
const HEIGHT = 560;

/** Patients as lanes from the infusion: the lanes in sight are on the page, however many there are. */
export function SwimmerView({ search, filters, words, onChange }: ViewProps) {
  const { say } = words;
  const sort = SORTS.find((one) => one === search.sort) ?? 'longest';
  const [top, setTop] = useState(0);
  const first = Math.floor(top / SWIMMER_LANE / PART);
  const ask = (part: number) => ({ ...filters, sort, from: String(part * PART), count: String(PART) });
  const language = useLanguage();
  const above = useQuery(cohortSwimmerQuery(ask(first), language));
  const below = useQuery(cohortSwimmerQuery(ask(first + 1), language));
  const [ref, width] = useWidth<HTMLDivElement>();
  const of = above.data;
  // What is kept from another part while this one is asked for stands elsewhere.
  const there = [above.data, below.data].flatMap((one) => (one && one.shown.length > 0 ? [one] : []));
  const parts = there.filter((one, k) => there.findIndex(({ from }) => from === one.from) === k);
  return (
    <section aria-label={say('web.cohort.view.swimmer')} className={classes.view}>
      <div className={classes.controls}>
        <Choice
          label={say('web.cohort.sort')}
          value={sort}
          options={SORTS.map((one) => [one, say(`web.cohort.sort.${one}`)])}
          onChange={(next) => onChange({ sort: next })}
        />
      </div>
      {above.error ? <Trouble error={above.error} reset={() => void above.refetch()} /> : null}
      <div ref={ref}>
        {of && width > 0 && of.lanes > 0 ? (
          <Lanes of={of} parts={parts} words={words} width={width} onScroll={setTop} />
        ) : null}
      </div>
      {of?.lanes === 0 ? (
        <p role="note" className={classes.note}>
          {say('web.cohort.noSwimmer')}
        </p>
      ) : null}
      {of ? (
        <>
          <HowRead words={words}>
            <li>{say('web.cohort.swimmer.what')}</li>
            <li>{say('web.cohort.swimmer.days')}</li>
            <li>{say('web.cohort.swimmer.denominator', { lanes: of.lanes, without: of.notInfused })}</li>
            <li>{say('web.cohort.eachPatient')}</li>
          </HowRead>
          {of.shown.length > 0 ? (
            <details className={classes.definition}>
              <summary>{say('web.cohort.swimmer.numbers', { count: of.shown.length })}</summary>
              <Numbers
                caption={say('web.cohort.swimmer.numbers', { count: of.shown.length })}
                table={swimmerTable(of, words)}
              />
            </details>
          ) : null}
        </>
      ) : null}
    </section>
  );
}

interface LanesProps {
  readonly of: CohortSwimmerDocument;
  readonly parts: readonly CohortSwimmerDocument[];
  readonly words: PageWords;
  readonly width: number;
  readonly onScroll: (top: number) => void;
}

function Lanes({ of, parts, words, width, onScroll }: LanesProps) {
  const { say } = words;
  const names = width < 600 ? 108 : 150;
  const drawn = width - names - AROUND;
  const x = swimmerScale(inMonths(of.longest), 6, drawn);
  const title = titleOf(of, say('web.cohort.swimmer.title', { lanes: of.lanes }), words);
  return (
    <figure className={own.swimmer}>
      <figcaption>
        <strong>{title}</strong>
        <ul className={own.legend}>
          {SWIMMER_STATES.map(({ state, tone }) => (
            <li key={state}>
              <svg width="22" height="12" aria-hidden="true">
                <SwimmerLanesKey tone={tone} />
              </svg>
              {say(`web.cohort.state.${state}`)}
            </li>
          ))}
          {SWIMMER_SIGNS.map(({ kind, shape, tone }) => (
            <li key={kind}>
              <svg width="14" height="14" aria-hidden="true">
                <SwimmerMark sign={{ shape, tone }} x={7} y={7} />
              </svg>
              {say(`web.cohort.mark.${kind}`)}
            </li>
          ))}
        </ul>
      </figcaption>
      <div className={own.axis} style={{ paddingLeft: names }}>
        <SwimmerAxis x={x} width={drawn} label={say('web.cohort.months')} />
      </div>
      <section
        className={own.lanes}
        style={{ height: Math.min(HEIGHT, of.lanes * SWIMMER_LANE) }}
        onScroll={({ currentTarget }) => onScroll(currentTarget.scrollTop)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        aria-label={title}
      >
        <div style={{ height: of.lanes * SWIMMER_LANE }} className={own.allLanes}>
          {parts.map(({ from, shown }) => (
            <div key={from} className={own.part} style={{ top: from * SWIMMER_LANE }}>
              <ol start={from + 1} style={{ width: names }}>
                {shown.map((lane) => (
                  <li key={lane.patient}>
                    <Link to="/patients/$id" params={{ id: lane.patient }} search={{ axis: 'infusion' }}>
                      {lane.patient}
                    </Link>
                    <span className={common.unseen}>{laneText(lane, words)}</span>
                  </li>
                ))}
              </ol>
              <SwimmerLanes lanes={shown.map(laneOf)} x={x} width={drawn} />
            </div>
          ))}
        </div>
      </section>
      <p className={classes.quiet}>{captionOf(of, words)}</p>
    </figure>
  );
}

/** A sample of a stretch in the legend. */
function SwimmerLanesKey({ tone }: { readonly tone: (typeof SWIMMER_STATES)[number]['tone'] }) {
  const x = { at: (value: number) => value * 21 + 0.5, ticks: [], domain: [0, 1] as const };
  const lane = { id: tone, to: 1, stretches: [{ from: 0, to: 1, tone }], signs: [], open: false };
  return <g transform="translate(0 -6)">{<SwimmerLanes lanes={[lane]} x={x} width={22} />}</g>;
}

function swimmerTable({ shown }: CohortSwimmerDocument, words: PageWords) {
  const { say } = words;
  return {
    heads: [say('web.cohort.swimmer.patient'), say('web.cohort.swimmer.course')],
    rows: shown.map((lane) => [lane.patient, laneText(lane, words)]),
  };
}
