import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';

/** How somebody has set up their browser. */
export interface Taste {
  readonly language: 'vi' | 'en';
  readonly colorScheme: 'light' | 'dark';
}

/** Somebody in front of the console. */
export interface ConsoleUser {
  readonly page: Page;
  /** What the browser complained of, and whatever it asked of another place. */
  readonly complaints: readonly string[];
  /** Opens a view by its link, and waits until it is whole. */
  open(view: string): Promise<void>;
  /** How many clicks and presses of a key on something a way takes: what the browser itself counts as a click. */
  clicksOf(way: () => Promise<void>): Promise<number>;
  /** What a checker of accessibility finds wrong in the page as it stands: rule and element. */
  barriers(): Promise<readonly string[]>;
}

/** Before the page can stop one, and none that a script makes. */
const countClicks = `window.clicks = 0;
  addEventListener('click', ({ isTrusted }) => { window.clicks += Number(isTrusted); }, true);`;

/** Signs in to the console at a gateway. @param form persona, and whom they are */
export async function signInToConsole(
  browser: Browser,
  url: string,
  { language, colorScheme }: Taste,
  who: { readonly capacity: string; readonly form: Readonly<Record<string, string>> },
): Promise<ConsoleUser> {
  const context = await browser.newContext({ locale: language === 'vi' ? 'vi-VN' : 'en-GB', colorScheme });
  await context.addInitScript(countClicks);
  const page = await context.newPage();
  const complaints = listen(page, url);
  await page.goto(`${url}/console/`);
  await page.locator(`a[href*="as=${who.capacity}"]`).click();
  const { persona, ...ids } = who.form;
  await page.locator(`input[value="${persona}"]`).check();
  for (const [name, id] of Object.entries(ids)) await page.locator(`input[name="${name}"]`).fill(id);
  await page.getByRole('button').click();
  await page.locator('nav a[aria-current]').waitFor();
  await page.locator('main h1').waitFor();
  return {
    page,
    complaints,
    async open(view) {
      await page.locator(`nav a[href="/console/${view}"]`).click();
      await page.locator(`nav a[href="/console/${view}"][aria-current]`).waitFor();
      await page.locator('main h1').waitFor();
      await page.locator('main .loading').waitFor({ state: 'detached' });
    },
    async clicksOf(way) {
      const before = await page.evaluate<number>('clicks');
      await way();
      return (await page.evaluate<number>('clicks')) - before;
    },
    barriers: () => findBarriers(page),
  };
}

/** What a checker of accessibility finds wrong in a page. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  // Half a megabyte, and of each rule what holds: once for each page, and what is wrong alone.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>(
    `axe.run(document, { resultTypes: ['violations'] })`,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

function listen(page: Page, url: string): readonly string[] {
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(`${url}/`))
      complaints.push(request.url());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return complaints;
}
