import { criteria, criterionById, derive, linesOf, patient } from '@linea/criteria';
import { readPatients } from './read-patients.mjs';
const ps = await readPatients('/work/shared/data/clinical/bcma_leipzig/cart_bridging_data.xlsx', 'bcma-leipzig.yaml');
const only = process.argv[2];
for (const { id, of } of ps.slice(0, 4)) {
  console.log('=====', id, of.facts.length);
  const P = patient(of);
  console.log(linesOf(P).map(l => `${l.number}:${l.event}:${l.regimen}:${l.kind}:${l.drugs}`).join(' | '));
  for (const c of ['mm.lot','mm.refractory.classes','mm.disease.state','mm.response.series','mm.pfs','mm.os','mm.ttnt','mm.refractory', 'mm.response']) {
    const cr = criterionById(c); if (!cr) { continue; }
    for (const d of derive(cr, P)) console.log(c, JSON.stringify(d.of), JSON.stringify(d.answer).slice(0, 300), d.stated ? 'stated ' + d.stated.value : '', d.discrepancy ? 'DISC' : '');
  }
}
console.log(criteria.map(c=>c.id).filter(x=>/mm|lot|pfs|os|cart/.test(x)).join(' '));
