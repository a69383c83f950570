import { type CompositionFigure, CompositionSheet } from '@linea/charts';
import type { CohortImmuneDocument } from '@linea/registry/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { cohortImmuneQuery } from '../../api/cohort.ts';
import { Trouble } from '../../app/shell.tsx';
import { useLanguage } from '../../app/use-language.ts';
import type { PageWords } from '../../language/words.ts';
import { Choice } from './choice.tsx';
import classes from './cohort.module.css';
import { Drawn } from './drawn.tsx';
import { captionOf, titleOf } from './figure-words.ts';
import { HowRead } from './how-read.tsx';
import { dimensionWord, groupWord } from './level-words.ts';
import { numberIn, percentIn } from './number-words.ts';
import { Numbers } from './numbers.tsx';
import { dividing, type ViewProps } from './view.ts';

const COMPARTMENTS = ['blood', 'apheresis', 'product'] as const;

/** What cells blood, leukapheresis or product are made of, by group. */
export function ImmuneView({ search, filters, words, cohort, onChange }: ViewProps) {
  const { say } = words;
  const { compartment = 'blood', group = 'setting' } = search;
  const immune = useQuery(cohortImmuneQuery({ ...filters, compartment, group }, useLanguage()));
  const of = immune.data;
  return (
    <section aria-label={say('web.cohort.view.immune')} className={classes.view} aria-busy={immune.isPlaceholderData}>
      <div className={classes.controls}>
        <Choice
          label={say('web.cohort.compartment')}
          value={compartment}
          options={COMPARTMENTS.map((one) => [one, say(`web.cohort.compartment.${one}`)])}
          onChange={(next) => onChange({ compartment: next })}
        />
        <Choice
          label={say('web.cohort.group')}
          value={group}
          options={dividing(cohort).map(({ id }) => [id, dimensionWord(words, id)])}
          onChange={(next) => onChange({ group: next })}
        />
      </div>
      {immune.error ? <Trouble error={immune.error} reset={() => void immune.refetch()} /> : null}
      {of ? <Immune of={of} words={words} /> : null}
    </section>
  );
}

function Immune({ of, words }: { readonly of: CohortImmuneDocument; readonly words: PageWords }) {
  const { say } = words;
  const figure = useMemo(() => immuneFigure(of, words), [of, words]);
  return (
    <>
      {figure ? (
        <Drawn label={figure.title} draw={(width) => <CompositionSheet figure={figure} width={width} />} />
      ) : (
        <p role="note" className={classes.note}>
          {say(of.lines.length > 0 ? 'web.cohort.immune.noFamily' : 'web.cohort.immune.none')}
        </p>
      )}
      <HowRead words={words}>
        <li>{say('web.cohort.immune.what')}</li>
        <li>{say('web.cohort.immune.bars')}</li>
        <li>{say('web.cohort.immune.unknown', { least: of.limit.leastShown })}</li>
        {of.unknown > 0 ? (
          <li>{say('web.cohort.groupUnknown', { count: of.unknown, group: dimensionWord(words, of.group) })}</li>
        ) : null}
      </HowRead>
      <Numbers caption={say('web.cohort.immune.numbers')} table={immuneTable(of, words)} />
    </>
  );
}

function immuneFigure(of: CohortImmuneDocument, words: PageWords): CompositionFigure | null {
  const { say, labels } = words;
  if (of.families.length === 0) return null;
  const percent = percentIn(say.language);
  const population = (one: string): string => labels.answer('flow.population', one);
  const blocks = of.families.map(({ family, populations, bars }) => ({
    title: say(`web.cohort.family.${family}`),
    parts: populations.map(population),
    bars: bars.map(({ levels, measured, shares }) => ({
      label: groupWord(words, of.group, levels),
      count: shares === null ? '' : say('web.cohort.immune.measured', { n: measured ?? 0 }),
      shares,
      instead: say('web.cohort.fewer', { least: of.limit.leastShown }),
    })),
  }));
  return {
    title: titleOf(
      of,
      say('web.cohort.immune.title', { compartment: say(`web.cohort.compartment.${of.compartment}`) }),
      words,
    ),
    description: blocks
      .flatMap(({ title, parts, bars }) =>
        bars.map(
          ({ label, shares, instead }) =>
            `${title}, ${label}: ${shares ? parts.map((part, k) => `${part} ${percent(shares[k] ?? 0)}`).join(', ') : instead}.`,
        ),
      )
      .join(' '),
    blocks,
    axis: say('web.cohort.immune.axis'),
    format: percent,
    caption: captionOf(of, words),
  };
}

function immuneTable(of: CohortImmuneDocument, words: PageWords) {
  const { say, labels } = words;
  const one = numberIn(say.language, 1);
  return {
    heads: [
      say('web.cohort.immune.population'),
      dimensionWord(words, of.group),
      say('web.cohort.immune.column.measured'),
      say('web.cohort.immune.column.unknown'),
      say('web.cohort.immune.column.median'),
    ],
    rows: of.lines.map(({ population, levels, measured, unknown, quartiles }) => [
      labels.answer('flow.population', population),
      groupWord(words, of.group, levels),
      measured === null ? say('web.cohort.fewer', { least: of.limit.leastShown }) : String(measured),
      unknown === null ? '–' : String(unknown),
      quartiles ? `${one(quartiles[1])} (${one(quartiles[0])}–${one(quartiles[2])})` : '–',
    ]),
  };
}
