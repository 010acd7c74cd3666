import { join } from 'node:path';
import type { ConsoleUser } from '../browser/console-user.ts';

/** What a picture alone does not show. */
export interface Look {
  readonly view: string;
  /** Accessibility: rule and element. */
  readonly barriers: readonly string[];
  /** Of what stands there by itself, as browsers measure it; good is below 0.1. */
  readonly layoutShift: number;
  /** Elements wider than the screen of a telephone, 360 px; none is good. */
  readonly tooWide: readonly string[];
  /** What the browser complained of. */
  readonly complaints: readonly string[];
}

const wide = { width: 1280, height: 720 };
const narrow = { width: 360, height: 740 };

/** Elements that stick out of the page and are in no region that scrolls by itself. */
const stickingOut = `[...document.querySelectorAll('body *')]
  .filter((each) => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest(".scroll, .views, svg, [aria-hidden=true]"))
  .map((each) => each.tagName + '.' + each.className)`;

/** Charts draw themselves anew in the frames after the screen has become narrow. */
const redrawn = `new Promise((resolve) => {
  const look = (frames) => {
    if (frames === 0 || document.documentElement.scrollWidth <= innerWidth) resolve();
    else requestAnimationFrame(() => look(frames - 1));
  };
  look(60);
})`;

/** Layout shifts since the look before that no press of a key or a button brought about: not those of making it narrow. */
const shifts = `new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const { hadRecentInput, startTime, value } of list.getEntries())
      if (!hadRecentInput && startTime >= (window.lookedAt ?? 0)) sum += value;
  }).observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(() => setTimeout(() => resolve(sum)));
})`;

/** Looks at a page as it stands, and takes two pictures of it: `NAME.png` and `NAME-narrow.png`. */
export async function lookAtPage(user: ConsoleUser, folder: string, view: string): Promise<Look> {
  const { page } = user;
  await page.waitForLoadState('networkidle');
  const layoutShift = await page.evaluate<number>(shifts);
  const barriers = await user.barriers();
  await page.screenshot({ path: join(folder, `${view}.png`), fullPage: true });
  await page.setViewportSize(narrow);
  await page.evaluate(redrawn);
  const tooWide = await page.evaluate<readonly string[]>(stickingOut);
  await page.screenshot({ path: join(folder, `${view}-narrow.png`), fullPage: true });
  await page.setViewportSize(wide);
  await page.evaluate(`${redrawn}.then(() => { window.lookedAt = performance.now(); })`);
  return { view, barriers, layoutShift, tooWide, complaints: [...user.complaints] };
}
