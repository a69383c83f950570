/** A decision of an authority, as far as its date is known; `verified`: the fact was checked in public pages. */
export interface Authorisation {
  readonly region: 'US' | 'EU' | 'UK';
  /** EDTF; null where only the indication was checked. */
  readonly date: string | null;
  /** What it allows, as a message key: `product.indication.<code>`. */
  readonly indication: string;
  readonly verified: boolean;
}

export interface CarTProduct {
  /** Code of the dictionary. */
  readonly code: string;
  readonly generic: string;
  readonly brand: string;
  readonly target: 'CD19' | 'BCMA';
  readonly costimulation: 'CD28' | '4-1BB';
  readonly authorisations: readonly Authorisation[];
}

const on = (region: Authorisation['region'], date: string | null, indication: string, verified = true): Authorisation => ({ region, date, indication, verified }); // biome-ignore format: a row

/**
 * CAR-T products and what was authorised when. Italian reimbursement dates are left to the centre.
 * @source lymphoma.md 6
 */
export const carTProducts: readonly CarTProduct[] = [
  {
    code: 'axi-cel', generic: 'axicabtagene ciloleucel', brand: 'Yescarta', target: 'CD19', costimulation: 'CD28',
    authorisations: [
      on('US', '2017-10-18', 'lbcl3l'), on('US', '2022-04-01', 'lbcl2l'), on('EU', '2018-08-27', 'dlbclPmbcl3l'), on('EU', '2022-10-17', 'dlbclHgbl2l'), on('EU', '2022', 'fl4l'),
    ],
  },
  {
    code: 'tisa-cel', generic: 'tisagenlecleucel', brand: 'Kymriah', target: 'CD19', costimulation: '4-1BB',
    authorisations: [on('EU', '2018', 'ballTo25'), on('EU', '2018', 'dlbcl3l'), on('EU', '2022-05', 'fl3l'), on('US', '2022-05-27', 'fl3l')],
  },
  {
    code: 'liso-cel', generic: 'lisocabtagene maraleucel', brand: 'Breyanzi', target: 'CD19', costimulation: '4-1BB',
    authorisations: [
      on('US', '2021-02-05', 'lbcl3l'), on('US', '2022-06-24', 'lbcl2l'), on('US', '2024-05-15', 'fl3l'), on('US', '2025-12', 'mzl'),
      on('EU', '2022', 'lbcl3l', false), on('EU', null, 'dlbclHgbclPmbclFl3b2l'),
    ],
  },
  {
    code: 'brexu-cel', generic: 'brexucabtagene autoleucel', brand: 'Tecartus', target: 'CD19', costimulation: 'CD28',
    authorisations: [on('US', '2020-07', 'mcl'), on('EU', '2020-10', 'mcl3lBtk'), on('EU', '2022-07', 'ballFrom26'), on('US', '2021-10', 'ballAdults', false)],
  },
  {
    code: 'ide-cel', generic: 'idecabtagene vicleucel', brand: 'Abecma', target: 'BCMA', costimulation: '4-1BB',
    authorisations: [on('US', '2021-03', 'mm5l'), on('EU', '2021-06', 'mm4l'), on('EU', '2024-03', 'mm3l')],
  },
  {
    code: 'cilta-cel', generic: 'ciltacabtagene autoleucel', brand: 'Carvykti', target: 'BCMA', costimulation: '4-1BB',
    authorisations: [on('US', '2022-02', 'mmLater', false), on('EU', '2024', 'mm2lLenRefractory'), on('US', '2024', 'mm2lLenRefractory')],
  },
  {
    code: 'obe-cel', generic: 'obecabtagene autoleucel', brand: 'Aucatzyl', target: 'CD19', costimulation: '4-1BB',
    authorisations: [on('US', '2024-11-08', 'ballAdults'), on('UK', '2025-04-25', 'ballAdults'), on('EU', '2025-07', 'ballFrom26')],
  },
]; // biome-ignore format: a table

/** What may be shown: a date from memory is not, unless its source stands beside it. */
export const shownAuthorisations = ({ authorisations }: CarTProduct): readonly Authorisation[] =>
  authorisations.filter(({ verified }) => verified);
