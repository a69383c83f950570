import { describe, expect, it } from 'vitest';
import { dateFormats } from './date-format.ts';

const read = (form: string, text: string) => {
  const formats = dateFormats([form], () => 'm.yaml');
  if (!formats.ok) return formats.issues[0]?.code;
  return formats.value[0]?.(text);
};

describe('a date as it is written', () => {
  it.each([
    ['DD/MM/YYYY', '03/04/2024', { edtf: '2024-04-03' }],
    ['D.M.YYYY', '3.4.2024', { edtf: '2024-04-03' }],
    ['D.M.YY', '13.12.24', { edtf: '2024-12-13' }],
    ['MM/YYYY', '04/2024', { edtf: '2024-04' }],
    ['YYYY', '2024', { edtf: '2024' }],
    ['YYYYMMDD', '20240403', { edtf: '2024-04-03' }],
    ['DD/MM/YYYY HH:mm', '03/04/2024 21:05', { edtf: '2024-04-03', time: '21:05' }],
    ['DD-MM-YYYYTHH:mm:ss', '03-04-2024T21:05:09', { edtf: '2024-04-03', time: '21:05:09' }],
    ['DD/MM/YYYY', ' 03/04/2024 ', { edtf: '2024-04-03' }],
  ])('%s %s', (form, text, expected) => expect(read(form, text)).toEqual(expected));

  it.each([
    ['DD/MM/YYYY', '3/4/2024'],
    ['DD.MM.YYYY', '03/04/2024'],
    ['MM/YYYY', '03/04/2024'],
    ['YYYY', '24'],
  ])('%s is not %s', (form, text) => expect(read(form, text)).toBeNull());

  // A day that does not exist has the form; the calendar refuses it later, with what was read.
  it('31/02 has the form', () => expect(read('DD/MM/YYYY', '31/02/2024')).toEqual({ edtf: '2024-02-31' }));

  it.each(['', 'DD/MM', 'DD/YYYY', 'YYYY-YYYY', 'DDD/MM/YYYY', 'dd/mm/yyyy', '.*', 'YYYY(', 'MM-YYYY-M'])(
    '%j is no form',
    (form) => expect(read(form, 'x')).toBe('mapping.dateFormat'),
  );
});
