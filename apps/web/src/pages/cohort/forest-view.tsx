import { type ForestFigure, SurvivalSheet } from '@linea/charts';
import type { CohortForestDocument } from '@linea/registry/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { cohortForestQuery } from '../../api/cohort.ts';
import { Trouble } from '../../app/shell.tsx';
import { useLanguage } from '../../app/use-language.ts';
import type { PageWords } from '../../language/words.ts';
import { Choice } from './choice.tsx';
import classes from './cohort.module.css';
import { EndpointChoice } from './curves-view.tsx';
import { Drawn } from './drawn.tsx';
import { captionOf, titleOf } from './figure-words.ts';
import { HowRead } from './how-read.tsx';
import { dimensionWord, levelWord } from './level-words.ts';
import { intervalText, numberIn, pNumber, pText } from './number-words.ts';
import { Numbers } from './numbers.tsx';
import { dividingTimes, type ViewProps } from './view.ts';

/** One level against another, in the cohort and in its subgroups. */
export function ForestView({ search, filters, words, cohort, onChange }: ViewProps) {
  const { say } = words;
  const { endpoint = 'PFS', contrast = 'setting', reference, other } = search;
  const forest = useQuery(cohortForestQuery({ ...filters, endpoint, contrast, reference, other }, useLanguage()));
  const of = forest.data;
  const levels = of?.choices.map((level): [string, string] => [level, levelWord(words, contrast, level)]) ?? [];
  return (
    <section aria-label={say('web.cohort.view.forest')} className={classes.view}>
      <div className={classes.controls}>
        <EndpointChoice endpoint={endpoint} words={words} onChange={onChange} />
        <Choice
          label={say('web.cohort.contrast')}
          value={contrast}
          options={dividingTimes(cohort).map(({ id }) => [id, dimensionWord(words, id)])}
          onChange={(next) => onChange({ contrast: next, reference: undefined, other: undefined })}
        />
        {of?.contrast ? (
          <>
            <Choice
              label={say('web.cohort.other')}
              value={of.contrast.other}
              options={levels.filter(([level]) => level !== of.contrast?.reference)}
              onChange={(next) => onChange({ other: next, reference: of.contrast?.reference })}
            />
            <Choice
              label={say('web.cohort.reference')}
              value={of.contrast.reference}
              options={levels.filter(([level]) => level !== of.contrast?.other)}
              onChange={(next) => onChange({ reference: next, other: of.contrast?.other })}
            />
          </>
        ) : null}
      </div>
      {forest.error ? <Trouble error={forest.error} reset={() => void forest.refetch()} /> : null}
      {of ? <Forest of={of} words={words} busy={forest.isPlaceholderData} /> : null}
    </section>
  );
}

interface ForestProps {
  readonly of: CohortForestDocument;
  readonly words: PageWords;
  readonly busy: boolean;
}

function Forest({ of, words, busy }: ForestProps) {
  const { say } = words;
  const figure = useMemo(() => forestFigure(of, words), [of, words]);
  return (
    <div aria-busy={busy} className={classes.view}>
      {figure ? (
        <Drawn
          label={figure.title}
          draw={(width) => <SurvivalSheet drawing={{ kind: 'forest', figure }} width={width} />}
        />
      ) : (
        <p role="note" className={classes.note}>
          {say('web.cohort.noForest', { least: of.limit.leastShown })}
        </p>
      )}
      <HowRead words={words} definitions={of.definitions}>
        <li>{say('web.cohort.forest.method')}</li>
        <li>{say('web.cohort.forest.interaction')}</li>
        <li>{say('web.cohort.forest.hidden', { least: of.limit.leastShown })}</li>
        <li>{say('web.cohort.forest.noCause')}</li>
      </HowRead>
      {figure ? <Numbers caption={say('web.cohort.forest.numbers')} table={forestTable(of, words)} /> : null}
    </div>
  );
}

type Line = CohortForestDocument['lines'][number];

const lineLabel = ({ dimension, level }: Line, words: PageWords): string =>
  dimension === null || level === null
    ? words.say('web.cohort.forest.all')
    : `${dimensionWord(words, dimension)}: ${levelWord(words, dimension, level)}`;

function forestFigure(of: CohortForestDocument, words: PageWords): ForestFigure | null {
  const { say } = words;
  const { contrast } = of;
  if (!contrast || of.lines.every(({ ratio }) => ratio === null)) return null;
  const two = numberIn(say.language, 2);
  const [reference, other] = [contrast.reference, contrast.other].map((level) =>
    levelWord(words, contrast.dimension, level),
  );
  const text = ({ ratio }: Line): string => (ratio ? intervalText(ratio, two) : '–');
  return {
    title: titleOf(
      of,
      say('web.cohort.forest.title', {
        endpoint: say(`web.cohort.endpoint.${of.endpoint}`),
        other: other ?? '',
        reference: reference ?? '',
      }),
      words,
    ),
    description: of.lines.map((line) => `${lineLabel(line, words)}: ${text(line)}.`).join(' '),
    rows: of.lines.map((line) => ({
      label: lineLabel(line, words),
      estimate: line.ratio?.estimate ?? null,
      lower: line.ratio?.lower ?? null,
      upper: line.ratio?.upper ?? null,
      text: text(line),
      p: line.ratio ? pText(line.ratio.p, say.language) : '',
    })),
    heads: { label: say('web.cohort.forest.subgroup'), text: say('web.cohort.forest.ratio'), p: '' },
    axis: say('web.cohort.forest.axis'),
    sides: [
      say('web.cohort.forest.fewer', { level: other ?? '' }),
      say('web.cohort.forest.more', { level: other ?? '' }),
    ],
    format: String,
    caption: captionOf(of, words),
  };
}

function forestTable(of: CohortForestDocument, words: PageWords) {
  const { say } = words;
  const { contrast } = of;
  const two = numberIn(say.language, 2);
  const count = (n: number | null): string => (n === null ? say('web.cohort.hidden') : String(n));
  const level = (one: string | undefined): string => (contrast && one ? levelWord(words, contrast.dimension, one) : '');
  let before: string | null = null;
  return {
    heads: [
      say('web.cohort.forest.subgroup'),
      level(contrast?.other),
      level(contrast?.reference),
      say('web.cohort.column.events'),
      say('web.cohort.forest.ratio'),
      'p',
      say('web.cohort.forest.interactionHead'),
    ],
    rows: of.lines.map((line) => {
      const first = line.dimension !== null && line.dimension !== before;
      before = line.dimension;
      const p = first ? of.interactions[line.dimension ?? ''] : undefined;
      return [
        lineLabel(line, words),
        count(line.n[1]),
        count(line.n[0]),
        count(line.events),
        line.ratio ? intervalText(line.ratio, two) : '–',
        line.ratio ? pNumber(line.ratio.p, say.language) : '–',
        p === undefined ? '' : pNumber(p, say.language),
      ];
    }),
  };
}
