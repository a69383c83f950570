/** Synthetic patients for the benchmark, made of the two published ones. No patient depends on another. */
import { fromIso, publishedCases, toIso } from '@linea/facts';

/** Kinds of event without which a record says little: every synthetic patient has those of the published one. */
const BACKBONE =
  /^(registration|demographics|diagnosis|line|infusion|leukapheresis|lymphodepletion|staging:st1|lab:l1|response:r[1-3])(:|$)/;

/** A small generator of pseudo-random numbers in [0, 1): the same seed gives the same patient. */
function random(seed) {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const byEvent = (facts) =>
  [...new Set(facts.map(({ event }) => event))].map((name) => facts.filter(({ event }) => event === name));
const templates = publishedCases().map(({ facts }) => byEvent(facts));

const shifted = (day, by) => (day === null ? null : toIso(fromIso(day) + by));
const moved = (date, by) => ({ ...date, start: shifted(date.start, by), end: shifted(date.end, by) });

/** Myeloma and leukaemia in turn: the backbone, other events at random, all dates moved, laboratory numbers scaled. */
export function synthetic(index, size = 60) {
  const next = random(index);
  const events = templates[index % templates.length];
  const chosen = events.filter(([{ event }]) => BACKBONE.test(event));
  const others = events.filter((event) => !chosen.includes(event));
  let count = chosen.reduce((sum, event) => sum + event.length, 0);
  while (count < size && others.length > 0) {
    const [event] = others.splice(Math.floor(next() * others.length), 1);
    chosen.push(event);
    count += event.length;
  }
  const by = Math.floor(next() * 2000) - 1000;
  return chosen
    .flat()
    .slice(0, size)
    .map((fact) => {
      const { value } = fact;
      const number =
        value?.kind === 'number' && fact.code.startsWith('lab.')
          ? { value: { ...value, number: Number((value.number * (0.6 + next())).toPrecision(3)) } }
          : {};
      const date = value?.kind === 'date' ? { value: { ...value, date: moved(value.date, by) } } : {};
      return { ...fact, ...number, ...date, patient: `synthetic-${index}`, effective: moved(fact.effective, by) };
    });
}
