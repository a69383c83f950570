/** Facts of a synthetic admission for the benchmark: hourly records with fever and oxygen in the first week, ICE every eight hours. */
const day = (iso) => ({ start: iso, end: iso, precision: 'day' });
const common = {
  patient: 'synthetic-bedside',
  centre: 'bench',
  stated: false,
  known: '2025-04-01T00:00:00Z',
  knownBasis: 'assumed',
  recorded: '2025-04-01T00:00:00Z',
  by: 'bench',
  source: { kind: 'form' },
};

/** @returns the facts of `hours` records and an infusion; and those of one more record, which is being typed */
export function bedsideFacts(hours) {
  let count = 0;
  const fact = (event, code, on, value) => {
    count += 1;
    return { ...common, id: `f${count}`, event, code, effective: day(on), value };
  };
  const number = (value, unit) => ({ kind: 'number', number: value, unit });
  const record = (hour, event) => {
    const at = new Date(Date.UTC(2025, 2, 1, hour)).toISOString();
    const on = at.slice(0, 10);
    const [fever, oxygen] = [hour > 48 && hour < 140, hour > 80 && hour < 110];
    const said = {
      'day.date': { kind: 'date', date: day(on) },
      'day.time': { kind: 'date', date: day(on), time: at.slice(11, 16) },
      'day.tempMax': number(fever ? 38.4 : 36.7, 'Cel'),
      'day.hypotension': { kind: 'code', code: oxygen ? 'present' : 'none' },
      'day.vasopressors': { kind: 'codes', codes: hour > 90 && hour < 95 ? ['norepinephrine'] : ['none'] },
      'day.o2Device': { kind: 'code', code: oxygen ? 'nasalCannula' : 'none' },
      ...(oxygen ? { 'day.o2Flow': number(3, 'L/min') } : {}),
      ...(hour % 8 === 0
        ? {
            'day.iceOrientation': number(hour > 100 && hour < 150 ? 2 : 4, '1'),
            'day.iceNaming': number(3, '1'),
            'day.iceCommand': number(1, '1'),
            'day.iceWriting': number(1, '1'),
            'day.iceAttention': number(1, '1'),
            'day.consciousness': { kind: 'code', code: 'awakensSpontaneously' },
            'day.seizure': { kind: 'code', code: 'none' },
            'day.motor': { kind: 'code', code: 'no' },
            'day.icpSigns': { kind: 'codes', codes: ['none'] },
          }
        : {}),
    };
    return Object.entries(said).map(([code, value]) => fact(event, code, on, value));
  };
  const infusion = fact('infusion:i', 'inf.date', '2025-03-01', { kind: 'date', date: day('2025-03-01') });
  const records = Array.from({ length: hours }, (_, hour) => record(hour, `daily:o${hour}`)).flat();
  return { saved: [infusion, ...records], typed: record(hours, 'daily:typed'), event: 'daily:typed' };
}
