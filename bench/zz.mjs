import { criteria, deriveAgain, deriveFirst } from '@linea/criteria';
import { publishedCases, view } from '@linea/facts';
const { facts } = publishedCases()[0];
const like = facts.findLast(({ code }) => code === 'lab.mSerum');
const fact = { ...like, id: 'new', event: 'lab:new' };
const withFact = [...facts, fact];
const first = deriveFirst(criteria, view(facts));
const N = Number(process.argv[2] ?? 400);
let t = 0;
for (let i = 0; i < N + 300; i++) {
  deriveAgain(first, view(facts));
  const s = process.cpuUsage();
  deriveAgain(first, view(withFact));
  const e = process.cpuUsage(s);
  if (i >= 300) t += (e.user + e.system) / 1000;
}
console.log('ms', t / N);
