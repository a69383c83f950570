import type { Say } from '@linea/registry/words';
import { figure, grid, type Members, numbers, type Printer, pFigure, rows, texts } from './format.ts';

/** `61 (9.4)`, and how many are missing. */
const numberCell = ({ mean, sd, missing }: Members, say: Say): string =>
  `${figure(mean, say)} (${figure(sd, say)})${missingText(missing, say)}`;

const missingText = (missing: unknown, say: Say): string =>
  missing === 0 ? '' : `; ${say('survival.missing', { count: Number(missing) })}`;

const shareCell = ({ counts, shares }: Members, l: number, say: Say): string => {
  const share = numbers(shares)[l];
  return `${figure(numbers(counts)[l], say)} (${share === null || share === undefined ? '–' : figure(Math.round(1000 * share) / 10, say)} %)`;
};

/** A line per variable, or per level of one; numbers as mean (standard deviation). */
export const printTableOne: Printer = (answer, say) => {
  const groups = texts(answer.groups);
  const lines = rows(answer.variables).flatMap((row) => {
    const all = [row.overall as Members, ...rows(row.groups)];
    const last = [figure(row.smd, say), pFigure(row.p_fisher ?? row.p_chisq ?? row.p_anova, say)];
    if (row.kind === 'number') return [[String(row.variable), ...all.map((s) => numberCell(s, say)), ...last]];
    return texts(row.levels).map((level, l) => [
      `${row.variable} = ${level}`,
      ...all.map((s) => shareCell(s, l, say) + (l === 0 ? missingText(s.missing, say) : '')),
      ...(l === 0 ? last : ['', '']),
    ]);
  });
  const sizes = numbers(answer.sizes);
  const heads = [
    `${say('survival.all')} (n = ${figure(answer.n, say)})`,
    ...groups.map((group, g) => `${group} (n = ${figure(sizes[g], say)})`),
  ];
  return [grid(['variable', ...heads, 'smd', 'p'], lines, say)];
};
