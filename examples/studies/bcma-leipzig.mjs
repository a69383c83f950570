/**
 * Progression-free survival by line and refractoriness, response by day, and immune cells beside the response, of the 52 patients of
 * Fandrei et al. 2024: `node examples/studies/bcma-leipzig.mjs cart_bridging_data.xlsx`. The workbook is not part of Linea.
 *
 * Everything comes from the facts: lines, progression and survival are derived, stated responses and refractoriness are taken as stated.
 */
import { defaultPlan, endpointDefinition, endpointOf, linesOf, patient } from '@linea/criteria';
import { logRank, productLimit, quantileOf, wilcoxon } from '@linea/survival';
import { counted, printTable } from '../agreement/print-tables.mjs';
import { dayOf, pathsGiven, readPatients } from '../agreement/read-patients.mjs';

const [path] = pathsGiven(1, 'node examples/studies/bcma-leipzig.mjs cart_bridging_data.xlsx');
const plan = defaultPlan(endpointDefinition('MM.PFS'));
const codeIn = (of, event, code) => of.byEvent(event).find((fact) => fact.code === code)?.value?.code;
const REFRACTORY = ['bortezomib', 'carfilzomib', 'lenalidomide', 'pomalidomide'];

const patients = (await readPatients(path, 'bcma-leipzig.yaml')).flatMap(({ of: facts }) => {
  const of = patient(facts);
  const pfs = endpointOf(of, plan, true).statistics;
  if (!pfs) return [];
  const lines = linesOf(of).filter(({ kind }) => kind !== 'cart').length;
  const resistant = REFRACTORY.filter(
    (name) => codeIn(of, `drug:stated-${name}`, 'drug.refractoryReported') === 'yes',
  ).length;
  return [{ of, pfs, lines, resistant, product: codeIn(of, 'infusion:1', 'inf.product') }];
});
console.log(
  `${patients.length} patients, ${patients.filter(({ pfs }) => pfs.event === 1).length} with progression or death`,
);

/** Curves of groups: patients, events, median, and the log-rank test. */
function curves(title, groupOf, names) {
  console.log(`\nProgression-free survival by ${title}`);
  const groups = patients.map(groupOf);
  const [time, event] = [patients.map(({ pfs }) => pfs.timeDays), patients.map(({ pfs }) => pfs.event)];
  for (const [index, name] of names.entries()) {
    const own = groups.flatMap((group, at) => (group === index ? [at] : []));
    if (own.length === 0) continue;
    const curve = productLimit(
      own.map((at) => time[at]),
      own.map((at) => event[at]),
    );
    const { time: median } = quantileOf(curve, 0.5);
    const last = curve.time.findLastIndex((days) => days <= 180);
    const half = last < 0 ? 1 : curve.survival[last];
    console.log(
      `  ${name.padEnd(26)} ${String(own.length).padStart(3)} patients, ${own.filter((at) => event[at] === 1).length} events, at 180 days ${(100 * half).toFixed(0)} percent, median ${Number.isFinite(median) ? `${median} days` : 'not reached'}`,
    );
  }
  if (new Set(groups).size > 1) console.log(`  log-rank p ${logRank(time, event, groups).p.toPrecision(2)}`);
}
curves('lines before CAR-T', ({ lines }) => (lines <= 4 ? 0 : lines <= 7 ? 1 : 2), ['up to 4', '5 to 7', '8 and more']);
curves(
  'drugs of four to which refractory, as stated',
  ({ resistant }) => (resistant <= 1 ? 0 : resistant <= 3 ? 1 : 2),
  ['none or one', 'two or three', 'all four'],
);
curves('product', ({ product }) => (product === 'ide-cel' ? 0 : 1), ['ide-cel', 'cilta-cel']);

const VISITS = [
  ['day 30', 'd30'],
  ['3 months', 'm3'],
  ['6 months', 'm6'],
  ['12 months', 'm12'],
];
const WORDS = ['sCR', 'CR', 'VGPR', 'PR', 'SD', 'PD'];
const said = VISITS.flatMap(([name, event]) =>
  patients.flatMap(({ of }) => {
    const word = codeIn(of, `response:${event}`, 'resp.imwg');
    return word ? [[name, word]] : [];
  }),
);
printTable(
  'Stated response by visit, of those who had one',
  VISITS.map(([name]) => name),
  WORDS,
  counted(
    said,
    VISITS.map(([name]) => name),
    WORDS,
  ),
);

/** A count of cells nearest to a day, within a window. */
function cellsAt({ of }, wanted, day, within) {
  const found = of.facts.flatMap((fact) => {
    const at = dayOf(fact);
    return wanted(of, fact) && fact.value?.kind === 'number' && at !== null && Math.abs(at - day) <= within
      ? [{ number: fact.value.number, apart: Math.abs(at - day) }]
      : [];
  });
  return found.sort((a, b) => a.apart - b.apart)[0]?.number ?? null;
}
const laboratory = (code) => (_, fact) => fact.code === code;
const population = (name) => (of, fact) =>
  fact.code === 'flow.absolute' && codeIn(of, fact.event, 'flow.population') === name;
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
const deep = ({ of }) => ['sCR', 'CR'].includes(codeIn(of, 'response:d30', 'resp.imwg'));
console.log('\nCells per microlitre of blood by complete response on day 30 (medians; Wilcoxon, not adjusted)');
for (const [name, wanted, day, within] of [
  ['CAR-T cells, day 14', population('CAR'), 14, 5],
  ['CD4 T cells, day 30', laboratory('imm.cd4'), 30, 10],
  ['CD8 T cells, day 30', laboratory('imm.cd8'), 30, 10],
  ['NK cells, day 30', laboratory('imm.nk'), 30, 10],
]) {
  const measured = patients.flatMap((one) => {
    const number = cellsAt(one, wanted, day, within);
    return number === null ? [] : [{ number, deep: deep(one) }];
  });
  const [yes, no] = [measured.filter((one) => one.deep), measured.filter((one) => !one.deep)].map((group) =>
    group.map(({ number }) => number),
  );
  if (yes.length < 3 || no.length < 3) continue;
  console.log(
    `  ${name.padEnd(22)} CR: ${Math.round(median(yes))} (${yes.length}), else ${Math.round(median(no))} (${no.length}), p ${wilcoxon(yes, no).p.toPrecision(2)}`,
  );
}
