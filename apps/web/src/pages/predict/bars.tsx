import { Link } from '@tanstack/react-router';
import { useLanguage } from '../../app/use-language.ts';
import { useSay } from '../../language/say.tsx';
import { type EstimateDocument, numberIn, percentIn, signedIn } from './percent.ts';
import classes from './predict-page.module.css';

type Input = EstimateDocument['inputs'][number];

/** What pushes the estimate up and down: a bar each, with the value, the day it was known and the fact it rests on. */
export function Bars({ patient, estimate }: { readonly patient: string; readonly estimate: EstimateDocument }) {
  const say = useSay();
  const language = useLanguage();
  const [percent, signed] = [percentIn(language), signedIn(language)];
  const { bars, inputs, start } = estimate;
  const widest = Math.max(1, ...bars.map(({ percentPoints }) => Math.abs(percentPoints)));
  const end = (start?.chance ?? 0) + bars.reduce((sum, bar) => sum + bar.percentPoints, 0) / 100;
  const isBenefit = estimate.kind === 'benefit';
  return (
    <div className={classes.bars}>
      <p className={classes.quiet}>
        {say('web.predict.barsFrom', { start: percent(start?.chance ?? 0), end: percent(end) })}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('web.predict.input')}</th>
            <th scope="col">{say('web.predict.value')}</th>
            <th scope="col">{say('web.predict.points')}</th>
            {isBenefit ? <th scope="col">{say('web.predict.monthsColumn')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {bars.map(({ keys, label, percentPoints, months }) => (
            <tr key={keys.join(':')}>
              <th scope="row">{label[language]}</th>
              <td>
                {keys.map((key) => (
                  <ValueOf key={key} patient={patient} input={inputs.find((one) => one.key === key)} />
                ))}
              </td>
              <td>
                <span className={classes.bar}>
                  <svg viewBox="-50 0 100 12" preserveAspectRatio="none" aria-hidden="true">
                    <line x1="0" x2="0" y1="0" y2="12" />
                    <rect
                      x={percentPoints < 0 ? (50 * percentPoints) / widest : 0}
                      width={(50 * Math.abs(percentPoints)) / widest}
                      y="2"
                      height="8"
                      data-worse={percentPoints > 0}
                    />
                  </svg>
                  {signed(percentPoints)}
                </span>
              </td>
              {isBenefit ? <td className={classes.number}>{months === null ? '' : signed(months)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A value with its day, one click from the fact and its source. */
function ValueOf({ patient, input }: { readonly patient: string; readonly input: Input | undefined }) {
  const say = useSay();
  const language = useLanguage();
  if (!input) return null;
  const words = { none: say('web.predict.notKnown'), yes: say('web.predict.yes'), no: say('web.predict.no') };
  const text = valueText(input, words, (value) => numberIn(language)(value, digitsOf(value)));
  if (!input.fact) return <span className={classes.value}>{text}</span>;
  const { id, effective, source } = input.fact;
  return (
    <span className={classes.value}>
      <Link to="/patients/$id" params={{ id: patient }} search={{ why: `fact:${id}` }} title={source}>
        {text}
      </Link>
      {effective.end === null ? '' : ` ${effective.end}`}
    </span>
  );
}

const digitsOf = (value: number): number => (Number.isInteger(value) ? 0 : Math.abs(value) >= 100 ? 0 : 2);

function valueText(
  { value, unit, yesNo }: Input,
  { none, yes, no }: Readonly<Record<'none' | 'yes' | 'no', string>>,
  number: (value: number) => string,
): string {
  if (value === null) return none;
  if (yesNo) return value === 1 ? yes : no;
  if (typeof value === 'string') return value;
  return `${number(value)}${unit === null || unit === '1' || unit.startsWith('{') ? '' : ` ${unit}`}`;
}
