/** Antigens of the blasts, as the dictionary names them (`path.…`). */
export const ANTIGENS = ['cd10', 'cd19', 'cd20', 'cd22', 'cd34', 'tdt', 'cd38'] as const;
/** Genetic lesions that a karyotype or a panel of recurrent transcripts may not cover. */
export const LESIONS = ['kmt2a', 'tcf3pbx1', 'etv6runx1', 'iamp21', 'phLike', 'ikzf1', 'tp53'] as const;
