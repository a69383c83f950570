// Part of the build: an empty, migrated database that new data directories are copied from.
import { makeSnapshot } from '../dist/index.js';

await makeSnapshot();
