import type { CohortDocument } from '@linea/registry/contract';
import type { PageWords } from '../../language/words.ts';
import classes from './cohort.module.css';
import { dimensionWord, levelWord } from './level-words.ts';

type Facet = CohortDocument['facets'][number];
type Level = Facet['levels'][number];

interface FiltersProps {
  readonly facets: readonly Facet[];
  readonly words: PageWords;
  readonly onChange: (dimension: string, levels: readonly string[]) => void;
}

const isThere = ({ n, chosen }: Level): boolean => chosen || n === null || n > 0;
const isValue = ({ level }: Level): boolean => level !== 'unknown' && level !== 'notApplicable';

/** A dimension by which anybody can be told from anybody else. */
const divides = ({ levels }: Facet): boolean => {
  const there = levels.filter(isThere);
  return there.some(({ chosen }) => chosen) || (there.length > 1 && there.some(isValue));
};

/** Opened at first: those by which a cohort is usually begun. */
const OPEN = new Set(['disease', 'setting']);

/** Every dimension with its levels, how many patients each would leave, and whether it is taken. */
export function Filters({ facets, words, onChange }: FiltersProps) {
  return (
    <div className={classes.facets}>
      {facets.filter(divides).map((facet) => (
        <FacetBox key={facet.id} facet={facet} words={words} onChange={(levels) => onChange(facet.id, levels)} />
      ))}
    </div>
  );
}

interface FacetProps {
  readonly facet: Facet;
  readonly words: PageWords;
  readonly onChange: (levels: readonly string[]) => void;
}

function FacetBox({ facet, words, onChange }: FacetProps) {
  const { say } = words;
  const { id } = facet;
  const levels = facet.levels.filter(isThere);
  const chosen = levels.filter((one) => one.chosen).map(({ level }) => level);
  const most = Math.max(1, ...levels.map(({ n }) => n ?? 0));
  const toggle = (level: string): void =>
    onChange(facet.levels.map((one) => one.level).filter((one) => chosen.includes(one) !== (one === level)));
  return (
    <details className={classes.facet} open={OPEN.has(id) || chosen.length > 0}>
      <summary>
        {dimensionWord(words, id)}
        {chosen.length > 0 ? (
          <span className={classes.chosen}>{say('web.cohort.chosen', { count: chosen.length })}</span>
        ) : null}
      </summary>
      <fieldset>
        <legend className={classes.unseen}>{dimensionWord(words, id)}</legend>
        {levels.map(({ level, n, chosen: isChosen }) => (
          <label key={level} className={classes.level}>
            <input type="checkbox" checked={isChosen} onChange={() => toggle(level)} />
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
