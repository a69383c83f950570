import type { DerivationJson, Words } from '@linea/briefs';
import type { Bedside } from '@linea/criteria/bedside';
import type { BedsideDocument, DerivationDocument } from '@linea/registry/contract';
import { answerOf, missingOf } from '../journey/finding-words.ts';
import { warningOf } from './grade-words.ts';
import classes from './grades.module.css';

/** What a course says, by name. */
interface Course {
  readonly maxGrade: unknown;
  readonly onsetDay: number | null;
  readonly resolutionDay: number | null;
  readonly totalDays: number;
  readonly episodes: readonly unknown[];
}

/** The courses so far, and beside them the neutrophils and the scores of before lymphodepletion. */
export function Courses({
  sheet,
  document,
  words,
}: {
  readonly sheet: Bedside | null;
  readonly document: BedsideDocument | null;
  readonly words: Words;
}) {
  const { say } = words;
  const others = (document?.derivations ?? []).filter(({ criterion }) => !criterion.endsWith('.course'));
  return (
    <section aria-labelledby="bedside-courses">
      <h2 id="bedside-courses">{say('web.bedside.courses')}</h2>
      <div className={classes.courses}>
        <CourseCard name="CRS" course={(sheet?.crs?.answer as unknown as Course | undefined) ?? null} words={words} />
        <CourseCard
          name="ICANS"
          course={(sheet?.icans?.answer as unknown as Course | undefined) ?? null}
          words={words}
        />
        {others
          .filter((one) => !isEasix(one))
          .map((one) => (
            <OtherCard key={one.criterion} derivation={one} words={words} />
          ))}
        {others.some(isEasix) ? <EasixCard scores={others.filter(isEasix)} words={words} /> : null}
        {!others.some(({ criterion }) => criterion === 'icaht.early') ? (
          <Absent name={say('criterion.icaht.early')} why={say('web.bedside.noCounts')} />
        ) : null}
        {!others.some(({ criterion }) => criterion.startsWith('carHematotox')) ? (
          <Absent name="CAR-HEMATOTOX · EASIX" why={say('web.bedside.noScores')} />
        ) : null}
      </div>
    </section>
  );
}

const Absent = ({ name, why }: { readonly name: string; readonly why: string }) => (
  <article className={classes.course}>
    <h3>{name}</h3>
    <p className={classes.quiet}>{why}</p>
  </article>
);

function CourseCard({
  name,
  course,
  words,
}: {
  readonly name: string;
  readonly course: Course | null;
  readonly words: Words;
}) {
  const { say } = words;
  if (!course) return <Absent name={name} why={say('bedside.course.none')} />;
  const { onsetDay, resolutionDay, totalDays, episodes } = course;
  const day = (number: number) => say('bedside.day', { day: number });
  return (
    <article className={classes.course}>
      <h3>{name}</h3>
      <p className={classes.max}>{maxText(course, words)}</p>
      <dl>
        <div>
          <dt>{say('web.bedside.onset')}</dt>
          <dd>{onsetDay === null ? say('bedside.course.noOnset') : day(onsetDay)}</dd>
        </div>
        {onsetDay === null ? null : (
          <>
            <div>
              <dt>{say('web.bedside.resolution')}</dt>
              <dd>{resolutionDay === null ? say('bedside.course.ongoing') : day(resolutionDay)}</dd>
            </div>
            <div>
              <dt>{say('web.bedside.duration')}</dt>
              <dd>
                {say('bedside.course.days', { count: totalDays })}
                {episodes.length > 1 ? ` (${say('web.bedside.episodes', { count: episodes.length })})` : ''}
              </dd>
            </div>
          </>
        )}
      </dl>
    </article>
  );
}

/** A course on one line, for paper; nothing where none was observed. */
export function courseText(answer: unknown, words: Words): string | null {
  if (!answer) return null;
  const course = answer as Course;
  const { say } = words;
  const { onsetDay, resolutionDay, totalDays } = course;
  const day = (number: number) => say('bedside.day', { day: number });
  if (onsetDay === null) return maxText(course, words);
  return say('bedside.course', {
    grade: maxText(course, words),
    onset: day(onsetDay),
    resolution:
      resolutionDay === null
        ? say('bedside.course.ongoing')
        : say('bedside.course.resolved', { day: day(resolutionDay) }),
    duration: say('bedside.course.days', { count: totalDays }),
  });
}

function maxText({ maxGrade }: Course, { say }: Words): string {
  if (typeof maxGrade === 'number')
    return say('bedside.grade.atMost', { grades: say('bedside.grade', { grade: maxGrade }) });
  const { possible } = (maxGrade ?? {}) as { readonly possible?: readonly number[] };
  if (!possible) return say('bedside.grade.none');
  const open = say('bedside.grade.open', { min: possible[0] ?? 0, max: possible.at(-1) ?? 0 });
  return say('bedside.grade.atMost', { grades: open });
}

const isEasix = ({ criterion }: DerivationDocument): boolean => /easix$/i.test(criterion);

/** The three formulas, to two places; what a formula lacks is named. */
function EasixCard({ scores, words }: { readonly scores: readonly DerivationDocument[]; readonly words: Words }) {
  const { say } = words;
  const names: Readonly<Record<string, string>> = { easix: 'EASIX', mEasix: 'm-EASIX', sEasix: 's-EASIX' };
  return (
    <article className={classes.course}>
      <h3>{say('web.bedside.easix')}</h3>
      <dl>
        {scores.map((one) => (
          <div key={one.criterion}>
            <dt>{names[one.criterion]}</dt>
            <dd>
              {typeof one.value === 'number'
                ? one.value.toLocaleString(say.language, { maximumFractionDigits: 2 })
                : say('web.bedside.ask', { items: missingOf(one as unknown as DerivationJson, words).join(', ') })}
            </dd>
          </div>
        ))}
      </dl>
    </article>
  );
}

function OtherCard({ derivation, words }: { readonly derivation: DerivationDocument; readonly words: Words }) {
  const { say } = words;
  const { components: _, ...heart } = derivation as unknown as DerivationJson & { readonly components?: unknown };
  const missing = missingOf(heart, words);
  return (
    <article className={classes.course}>
      <h3>{say(`criterion.${derivation.criterion}`)}</h3>
      <p>{answerOf(heart, words)}</p>
      {missing.length > 0 ? (
        <p className={classes.quiet}>{say('web.bedside.ask', { items: missing.join(', ') })}</p>
      ) : null}
      {(derivation.warnings ?? []).map((code) => (
        <p key={code} className={classes.quiet}>
          {warningOf(code, words)}
        </p>
      ))}
    </article>
  );
}
