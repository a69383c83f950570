import type { Code } from '@linea/facts';

/** What a flow-sheet holds each shift, and the laboratory each day, by block (toxicity.md 8). */
export const FLOW_SHEET = {
  identity: ['day.date', 'day.time', 'day.shift', 'day.observer'],
  vitalSigns: ['day.tempMax', 'day.sbpMin', 'day.dbpMin', 'day.mapMin', 'day.hrMax', 'day.rrMax', 'day.spo2Min', 'day.weight', 'day.fluidBalance'],
  support: ['day.hypotension', 'day.o2Device', 'day.o2Flow', 'day.fluidBolus', 'day.vasopressors', 'day.ventilated'],
  neurology: [
    'day.iceOrientation', 'day.iceNaming', 'day.iceCommand', 'day.iceWriting', 'day.iceAttention', 'day.handwriting', 'day.consciousness', 'day.seizure', 'day.motor',
    'day.icpSigns', 'day.tremor', 'day.dysphasia', 'day.cerebralOedema',
  ],
  attribution: ['day.feverOtherCause', 'day.hypotensionOtherCause', 'day.hypoxiaOtherCause', 'day.consciousnessOtherCause', 'day.otherCause'],
  drugs: ['med.drug', 'med.at', 'med.dose'],
  laboratory: [
    'lab.hb', 'lab.wbc', 'lab.anc', 'lab.plt', 'lab.crp', 'lab.ferritin', 'lab.fibrinogen', 'lab.pt', 'lab.aptt', 'lab.ddimer', 'lab.ldh', 'lab.creatinine', 'lab.ast', 'lab.alt',
    'lab.bilirubin',
  ],
  events: ['day.icu', 'day.rbcUnits', 'day.pltUnits'],
} as const satisfies Readonly<Record<string, readonly Code[]>>; // biome-ignore format: a table
