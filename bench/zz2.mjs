import { criteria, deriveAgain, deriveFirst } from '@linea/criteria';
import { publishedCases, view } from '@linea/facts';
const { facts } = publishedCases()[0];
const like = facts.findLast(({ code }) => code === 'lab.mSerum');
const fact = { ...like, id: 'new', event: 'lab:new' };
const withFact = [...facts, fact];
const T = new Map(); const C = new Map(); const A = new Map();
const timed = criteria.map((c) => ({ ...c, from: (p) => { const s = performance.now(); const r = c.from(p); const d = performance.now() - s; T.set(c.id + ' from', (T.get(c.id + ' from') ?? 0) + d); C.set(c.id, (C.get(c.id) ?? 0) + 1); A.set(c.id, r.length); return r; },
  derive: (x) => { const s = performance.now(); const r = c.derive(x); T.set(c.id + ' derive', (T.get(c.id + ' derive') ?? 0) + performance.now() - s); return r; } }));
const first = deriveFirst(timed, view(facts));
for (let i = 0; i < 500; i++) { deriveAgain(first, view(facts)); deriveAgain(first, view(withFact)); }
T.clear(); C.clear();
const N = 600; let tot = 0;
const s0 = process.cpuUsage();
for (let i = 0; i < N; i++) { deriveAgain(first, view(facts)); deriveAgain(first, view(withFact)); }
const e0 = process.cpuUsage(s0);
console.log('mean ms per deriveAgain', (e0.user + e0.system) / 1000 / N / 2);
for (const [k, t] of [...T].sort((a, b) => b[1] - a[1]).slice(0, 40)) console.log((1000 * t / N / 2).toFixed(0) + 'us', k);
console.log('re-derived', C.size, [...C.keys()].map(k => k + ':' + A.get(k)).join(' '));
let v = process.cpuUsage(); for (let i = 0; i < 2000; i++) view(withFact).byCode('x'); v = process.cpuUsage(v); console.log('view us', (v.user + v.system) / 2000);
