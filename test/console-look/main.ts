import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { readCommandLine } from '../command-line.ts';
import { args, executablePath } from '../browser/chromium.ts';
import { signInToConsole } from '../browser/console-user.ts';
import { lookAtPage, type Look } from './look-at-page.ts';
import { startPeopledHub } from './peopled-hub.ts';
import { walks } from './walks.ts';

// Every view of the console for each of the four users, in both languages, light and dark: pictures to look at, and what a
// checker of accessibility, the browser's measure of layout shift and a narrow screen find wrong with it.

const capacities = walks.map(({ capacity }) => capacity).join('|');
const values = readCommandLine(
  `console:look [-- --out DIR --user ${capacities}]`,
  { out: { type: 'string', default: 'build/console-look' }, user: { type: 'string' } },
  { user: new RegExp(`^(${capacities})$`) },
);
const largestShift = 0.1;
const hub = await startPeopledHub();
const browser = await chromium.launch({ executablePath, args });
let looked = 0;
let faults = 0;
for (const walk of walks.filter(({ capacity }) => values.user === undefined || values.user === capacity)) {
  for (const language of ['vi', 'en'] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const folder = join(resolve(values.out), `${language}-${colorScheme}`);
      await mkdir(folder, { recursive: true });
      const who = { capacity: walk.capacity, form: walk.form(hub) };
      const user = await signInToConsole(browser, hub.url, { language, colorScheme }, who);
      for (const [view, goTo] of walk.views) {
        await goTo(user, hub);
        const look = await lookAtPage(user, folder, view);
        looked += 1;
        faults += tell(look, `${walk.capacity} ${language} ${colorScheme}`);
      }
      await user.page.context().close();
    }
  }
}
await browser.close();
await hub.stop();
console.log(`${looked} views looked at, ${faults} with a fault; pictures in ${values.out}`);
process.exitCode = faults === 0 ? 0 : 1;

/** @returns 1 where something is wrong */
function tell({ view, barriers, layoutShift, tooWide, complaints }: Look, where: string): number {
  const wrong = [...barriers, ...tooWide, ...complaints];
  const isWrong = wrong.length > 0 || layoutShift >= largestShift;
  console.log(
    `${where} ${view}: ${barriers.length} barriers, layout shift ${layoutShift.toFixed(3)}, ${tooWide.length} too wide`,
  );
  for (const line of wrong.slice(0, 5)) console.log(`  ${line.slice(0, 200)}`);
  return isWrong ? 1 : 0;
}
