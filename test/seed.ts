import fc from 'fast-check';

/**
 * Properties draw the same examples in every run, so that a failure is the change's and not the day's.
 * `LINEA_SEED=7 npm run test:unit` draws others.
 */
fc.configureGlobal({ seed: Number(process.env.LINEA_SEED ?? 1) });
