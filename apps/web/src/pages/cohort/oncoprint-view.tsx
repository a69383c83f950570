import { type OncoprintFigure, OncoprintSheet, type OncoprintSign } from '@linea/charts';
import type { CohortOncoprintDocument } from '@linea/registry/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { cohortOncoprintQuery } from '../../api/cohort.ts';
import { Trouble } from '../../app/shell.tsx';
import { useLanguage } from '../../app/use-language.ts';
import type { PageWords } from '../../language/words.ts';
import classes from './cohort.module.css';
import { Drawn } from './drawn.tsx';
import { captionOf, titleOf } from './figure-words.ts';
import { HowRead } from './how-read.tsx';
import { dimensionWord } from './level-words.ts';
import { percentIn } from './number-words.ts';
import { Numbers } from './numbers.tsx';
import type { ViewProps } from './view.ts';

/** Findings as they are drawn, the letters those of the answer: behind first. */
const SIGNS: readonly (Omit<OncoprintSign, 'label'> & { readonly kind: string })[] = [
  { letter: '5', kind: 'wildType', tone: 'unknown', from: 0, to: 1 },
  { letter: '0', kind: 'mutated', tone: 'response', from: 0.3, to: 0.7 },
  { letter: '1', kind: 'deleted', tone: 'therapy', from: 0.5, to: 1 },
  { letter: '2', kind: 'amplified', tone: 'worse', from: 0, to: 0.5 },
  { letter: '3', kind: 'fusion', tone: 'support', from: 0.15, to: 0.85 },
  { letter: '4', kind: 'altered', tone: 'toxicity', from: 0, to: 1 },
  { letter: '.', kind: 'notTested', tone: 'none', from: 0, to: 1 },
];

/** Genes by patients: what was found, what was not, and what nobody looked for. */
export function OncoprintView({ filters, words }: ViewProps) {
  const { say } = words;
  const print = useQuery(cohortOncoprintQuery(filters, useLanguage()));
  const of = print.data;
  return (
    <section aria-label={say('web.cohort.view.oncoprint')} className={classes.view} aria-busy={print.isPlaceholderData}>
      {print.error ? <Trouble error={print.error} reset={() => void print.refetch()} /> : null}
      {of ? <Print of={of} words={words} /> : null}
    </section>
  );
}

function Print({ of, words }: { readonly of: CohortOncoprintDocument; readonly words: PageWords }) {
  const { say } = words;
  const figure = useMemo(() => oncoprintFigure(of, words), [of, words]);
  return (
    <>
      {figure ? (
        <Drawn label={figure.title} draw={(width) => <OncoprintSheet figure={figure} width={width} />} />
      ) : (
        <p role="note" className={classes.note}>
          {say('web.cohort.noOncoprint')}
        </p>
      )}
      <HowRead words={words}>
        <li>{say('web.cohort.oncoprint.what')}</li>
        <li>{say('web.cohort.oncoprint.order')}</li>
        <li>{say('web.cohort.oncoprint.denominator', { columns: of.columns, untested: of.untested })}</li>
        <li>{say('web.cohort.eachPatient')}</li>
      </HowRead>
      {figure ? <Numbers caption={say('web.cohort.oncoprint.numbers')} table={oncoprintTable(of, words)} /> : null}
    </>
  );
}

function shareText({ tested, altered }: CohortOncoprintDocument['genes'][number], { say }: PageWords): string {
  if (altered === null) return say('web.cohort.oncoprint.few', { tested });
  return say('web.cohort.oncoprint.share', { share: percentIn(say.language)(altered / tested), tested });
}

function oncoprintFigure(of: CohortOncoprintDocument, words: PageWords): OncoprintFigure | null {
  const { say } = words;
  if (of.genes.length === 0) return null;
  const there = new Set(of.genes.flatMap(({ cells }) => [...new Set(cells)]));
  return {
    title: titleOf(of, say('web.cohort.oncoprint.title'), words),
    description: of.genes.map((gene) => `${geneWord(gene.gene, words)}: ${shareText(gene, words)}.`).join(' '),
    rows: of.genes.map((gene) => ({
      label: geneWord(gene.gene, words),
      text: shareText(gene, words),
      cells: gene.cells,
    })),
    signs: SIGNS.filter(({ letter }) => there.has(letter)).map(({ kind, ...sign }) => ({
      ...sign,
      label: say(`web.cohort.alteration.${kind}`),
    })),
    heads: { label: say('web.cohort.oncoprint.gene'), text: say('web.cohort.oncoprint.altered') },
    caption: captionOf(of, words),
  };
}

const geneWord = (gene: string, words: PageWords): string => dimensionWord(words, `gene.${gene}`);

function oncoprintTable(of: CohortOncoprintDocument, words: PageWords) {
  const { say } = words;
  const kinds = SIGNS.map(({ kind }) => kind).filter((kind) =>
    of.genes.some((gene) => gene.kinds[kind] !== 0 && kind in gene.kinds),
  );
  const count = (n: number | null | undefined): string =>
    typeof n === 'number' ? String(n) : say('web.cohort.hidden');
  return {
    heads: [
      say('web.cohort.oncoprint.gene'),
      say('web.cohort.oncoprint.tested'),
      say('web.cohort.alteration.notTested'),
      ...kinds.map((kind) => say(`web.cohort.alteration.${kind}`)),
    ],
    rows: of.genes.map(({ gene, tested, kinds: own }) => [
      geneWord(gene, words),
      String(tested),
      String(of.columns + of.untested - tested),
      ...kinds.map((kind) => count(own[kind])),
    ]),
  };
}
