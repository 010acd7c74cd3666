import { readFile } from 'node:fs/promises';
import { createLocalJWKSet } from 'jose';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openKeptLog, type KeptLog } from '../../gateway/start/open-log.ts';
import { verifyReceipt } from '../../gateway/log/receipt.ts';
import { claims } from '../../subgraphs/vss/collections.ts';
import { startTestHub, type HubUnderTest } from '../scenario/running-hub.ts';
import { args, executablePath, isInstalled } from './chromium.ts';
import { findBarriers, signInToConsole, type Taste } from './console-user.ts';

const tastes: readonly Taste[] = [
  { language: 'vi', colorScheme: 'light' },
  { language: 'en', colorScheme: 'dark' },
];

const words = {
  vi: {
    whoLooked: 'Ai đã xem dữ liệu của tôi',
    whyEmpty: 'Vì sao trống?',
    diagnosis: 'Yêu cầu phải nêu lý do',
  },
  en: { whoLooked: 'Who looked at my data', whyEmpty: 'Why is it empty?', diagnosis: 'State the reason' },
} as const;

/** What an officer of the console asks, as the client has registered it. */
const claimToDecide = new URL(
  '../../gateway/clients/operations/console/claim-to-decide.graphql',
  import.meta.url,
);

describe.skipIf(!isInstalled)('the console (skipped without /usr/bin/chromium)', () => {
  let hub: HubUnderTest;
  let log: KeptLog;
  let browser: Browser;
  let claim: { readonly number: string; readonly office: string };
  let citizen: { readonly capacity: 'citizen'; readonly form: Readonly<Record<string, string>> };
  beforeAll(async () => {
    log = await openKeptLog({ place: 'memory:', keyFile: undefined, gateway: 'g1' }, () => {});
    // As in production: what its clients have not registered, the console cannot ask.
    hub = await startTestHub(100, 'scenario', { log, registeredOnly: true });
    const mother = hub.citizenOf('newMother');
    const [found] = await (
      await hub.stores.vss.collection(claims)
    ).find({ index: 'byClaimant', equals: [mother], order: 'desc', limit: 1 });
    if (!found) throw new Error('The new mother has no claim.');
    claim = found;
    citizen = { capacity: 'citizen', form: { persona: 'citizen', citizen: mother } };
    await hub.ask(await readFile(claimToDecide, 'utf8'), { number: claim.number }, asOfficer());
    browser = await chromium.launch({ executablePath, args });
  });
  afterAll(async () => {
    await browser.close();
    await hub.stop();
    await log.close();
  });

  const asOfficer = () => ({
    persona: 'vss-officer' as const,
    organisation: claim.office,
    case: claim.number,
  });
  const signIn = (taste: Taste, who: Parameters<typeof signInToConsole>[3]) =>
    signInToConsole(browser, hub.hub.url, taste, who);

  test.each(tastes)('has no barrier before anybody is signed in ($language, $colorScheme)', async (taste) => {
    const locale = taste.language === 'vi' ? 'vi-VN' : 'en-GB';
    const page = await browser.newPage({ locale, colorScheme: taste.colorScheme });
    await page.goto(`${hub.hub.url}/console/`);
    await page.locator('.capacity').first().waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe(taste.language);
    expect(await findBarriers(page)).toEqual([]);
    await page.locator('.capacity').first().click();
    await page.getByRole('radio').first().waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.close();
  });

  test.each(tastes)(
    'shows a citizen with one click each why a field is empty, and who looked ($language)',
    async (taste) => {
      const user = await signIn(taste, citizen);
      const { page } = user;
      await page.locator('.facts').first().waitFor();
      expect(await user.barriers()).toEqual([]);
      // The field that is withheld, and the law.
      const whyEmpty = await user.clicksOf(async () => {
        await page.getByText(words[taste.language].whyEmpty).first().click();
        await page.locator('.dialog cite').first().waitFor();
      });
      expect(whyEmpty).toBe(1);
      expect(await user.barriers()).toEqual([]);
      await page.keyboard.press('Escape');
      // The officer who looked before, and what they were refused.
      const whoLooked = await user.clicksOf(async () => {
        await page.getByRole('link', { name: words[taste.language].whoLooked }).click();
        await page.locator('.entry', { hasText: 'BHXH' }).first().waitFor();
        await page.locator('.entry .tag-bad').first().waitFor();
      });
      expect(whoLooked).toBe(1);
      expect(await user.barriers()).toEqual([]);
      for (const view of ['my-claims', 'my-requests', 'represented', 'status']) {
        await user.open(view);
        expect(await user.barriers()).toEqual([]);
      }
      expect(user.complaints).toEqual([]);
      await page.context().close();
    },
  );

  test('gives a citizen a receipt that verifies without the hub', async () => {
    // Of somebody of whom nothing was asked together with others: then the line of the log is told whole.
    const form = { persona: 'citizen', citizen: hub.citizenOf('changedNumber') };
    const { page, open } = await signIn(tastes[1] as Taste, { capacity: 'citizen', form });
    await page.locator('.facts').first().waitFor();
    await log.seal();
    await open('who-looked');
    const download = page.waitForEvent('download');
    await page
      .getByRole('button', { name: /^Download the receipt/ })
      .last()
      .click();
    const receipt = JSON.parse(await readFile(await (await download).path(), 'utf8'));
    const keys = createLocalJWKSet(await log.kept.index.keys());
    expect((await verifyReceipt(receipt, keys)).entry.entry).toBeDefined();
    await page.context().close();
  });

  test('takes a citizen’s request under a right, and says by when it will be answered', async () => {
    const { page, open } = await signIn(tastes[1] as Taste, citizen);
    await open('my-requests');
    await page.getByRole('textbox').fill('Please tell me what is held.');
    await page.getByRole('button', { name: 'Send the request' }).click();
    // To correct something takes the field: the hub says so, and nothing was sent on.
    await page.locator('.notice-bad').waitFor();
    await page.getByRole('button', { name: /Right/ }).click();
    await page.getByRole('option', { name: 'To see' }).click();
    await page.getByRole('button', { name: 'Send the request' }).click();
    const taken = page.locator('.entry', { hasText: 'To be answered by' });
    await taken.waitFor();
    expect(await taken.getByRole('heading').textContent()).toContain('To see');
    await page.context().close();
  });

  test.each(tastes)(
    'shows an auditor who may see what, who did, and the report ($language)',
    async (taste) => {
      const user = await signIn(taste, { capacity: 'auditor', form: { persona: 'auditor' } });
      const { page, open } = user;
      await page.locator('.matrix').waitFor();
      expect(await user.barriers()).toEqual([]);
      // Half of a border can make a pixel.
      const uncoloured = await page.evaluate<readonly string[]>(
        `[...document.querySelectorAll('.matrix td')]
          .map((cell) => [cell.firstElementChild.clientHeight, cell.clientHeight])
          .filter(([button, whole]) => whole - button > 1)
          .map(([button, whole]) => button + ' of ' + whole)`,
      );
      expect(uncoloured).toEqual([]);
      await page.locator('.cell-some').first().click();
      await page.locator('.dialog cite').first().waitFor();
      expect(await user.barriers()).toEqual([]);
      await page.keyboard.press('Escape');
      await log.seal();
      await open('log');
      await page.locator('.chart .recharts-bar-rectangle').first().waitFor();
      await page.locator('.notice-good').waitFor();
      expect(await user.barriers()).toEqual([]);
      await open('report');
      await page.locator('main code', { hasText: 'npm run report' }).waitFor();
      expect(await user.barriers()).toEqual([]);
      expect(user.complaints).toEqual([]);
      await page.context().close();
    },
  );

  test.each(tastes)(
    'opens a claim for its officer, and says what the diagnosis takes ($language)',
    async (taste) => {
      const form = { persona: 'vss-officer', organisation: claim.office };
      const user = await signIn(taste, { capacity: 'officer', form });
      const { page } = user;
      await page.locator('main [role=status]').first().waitFor();
      expect(await user.barriers()).toEqual([]);
      await page.getByRole('textbox').first().fill(claim.number);
      await page.keyboard.press('Enter');
      await page.locator('.timeline').waitFor();
      expect(await user.barriers()).toEqual([]);
      await page.getByText(words[taste.language].whyEmpty).last().click();
      await page.locator('.dialog', { hasText: words[taste.language].diagnosis }).waitFor();
      expect(user.complaints).toEqual([]);
      await page.context().close();
    },
  );

  test('takes a citizen from the sign-in to their data, why a field is empty and who looked, with the keyboard alone', async () => {
    const context = await browser.newContext({ locale: 'en-GB', colorScheme: 'dark' });
    const page = await context.newPage();
    await page.goto(`${hub.hub.url}/console/`);
    await page.locator('.capacity').first().waitFor();
    await tabTo(page, 'a[href*="as=citizen"]');
    await page.keyboard.press('Enter');
    await page.locator('input[name="citizen"]').waitFor();
    await tabTo(page, 'input[value="citizen"]:checked');
    await tabTo(page, 'input[name="citizen"]');
    await page.keyboard.type(citizen.form['citizen'] ?? '');
    await page.keyboard.press('Enter');
    await page.locator('.facts').first().waitFor();
    await tabTo(page, '.skip');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
    await tabTo(page, 'main .empty .link');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Why this field is empty' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    // Whoever closes a dialog is where they were.
    await page.locator('button:focus', { hasText: words.en.whyEmpty }).waitFor();
    await tabTo(page, 'nav a[href="/console/who-looked"]');
    await page.keyboard.press('Enter');
    await page.locator('.entry', { hasText: 'BHXH' }).first().waitFor();
    expect(await page.title()).toContain(words.en.whoLooked);
    // What a screen reader says of an entry, and of the button in it, tells it from the others.
    await page
      .getByRole('article', { name: /Social insurance/ })
      .first()
      .waitFor();
    await tabTo(page, 'main .entry .link[aria-label]');
    await context.close();
  });

  test('keeps nothing of anybody in the browser, and lets nothing be loaded from elsewhere', async () => {
    const { page } = await signIn(tastes[0] as Taste, citizen);
    await page.locator('.facts').first().waitFor();
    expect(await page.evaluate('Object.keys(localStorage).concat(Object.keys(sessionStorage))')).toEqual([
      'console-choices',
    ]);
    expect(await page.evaluate('document.cookie')).toBe('');
    const policy = (await fetch(`${hub.hub.url}/console/`)).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    await page.context().close();
  });
});

/** Presses Tab until that has the focus: nothing is pointed at. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
  }
  throw new Error(`The keyboard does not lead to ${selector}.`);
}
