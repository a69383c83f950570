import { useId } from 'react';
import { useLanguage } from '../../app/use-language.ts';
import { useSay } from '../../language/say.tsx';
import { useWidth } from '../journey/use-width.ts';
import { type EstimateDocument, monthsOf, percentIn } from './percent.ts';
import classes from './predict-page.module.css';

const [WIDEST, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [620, 262, 46, 14, 26, 40];

/** Chance of being without the event month by month, with its interval, beside that of all training patients. */
export function EstimateCurve({ estimate, title }: { readonly estimate: EstimateDocument; readonly title: string }) {
  const say = useSay();
  const percent = percentIn(useLanguage());
  const id = useId();
  const [area, room] = useWidth<HTMLElement>();
  const width = Math.min(WIDEST, Math.max(240, room));
  const { days, without, seen } = estimate;
  const last = days.at(-1) ?? 1;
  const x = (day: number): number => LEFT + ((width - LEFT - RIGHT) * day) / last;
  const y = (share: number): number => TOP + (HEIGHT - TOP - BOTTOM) * (1 - share);
  const line = (of: readonly number[]): string =>
    of.map((share, k) => `${k === 0 ? 'M' : 'L'}${x(days[k] ?? 0).toFixed(1)} ${y(share).toFixed(1)}`).join('');
  const band = without
    ? `${line(without.upper)}${[...without.lower]
        .map((share, k) => `L${x(days[k] ?? 0).toFixed(1)} ${y(share).toFixed(1)}`)
        .reverse()
        .join('')}Z`
    : '';
  const ticks = days.filter((day) => monthsOf(day) % 6 === 0);
  return (
    <figure className={classes.figure} ref={area}>
      <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-labelledby={id}>
        <title id={id}>{title}</title>
        <text x={0} y={12}>
          {say('web.predict.without')}
        </text>
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <g key={share}>
            <line x1={LEFT} x2={width - RIGHT} y1={y(share)} y2={y(share)} className={classes.grid} />
            <text x={LEFT - 8} y={y(share) + 4} textAnchor="end">
              {percent(share)}
            </text>
          </g>
        ))}
        {ticks.map((day) => (
          <text key={day} x={x(day)} y={HEIGHT - BOTTOM + 18} textAnchor="middle">
            {monthsOf(day)}
          </text>
        ))}
        <text x={(LEFT + width - RIGHT) / 2} y={HEIGHT - 5} textAnchor="middle">
          {say('web.predict.axis')}
        </text>
        {without ? <path d={band} className={classes.band} /> : null}
        <path d={line(seen)} className={classes.everybody} />
        {without ? <path d={line(without.value)} className={classes.own} /> : null}
      </svg>
      <figcaption>
        {without ? (
          <span>
            <i className={classes.ownKey} /> {say('web.predict.thisPatient')}
          </span>
        ) : null}
        <span>
          <i className={classes.everybodyKey} /> {say('web.predict.everybody', { n: estimate.n })}
        </span>
      </figcaption>
    </figure>
  );
}
