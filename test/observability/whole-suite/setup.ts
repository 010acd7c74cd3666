import { afterAll, expect } from 'vitest';
import { tapProcess } from './tap-process.ts';
import { tell, writeTold } from './told.ts';

// Before each file of tests, whether its tests are skipped or not.
tapProcess();
tell('tests', expect.getState().testPath ?? '');
writeTold();

afterAll(writeTold);
