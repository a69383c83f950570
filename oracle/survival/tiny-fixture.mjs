/**
 * Keeps what R answered for small tables as a fixture: `node tiny-fixture.mjs OUT FILE`, after `Rscript tiny.R OUT 12 5`. Left out are
 * cases where R stops, those in which a number of R's is rounding (a robust error of too few clusters), and members that do not exist.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, file] = process.argv.slice(2);
const NONE = new Set(['NA', 'NaN', 'Inf', '-Inf']);
const plain = (value) => {
  if (typeof value === 'string') return NONE.has(value) ? null : value;
  if (typeof value === 'number') return Number(value.toPrecision(10));
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
};
const all = JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')).filter(
  ({ stops, want }) => stops === undefined && !(Math.abs(want.z?.[0]) > 1e10),
);
const cases = all.map(({ id, csv, words, under, tolerance, warns, want }) => ({
  id,
  table: csv,
  words: words.filter((_, k) => k !== 1),
  ...(typeof under === 'string' ? { under } : {}),
  tolerance,
  ...(warns === undefined ? {} : { warns: true }),
  want: plain(want),
}));
const tables = Object.fromEntries(
  [...new Set(cases.map(({ table }) => table))].map((name) => [
    name,
    readFileSync(join(folder, 'csv', `${name}.csv`), 'utf8'),
  ]),
);
const lines = [...Object.entries(tables).map(([name, text]) => `${JSON.stringify(name)}: ${JSON.stringify(text)}`)];
const body = cases.map((one) => JSON.stringify(one)).join(',\n');
writeFileSync(file, `{ "tables": {\n${lines.join(',\n')}\n}, "cases": [\n${body}\n] }\n`);
console.log(`${cases.length} cases of ${Object.keys(tables).length} tables`);
