/**
 * Words that Italian and English share, in lower case. A message may be the same in both languages only when it is made
 * of these: names and abbreviations of the field, names of formats and commands.
 */
export const INTERNATIONAL: ReadonlySet<string> = new Set(
  `no linea json csv id url bytes
   car t crs icans icaht ice mrd ctdna b m all lbcl mm lupus
   iss r astct ctcae ecog sledai lugano imwg flipi ipi hct ci ebmt aifa cibmtr
   ldh igg crp ferritin dl ml mg g kg mmol iu u
   cr scr vgpr pr mr sd pd dose endpoint urine
   etv runx iamp ikzf ph like tcf pbx tp international staging system
   neutropenia nausea iec hs c
   n hazard ratio`.split(/\s+/),
);
