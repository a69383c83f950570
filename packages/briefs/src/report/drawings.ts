import { productLimit } from '@linea/survival';
import { escaped } from './html.ts';

export interface Group {
  readonly name: string;
  readonly time: readonly number[];
  readonly event: readonly number[];
}

const DASHES = ['', '7 4', '2 3', '9 3 2 3'];
const INKS = ['#0b5a7a', '#a33b20', '#3d6b2f', '#5b3a86'];

/** Kaplan-Meier curves to a day, steps of each group by colour and dash, with the numbers at risk below. */
export function curvesSvg(title: string, groups: readonly Group[], lastDay: number, axis: string): string {
  const [width, top, left, height] = [720, 16, 58, 260];
  const x = (day: number): number => left + ((width - left - 20) * day) / lastDay;
  const y = (s: number): number => top + height * (1 - s);
  const months = Array.from({ length: Math.floor(lastDay / 182.625) + 1 }, (_, i) => i * 6);
  const grid = [0, 0.25, 0.5, 0.75, 1].map(
    (s) =>
      `<line x1="${left}" x2="${width - 20}" y1="${y(s)}" y2="${y(s)}" stroke="#c9d0d8"/><text x="${left - 8}" y="${y(s) + 4}" text-anchor="end">${s * 100}%</text>`,
  );
  const ticks = months.map(
    (month) => `<text x="${x(month * 30.4375)}" y="${top + height + 18}" text-anchor="middle">${month}</text>`,
  );
  const paths = groups.map(({ time, event }, i) => {
    const curve = productLimit(time, event);
    let path = `M${x(0)} ${y(1)}`;
    for (let k = 0; k < curve.time.length && (curve.time[k] as number) <= lastDay; k++)
      path += `H${x(curve.time[k] as number).toFixed(1)}V${y(curve.survival[k] as number).toFixed(1)}`;
    return `<path d="${path}H${x(Math.min(lastDay, Math.max(...time))).toFixed(1)}" fill="none" stroke="${INKS[i % 4]}" stroke-width="2" stroke-dasharray="${DASHES[i % 4]}"/>`;
  });
  const risk = groups.flatMap(({ name, time }, i) => {
    const line = top + height + 58 + i * 20;
    const counts = months.map((month) => {
      const day = month * 30.4375;
      return `<text x="${x(day)}" y="${line}" text-anchor="middle">${time.filter((t) => t >= day).length}</text>`;
    });
    const key = `<line x1="4" x2="${left - 18}" y1="${line - 4}" y2="${line - 4}" stroke="${INKS[i % 4]}" stroke-width="2" stroke-dasharray="${DASHES[i % 4]}"/>`;
    return [
      key,
      ...counts,
      `<text x="${width - 16}" y="${top + 14 + i * 16}" text-anchor="end" fill="${INKS[i % 4]}">${escaped(name)}</text>`,
    ];
  });
  const total = top + height + 62 + groups.length * 20;
  return `<figure><svg viewBox="0 0 ${width} ${total}" role="img" aria-label="${escaped(title)}" font-size="12" font-family="system-ui, sans-serif">
${grid.join('')}${ticks.join('')}<text x="${(left + width) / 2}" y="${top + height + 36}" text-anchor="middle">${escaped(axis)}</text>${paths.join('')}${risk.join('')}</svg></figure>`;
}

export interface ForestRow {
  readonly name: string;
  readonly estimate: number;
  readonly se: number;
  readonly text: string;
}

/** Hazard ratios with 95 % intervals on a logarithmic axis. */
export function forestSvg(title: string, rows: readonly ForestRow[], axis: string): string {
  const [width, left, right] = [720, 210, 150];
  const edge = Math.min(3, Math.max(0.7, ...rows.map(({ estimate, se }) => Math.abs(estimate) + 1.96 * se)));
  const x = (log: number): number =>
    left + ((width - left - right) * (Math.max(-edge, Math.min(edge, log)) + edge)) / (2 * edge);
  const lines = rows.map(({ name, estimate, se, text }, i) => {
    const y = 24 + i * 22;
    return `<text x="${left - 12}" y="${y + 4}" text-anchor="end">${escaped(name)}</text><line x1="${x(estimate - 1.96 * se)}" x2="${x(estimate + 1.96 * se)}" y1="${y}" y2="${y}" stroke="#1b2430" stroke-width="1.5"/><rect x="${x(estimate) - 4}" y="${y - 4}" width="8" height="8" fill="#0b5a7a"/><text x="${width - 4}" y="${y + 4}" text-anchor="end">${escaped(text)}</text>`;
  });
  const bottom = 24 + rows.length * 22;
  const ticks = [0.25, 0.5, 1, 2, 4]
    .filter((ratio) => Math.abs(Math.log(ratio)) <= edge)
    .map((ratio) => `<text x="${x(Math.log(ratio))}" y="${bottom + 14}" text-anchor="middle">${ratio}</text>`);
  return `<figure><svg viewBox="0 0 ${width} ${bottom + 38}" role="img" aria-label="${escaped(title)}" font-size="12" font-family="system-ui, sans-serif"><line x1="${x(0)}" x2="${x(0)}" y1="8" y2="${bottom}" stroke="#55606e" stroke-dasharray="3 3"/>${lines.join('')}${ticks.join('')}<text x="${(left + width - right) / 2}" y="${bottom + 32}" text-anchor="middle">${escaped(axis)}</text></svg></figure>`;
}
