/**
 * Lines, refractoriness, response, progression and survival as Linea derives them against those stated for the 52 patients of
 * Fandrei et al. 2024: `node examples/agreement/bcma-leipzig.mjs cart_bridging_data.xlsx table_s1.csv`. Neither the workbook
 * nor the published supplementary table is part of Linea (no licence is stated).
 */
import { readFileSync } from 'node:fs';
import { criterionById, defaultPlan, derive, endpointDefinition, endpointOf, linesOf, patient } from '@linea/criteria';
import { productLimit, quantileOf } from '@linea/survival';
import { counted, kappaLine, printCounts, printTable } from './print-tables.mjs';
import { pathsGiven, readPatients } from './read-patients.mjs';

const [workbook, tableS1] = pathsGiven(
  2,
  'node examples/agreement/bcma-leipzig.mjs cart_bridging_data.xlsx table_s1.csv',
);
const published = new Map(
  readFileSync(tableS1, 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => {
      const [id, , group, , response, pfs, progression, os, death] = line.split(',');
      return [
        id,
        { group, response, pfs: Number(pfs), progression: Number(progression), os: Number(os), death: Number(death) },
      ];
    }),
);
const patients = (await readPatients(workbook, 'bcma-leipzig.yaml')).map(({ id, of }) => ({
  id,
  of: patient(of),
  said: published.get(id),
}));
console.log(
  `${patients.length} patients, ${patients.filter(({ said }) => said).length} of them in the published table S1`,
);

const quantile = (numbers, p) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = p * (sorted.length - 1);
  const low = Math.floor(at);
  return sorted[low] + (at - low) * ((sorted[low + 1] ?? sorted[low]) - sorted[low]);
};
const spread = (numbers) =>
  `median ${quantile(numbers, 0.5)}, quartiles ${quantile(numbers, 0.25)} and ${quantile(numbers, 0.75)}, range ${Math.min(...numbers)} to ${Math.max(...numbers)}`;

console.log('\n1. Lines before CAR-T');
const lot = criterionById('mm.lot');
const lines = patients.map(({ of }) => {
  const count = derive(lot, of)[0].answer.count;
  const possible = typeof count === 'number' ? [count - 1] : count.possible.map((one) => one - 1);
  const all = linesOf(of);
  const transplants = all.filter(({ events }) => events.some((event) => event.startsWith('procedure:')));
  return {
    stated: of.byCode('line.number').length,
    possible,
    planned: transplants.filter(({ number }) => number > 1).length,
  };
});
console.log(`  stated: ${spread(lines.map(({ stated }) => stated))}`);
printCounts(
  'Derived (mm.lot) against the rows of the workbook',
  lines.map(({ stated, possible }) => {
    if (possible.length === 1)
      return possible[0] === stated ? 'the same' : `${possible[0] - stated > 0 ? '+' : ''}${possible[0] - stated}`;
    return possible.includes(stated)
      ? 'open between counts that include the stated one: days of the last doses are not published'
      : `open, ${possible} without ${stated}`;
  }),
);
console.log(
  `  a transplant after an earlier row, one line by IMWG where it was planned (not published): ${lines.filter(({ planned }) => planned > 0).length} patients, ${lines.reduce((sum, { planned }) => sum + planned, 0)} rows`,
);

console.log('\n2. Drugs and refractoriness');
const DRUGS = ['bortezomib', 'carfilzomib', 'lenalidomide', 'pomalidomide'];
const statedOf = (of, name) => {
  const fact = of.byCode('drug.refractoryReported').find(({ event }) => event === `drug:stated-${name}`);
  return fact?.value?.kind === 'code' ? { yes: 'refractory', no: 'exposed' }[fact.value.code] : 'not exposed';
};
const refractory = criterionById('mm.refractory');
const drugs = patients.flatMap(({ id, of }) => {
  const timeline = derive(refractory, of);
  return DRUGS.map((name) => {
    const given = linesOf(of).filter((line) => line.drugs.includes(name) && line.kind !== 'cart');
    const best = given.map(
      ({ events }) =>
        events.flatMap((event) => of.byEvent(event)).find(({ code }) => code === 'line.bestResponse')?.value?.code,
    );
    // What the stated best response of a line that another one followed implies: less than a minor response is refractory.
    const byResponse = best.map(
      (response) =>
        refractory.derive({
          agent: name,
          agents: [{ drug: name }],
          nextLineStart: '../2024-12-31',
          bestConfirmed: response ?? null,
        }).answer,
    );
    const settled = byResponse.map(({ status, value }) => (status === 'determined' ? value : null));
    return {
      id,
      name,
      stated: statedOf(of, name),
      given: given.length,
      refractory: settled.includes(true),
      open: timeline
        .filter(({ of: about }) => about?.agent === name)
        .every(({ answer }) => answer.status === 'indeterminate'),
    };
  });
});
const EXPOSURE = ['given', 'never given'];
const exposure = drugs.map(({ stated, given }) => [
  stated === 'not exposed' ? EXPOSURE[1] : EXPOSURE[0],
  given > 0 ? EXPOSURE[0] : EXPOSURE[1],
]);
printTable(
  'Stated exposure (rows) against the drugs of the lines (columns), four drugs of each patient',
  EXPOSURE,
  EXPOSURE,
  counted(exposure, EXPOSURE, EXPOSURE),
);
console.log(`  ${kappaLine('exposure', counted(exposure, EXPOSURE, EXPOSURE), 'none')}`);
const ROWS = ['refractory', 'exposed', 'not exposed'];
const COLUMNS = ['refractory', 'open', 'never given'];
printTable(
  'Stated refractoriness (rows) against what the stated best response of each line implies (columns)',
  ROWS,
  COLUMNS,
  counted(
    drugs.map((one) => [one.stated, one.given === 0 ? 'never given' : one.refractory ? 'refractory' : 'open']),
    ROWS,
    COLUMNS,
  ),
);
console.log(
  `  mm.refractory of the timeline alone is open for ${drugs.filter(({ open, given }) => open && given > 0).length} of ${drugs.filter(({ given }) => given > 0).length} drugs given: no M-protein and no day of progression before CAR-T is published`,
);

const groupOf = (of) => {
  const [bortezomib, carfilzomib, lenalidomide, pomalidomide] = DRUGS.map(
    (name) => statedOf(of, name) === 'refractory',
  );
  if (bortezomib && carfilzomib && lenalidomide && pomalidomide) return 'PentaRRMM if CD38 too';
  return (bortezomib || carfilzomib) && (lenalidomide || pomalidomide) ? 'TCRRMM if CD38 too' : 'TCexposed';
};
const GROUPS = ['TCexposed', 'TCRRMM', 'PentaRRMM'];
const DERIVED = ['TCexposed', 'TCRRMM if CD38 too', 'PentaRRMM if CD38 too'];
printTable(
  'Published group (rows) against the stated refractoriness of the four drugs (columns)',
  GROUPS,
  DERIVED,
  counted(
    patients.map(({ of, said }) => [said?.group, groupOf(of)]),
    GROUPS,
    DERIVED,
  ),
);

console.log('\n3. Response on day 30');
const RESPONSES = ['CR', 'VGPR/PR', 'SD/PD'];
const category = (word) =>
  ['sCR', 'CR'].includes(word) ? 'CR' : ['VGPR', 'PR', 'MR'].includes(word) ? 'VGPR/PR' : 'SD/PD';
const day30 = patients.map(({ of, said }) => [
  said?.response,
  category(of.byEvent('response:d30').find(({ code }) => code === 'resp.imwg')?.value?.code),
]);
printTable('Published (rows) against the facts (columns)', RESPONSES, RESPONSES, counted(day30, RESPONSES, RESPONSES));
console.log(
  `  ${kappaLine('response, linear weights', counted(day30, RESPONSES, RESPONSES), 'linear')}; the paper counts near CR as CR, IMWG has none and a near CR is a VGPR`,
);
const series = criterionById('mm.response.series');
const derivedBest = patients.map(({ of }) => derive(series, of).at(-1).answer.bestConfirmed);
printCounts(
  'Best response that the laboratory proves (mm.response.series of the infusion)',
  derivedBest.map((best) => (typeof best === 'string' ? best : 'open')),
);
const ORDER = ['sCR', 'CR', 'VGPR', 'PR', 'MR', 'SD', 'PD'];
const best = patients.map(
  ({ of }) =>
    ORDER.find((word) =>
      ['d30', 'm3', 'm6', 'm12'].some((name) =>
        of.byEvent(`response:${name}`).some(({ value }) => value?.code === word),
      ),
    ) ?? 'none recorded',
);
printCounts('Best stated response over all time points', best);

console.log('\n4. Progression-free and overall survival from the infusion');
const time = (of, id) => endpointOf(of, defaultPlan(endpointDefinition(id)), true);
for (const [id, days, event] of [
  ['MM.PFS', 'pfs', (said) => (said.progression || said.death ? 1 : 0)],
  ['MM.OS', 'os', (said) => said.death],
]) {
  const pairs = patients.map(({ of, said, id: name }) => ({
    name,
    result: time(of, id),
    said: { days: said[days], event: event(said) },
  }));
  const why = ({ result, said }) => {
    if (result.timeDays === null) return `derived within ${result.minDays} to ${result.maxDays} days`;
    if (result.timeDays === said.days && result.event === said.event) return 'the same days and event';
    return `${result.timeDays === said.days ? 'the same days' : result.timeDays < said.days ? 'fewer days' : 'more days'}, event ${said.event} stated, ${JSON.stringify(result.event)} derived (${result.cause ?? 'none'})`;
  };
  printCounts(`${id} against the published table`, pairs.map(why));
  for (const group of ['all', ...GROUPS]) {
    const own = pairs.filter(({ name }) => group === 'all' || published.get(name)?.group === group);
    if (own.length === 0) continue;
    const at = (times, events) => {
      const curve = productLimit(Float64Array.from(times), Float64Array.from(events));
      const median = quantileOf(curve, 0.5);
      return `${events.reduce((sum, one) => sum + one, 0)} events, median ${Number.isFinite(median.time) ? median.time : 'not reached'}`;
    };
    const derived = at(
      own.map(({ result }) => result.statistics.timeDays),
      own.map(({ result }) => result.statistics.event),
    );
    const stated = at(
      own.map(({ said }) => said.days),
      own.map(({ said }) => said.event),
    );
    console.log(
      `  ${group.padEnd(10)} ${String(own.length).padStart(3)} patients; derived: ${derived}; published: ${stated} days`,
    );
  }
}
