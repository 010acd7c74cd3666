import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openKeptLog, type KeptLog } from '../../gateway/start/open-log.ts';
import { startTestHub, type HubUnderTest } from '../scenario/running-hub.ts';
import { args, executablePath, isInstalled } from './chromium.ts';
import { signInToConsole } from './console-user.ts';

/* Who goes astray in the console is told where they are. */
describe.skipIf(!isInstalled)('astray in the console (skipped without /usr/bin/chromium)', () => {
  let hub: HubUnderTest;
  let log: KeptLog;
  let browser: Browser;
  beforeAll(async () => {
    log = await openKeptLog({ place: 'memory:', keyFile: undefined, gateway: 'g1' }, () => {});
    hub = await startTestHub(1, 'scenario', { log, registeredOnly: true });
    browser = await chromium.launch({ executablePath, args });
  });
  afterAll(async () => {
    await browser.close();
    await hub.stop();
    await log.close();
  });

  const signIn = (capacity: string, persona: string) =>
    signInToConsole(
      browser,
      hub.hub.url,
      { language: 'en', colorScheme: 'light' },
      { capacity, form: { persona } },
    );

  test.each(['nothing-here', 'tasks'])(
    'an address that is none of their views (%s) opens the first',
    async (path) => {
      const { page } = await signIn('citizen', 'citizen');
      await page.goto(`${hub.hub.url}/console/${path}`);
      await page.locator('nav a[href="/console/my-data"][aria-current]').waitFor();
      expect(await page.locator('main h1').innerText()).toBe('My data');
      await page.context().close();
    },
  );

  test('a view whose file does not come says so, and the page can be loaded again', async () => {
    const { page, barriers } = await signIn('citizen', 'citizen');
    await page.route('**/console/files/**', (route) => route.abort());
    await page.locator('nav a[href="/console/who-looked"]').click();
    await page.locator('main .notice-bad').waitFor();
    expect(await barriers()).toEqual([]);
    // The other views are where they were.
    await page.locator('nav a[href="/console/my-data"]').click();
    await page.locator('main h1').waitFor();
    await page.locator('nav a[href="/console/who-looked"]').click();
    await page.unroute('**/console/files/**');
    await page.getByRole('button', { name: 'Load the page again' }).click();
    await page.locator('main h1', { hasText: 'Who looked' }).waitFor();
    await page.context().close();
  });

  test('an officer who mistypes a number is told of the number alone', async () => {
    const { page, barriers } = await signIn('officer', 'vss-officer');
    await page.locator('main form input').fill('BHXH-2026-000000');
    await page.keyboard.press('Enter');
    const told = page.locator('main .notice');
    await told.waitFor();
    expect(await told.allInnerTexts()).toEqual([
      expect.stringMatching(
        /^There is no such claim, or it is not one of your office\.( Nothing proves[^.]*\.)? To the work list$/,
      ),
    ]);
    expect(await barriers()).toEqual([]);
    await page.context().close();
  });
});
