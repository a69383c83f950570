import { NumbersTable, SurvivalSheet } from '@linea/charts';
import type { CohortCurvesDocument } from '@linea/registry/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { cohortCurvesQuery } from '../../api/cohort.ts';
import type { CohortWords } from '../../app/cohort-search.ts';
import { Trouble } from '../../app/shell.tsx';
import { useLanguage } from '../../app/use-language.ts';
import { useSay } from '../../language/say.tsx';
import type { PageWords } from '../../language/words.ts';
import { Choice } from './choice.tsx';
import classes from './cohort.module.css';
import { curveFigure, numbersOver } from './curve-figure.ts';
import { Drawn } from './drawn.tsx';
import { dimensionWord, groupWord } from './level-words.ts';

const ENDPOINTS = ['PFS', 'OS', 'NRM', 'RI', 'TTNT'] as const;

export interface ViewProps {
  readonly search: CohortWords;
  /** The filters of the address. */
  readonly filters: Readonly<Record<string, string>>;
  readonly words: PageWords;
  /** By which the cohort can be divided. */
  readonly dimensions: readonly string[];
  readonly onChange: (next: Readonly<Record<string, string | undefined>>) => void;
}

/** An endpoint over time by group, with the numbers at risk, its definition and its numbers. */
export function CurvesView({ search, filters, words, dimensions, onChange }: ViewProps) {
  const say = useSay();
  const { endpoint = 'PFS', group = 'setting' } = search;
  const curves = useQuery(cohortCurvesQuery({ ...filters, endpoint, group }, useLanguage()));
  return (
    <section aria-label={say('web.cohort.view.curves')} className={classes.view}>
      <div className={classes.controls}>
        <Choice
          label={say('web.cohort.endpoint')}
          value={endpoint}
          options={ENDPOINTS.map((one) => [one, say(`web.cohort.endpoint.${one}`)])}
          onChange={(next) => onChange({ endpoint: next })}
        />
        <Choice
          label={say('web.cohort.group')}
          value={group}
          options={dimensions.map((one) => [one, dimensionWord(words, one)])}
          onChange={(next) => onChange({ group: next })}
        />
      </div>
      {curves.error ? <Trouble error={curves.error} reset={() => void curves.refetch()} /> : null}
      {curves.data ? <Curves of={curves.data} words={words} busy={curves.isPlaceholderData} /> : null}
    </section>
  );
}

interface CurvesProps {
  readonly of: CohortCurvesDocument;
  readonly words: PageWords;
  readonly busy: boolean;
}

function Curves({ of, words, busy }: CurvesProps) {
  const { say } = words;
  const figure = useMemo(() => curveFigure(of, words), [of, words]);
  const tables = useMemo(() => numbersOver(of, words), [of, words]);
  return (
    <div aria-busy={busy} className={classes.view}>
      {figure ? (
        <Drawn
          label={figure.title}
          draw={(width) => <SurvivalSheet drawing={{ kind: 'curves', figure }} width={width} />}
        />
      ) : (
        <p role="note" className={classes.note}>
          {say('web.cohort.noCurve')}
        </p>
      )}
      <Definition of={of} words={words} />
      {tables.rows.length > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <section className={classes.wide} tabIndex={0} aria-label={say('web.cohort.numbers')}>
          <NumbersTable caption={say('web.cohort.numbers')} table={tables} />
        </section>
      ) : null}
    </div>
  );
}

/** How the figure is to be read: what is counted, of whom, and what is not shown. */
function Definition({ of, words }: { readonly of: CohortCurvesDocument; readonly words: PageWords }) {
  const { say } = words;
  const sum = (pick: (curve: CohortCurvesDocument['curves'][number]) => number): number =>
    of.curves.reduce((total, curve) => total + pick(curve), 0);
  const hidden = (why: 'fewTimes' | 'fewEvents'): string =>
    of.hidden
      .filter((one) => one.why === why)
      .map(({ levels }) => groupWord(words, of.group, levels))
      .join(', ');
  const together = of.curves.find(({ levels }) => levels.length > 1);
  const least = of.limit.leastShown;
  return (
    <details className={classes.definition} open>
      <summary>{say('web.cohort.howRead')}</summary>
      {of.definitions.map(({ id, disease, sentence, source }) => (
        <p key={id}>
          <strong>{words.labels.answer('reg.indication', disease)}.</strong> {sentence}{' '}
          <span className={classes.quiet}>{say('web.cohort.source', { source })}</span>
        </p>
      ))}
      {of.definitions.length > 1 ? <p>{say('web.cohort.manyDiseases')}</p> : null}
      <ul>
        <li>{say(`web.cohort.method.${of.method}`)}</li>
        <li>
          {say('web.cohort.denominator', { n: sum(({ n }) => n), without: sum(({ withoutTime }) => withoutTime) })}
          {of.unknown > 0
            ? ` ${say('web.cohort.groupUnknown', { count: of.unknown, group: dimensionWord(words, of.group) })}`
            : ''}
        </li>
        {sum(({ assuming }) => assuming) > 0 ? (
          <li>{say('web.cohort.assuming', { count: sum(({ assuming }) => assuming) })}</li>
        ) : null}
        {sum(({ imputed }) => imputed) > 0 ? (
          <li>{say('web.cohort.imputed', { count: sum(({ imputed }) => imputed) })}</li>
        ) : null}
        {together ? (
          <li>
            {say('web.cohort.togetherIs', {
              least,
              levels: together.levels.map((level) => groupWord(words, of.group, [level])).join(', '),
            })}
          </li>
        ) : null}
        {hidden('fewTimes') ? (
          <li>{say('web.cohort.hidden.fewTimes', { groups: hidden('fewTimes'), least })}</li>
        ) : null}
        {hidden('fewEvents') ? (
          <li>{say('web.cohort.hidden.fewEvents', { groups: hidden('fewEvents'), least })}</li>
        ) : null}
        <li>{say('web.cohort.cutRule', { least: of.limit.leastAtRisk })}</li>
      </ul>
    </details>
  );
}
