import type { CohortDocument } from '@linea/registry/contract';
import common from '../../app/common.module.css';
import type { PageWords } from '../../language/words.ts';
import classes from './filters.module.css';
import { dimensionWord, levelWord } from './level-words.ts';

type Facet = CohortDocument['facets'][number];
type Level = Facet['levels'][number];

interface FiltersProps {
  readonly facets: readonly Facet[];
  /** As the address says it: what is taken shows at once, the counts when they come. */
  readonly filters: Readonly<Record<string, string>>;
  readonly words: PageWords;
  readonly onChange: (dimension: string, levels: readonly string[]) => void;
}

const isValue = ({ level }: Level): boolean => level !== 'unknown' && level !== 'notApplicable';
const takenOf = (text: string | undefined): readonly string[] => (text ? text.split(',') : []);

/** Levels that somebody has, and those that are taken. */
const thereOf = ({ levels }: Facet, taken: readonly string[]): readonly Level[] =>
  levels.filter(({ level, n }) => n !== 0 || taken.includes(level));

/** A dimension by which anybody can be told from anybody else. */
const divides = (facet: Facet, taken: readonly string[]): boolean => {
  const there = thereOf(facet, taken);
  return taken.length > 0 || (there.length > 1 && there.some(isValue));
};

/** Opened at first: those by which a cohort is usually begun. */
const OPEN = new Set(['disease', 'setting']);

/** Every dimension with its levels, how many patients each would leave, and whether it is taken. */
export function Filters({ facets, filters, words, onChange }: FiltersProps) {
  return (
    <div className={classes.facets}>
      {facets
        .map((facet) => ({ facet, taken: takenOf(filters[facet.id]) }))
        .filter(({ facet, taken }) => divides(facet, taken))
        .map(({ facet, taken }) => (
          <FacetBox
            key={facet.id}
            facet={facet}
            taken={taken}
            words={words}
            onChange={(levels) => onChange(facet.id, levels)}
          />
        ))}
    </div>
  );
}

interface FacetProps {
  readonly facet: Facet;
  readonly taken: readonly string[];
  readonly words: PageWords;
  readonly onChange: (levels: readonly string[]) => void;
}

function FacetBox({ facet, taken, words, onChange }: FacetProps) {
  const { say } = words;
  const { id } = facet;
  const levels = thereOf(facet, taken);
  const most = Math.max(1, ...levels.map(({ n }) => n ?? 0));
  const toggle = (level: string): void =>
    onChange(facet.levels.map((one) => one.level).filter((one) => taken.includes(one) !== (one === level)));
  return (
    <details className={classes.facet} open={OPEN.has(id) || taken.length > 0}>
      <summary>
        {dimensionWord(words, id)}
        {taken.length > 0 ? (
          <span className={classes.chosen}>{say('web.cohort.chosen', { count: taken.length })}</span>
        ) : null}
      </summary>
      <fieldset>
        <legend className={classes.means}>
          <span className={common.unseen}>{dimensionWord(words, id)}: </span>
          {say(`web.cohort.means.${id.startsWith('gene.') ? 'gene' : id}`)}
        </legend>
        {levels.map(({ level, n }) => (
          <label key={level} className={classes.level}>
            <input type="checkbox" checked={taken.includes(level)} onChange={() => toggle(level)} />
            <span className={classes.levelName}>{levelWord(words, id, level)}</span>
            <span className={classes.levelCount}>
              {n === null ? <span className={classes.hiddenCount}>{say('web.cohort.hidden')}</span> : n}
            </span>
            <svg className={classes.levelBar} viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true">
              <rect width={n === null ? 0 : (100 * n) / most} height="3" />
            </svg>
          </label>
        ))}
      </fieldset>
    </details>
  );
}
