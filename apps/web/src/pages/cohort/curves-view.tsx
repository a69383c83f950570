import { SurvivalSheet } from '@linea/charts';
import type { CohortCurvesDocument } from '@linea/registry/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { cohortCurvesQuery } from '../../api/cohort.ts';
import { Trouble } from '../../app/shell.tsx';
import { useLanguage } from '../../app/use-language.ts';
import type { PageWords } from '../../language/words.ts';
import { Choice } from './choice.tsx';
import classes from './cohort.module.css';
import { byDimension, curveFigure, type Drawable, numbersOver } from './curve-figure.ts';
import { Drawn } from './drawn.tsx';
import { HowRead } from './how-read.tsx';
import { dimensionWord, groupWord } from './level-words.ts';
import { Numbers } from './numbers.tsx';
import { dividingTimes, ENDPOINTS, type ViewProps } from './view.ts';

/** An endpoint over time by group, with the numbers at risk, its definition and its numbers. */
export function CurvesView({ search, filters, words, cohort, onChange }: ViewProps) {
  const { say } = words;
  const { endpoint = 'PFS', group = 'setting' } = search;
  const curves = useQuery(cohortCurvesQuery({ ...filters, endpoint, group }, useLanguage()));
  return (
    <section aria-label={say('web.cohort.view.curves')} className={classes.view}>
      <div className={classes.controls}>
        <EndpointChoice endpoint={endpoint} words={words} onChange={onChange} />
        <Choice
          label={say('web.cohort.group')}
          value={group}
          options={dividingTimes(cohort).map(({ id }) => [id, dimensionWord(words, id)])}
          onChange={(next) => onChange({ group: next })}
        />
      </div>
      {curves.error ? <Trouble error={curves.error} reset={() => void curves.refetch()} /> : null}
      {curves.data ? <Curves of={curves.data} words={words} busy={curves.isPlaceholderData} /> : null}
    </section>
  );
}

interface EndpointProps extends Pick<ViewProps, 'words' | 'onChange'> {
  readonly endpoint: string;
}

/** What is counted to. */
export function EndpointChoice({ endpoint, words: { say }, onChange }: EndpointProps) {
  return (
    <Choice
      label={say('web.cohort.endpoint')}
      value={endpoint}
      options={ENDPOINTS.map((one) => [one, say(`web.cohort.endpoint.${one}`)])}
      onChange={(next) => onChange({ endpoint: next })}
    />
  );
}

interface CurvesProps {
  readonly of: CohortCurvesDocument;
  readonly words: PageWords;
  readonly busy: boolean;
}

function Curves({ of, words, busy }: CurvesProps) {
  const { say } = words;
  const drawable = useMemo(() => byDimension(of, words), [of, words]);
  const together = of.curves.find(({ levels }) => levels.length > 1);
  return (
    <div aria-busy={busy} className={classes.view}>
      <DrawnCurves of={drawable} words={words} />
      <HowRead words={words} definitions={of.definitions}>
        <CurvePoints of={{ ...of, label: drawable.label }} words={words} />
        {of.unknown > 0 ? (
          <li>{say('web.cohort.groupUnknown', { count: of.unknown, group: dimensionWord(words, of.group) })}</li>
        ) : null}
        {together ? (
          <li>
            {say('web.cohort.togetherIs', {
              least: of.limit.leastShown,
              levels: together.levels.map((level) => groupWord(words, of.group, [level])).join(', '),
            })}
          </li>
        ) : null}
      </HowRead>
      <Numbers caption={say('web.cohort.numbers')} table={numbersOver(drawable, words)} />
    </div>
  );
}

/** The figure, or why there is none. */
export function DrawnCurves({ of, words }: { readonly of: Drawable; readonly words: PageWords }) {
  const figure = useMemo(() => curveFigure(of, words), [of, words]);
  if (!figure)
    return (
      <p role="note" className={classes.note}>
        {words.say('web.cohort.noCurve')}
      </p>
    );
  return (
    <Drawn
      label={figure.title}
      draw={(width) => <SurvivalSheet drawing={{ kind: 'curves', figure }} width={width} />}
    />
  );
}

interface PointsProps {
  readonly of: Pick<CohortCurvesDocument, 'curves' | 'hidden' | 'limit' | 'method'> & Pick<Drawable, 'label'>;
  readonly words: PageWords;
}

/** How curves are to be read, a point each. */
export function CurvePoints({ of, words: { say } }: PointsProps) {
  const sum = (pick: (curve: CohortCurvesDocument['curves'][number]) => number): number =>
    of.curves.reduce((total, curve) => total + pick(curve), 0);
  const [assuming, imputed] = [sum((curve) => curve.assuming), sum((curve) => curve.imputed)];
  const least = of.limit.leastShown;
  return (
    <>
      <li>{say(`web.cohort.method.${of.method}`)}</li>
      <li>{say('web.cohort.denominator', { n: sum(({ n }) => n), without: sum(({ withoutTime }) => withoutTime) })}</li>
      {assuming > 0 ? <li>{say('web.cohort.assuming', { count: assuming })}</li> : null}
      {imputed > 0 ? <li>{say('web.cohort.imputed', { count: imputed })}</li> : null}
      {(['fewTimes', 'fewEvents'] as const).map((why) => {
        const groups = of.hidden.filter((one) => one.why === why).map(({ levels }) => of.label(levels));
        return groups.length > 0 ? (
          <li key={why}>{say(`web.cohort.hidden.${why}`, { groups: groups.join(', '), least })}</li>
        ) : null;
      })}
      <li>{say('web.cohort.cutRule', { least: of.limit.leastAtRisk })}</li>
    </>
  );
}
