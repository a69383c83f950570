import type { Words } from '@linea/briefs';
import type { BedsideObservation, ObservationGrade } from '@linea/criteria/bedside';
import common from '../../app/common.module.css';
import { goTo, gradeSentence, gradeShort, gravity, warningOf } from './grade-words.ts';
import classes from './grades.module.css';

interface LiveGradesProps {
  readonly live: BedsideObservation | undefined;
  readonly words: Words;
  /** Called when the reader goes to a field that is missing. */
  readonly onGo: () => void;
}

/** The two grades of what is being typed, with what they rest on and what they lack. */
export function LiveGrades({ live, words, onGo }: LiveGradesProps) {
  const { say } = words;
  return (
    <section className={classes.live} aria-label={say('web.bedside.live')}>
      <GradeCard
        name="CRS"
        grade={live?.crs ?? null}
        nothing={say('web.bedside.live.noSigns')}
        words={words}
        onGo={onGo}
      />
      <GradeCard
        name="ICANS"
        grade={live?.icans ?? null}
        nothing={say('web.bedside.live.noNeurology')}
        words={words}
        onGo={onGo}
      />
    </section>
  );
}

interface GradeCardProps {
  readonly name: string;
  readonly grade: ObservationGrade | null;
  readonly nothing: string;
  readonly words: Words;
  readonly onGo: () => void;
}

function GradeCard({ name, grade, nothing, words, onGo }: GradeCardProps) {
  const { say, labels } = words;
  return (
    <article className={classes.card} data-gravity={gravity(grade)}>
      <header>
        <h3>{name}</h3>
        <p className={classes.big} aria-hidden="true">
          {gradeShort(grade)}
        </p>
      </header>
      <p role="status" className={classes.sentence}>
        <span className={common.unseen}>{name}: </span>
        {grade ? gradeSentence(grade, words) : nothing}
      </p>
      {grade?.gate && grade.gate !== 'fever' ? (
        <p className={classes.gate}>{say(`bedside.gate.${grade.gate}`)}</p>
      ) : null}
      {grade ? <Components grade={grade} words={words} /> : null}
      {grade && grade.missing.length > 0 ? (
        <div className={classes.missing}>
          <h4>{say('web.bedside.missing')}</h4>
          <ul>
            {grade.missing.map((code) => (
              <li key={code}>
                <button
                  type="button"
                  onClick={() => {
                    onGo();
                    goTo(code);
                  }}
                >
                  {say.or(`web.bedside.short.${code}`, labels.item(code))}
                </button>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {grade?.warnings
        .filter((code) => code !== 'signsWithoutFever')
        .map((code) => (
          <p key={code} className={classes.warning}>
            {warningOf(code, words)}
          </p>
        ))}
    </article>
  );
}

interface Component {
  readonly grade?: number | null;
  readonly min?: number;
  readonly max?: number;
}

/** Each sign or domain with its own grade. */
function Components({ grade, words: { say } }: { readonly grade: ObservationGrade; readonly words: Words }) {
  const parts = Object.entries(grade.components) as [string, Component][];
  if (parts.length === 0) return null;
  return (
    <dl className={classes.parts}>
      {parts.map(([name, { grade: one, min, max }]) => (
        <div key={name} data-set={one !== null && one !== undefined && one > 0}>
          <dt>{say(`web.bedside.part.${name}`)}</dt>
          <dd>{one ?? `${min}–${max}`}</dd>
        </div>
      ))}
    </dl>
  );
}
