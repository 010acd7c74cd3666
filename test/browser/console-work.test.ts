import { readFile } from 'node:fs/promises';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emergencyAccesses } from '../../gateway/break-glass/emergency-access.ts';
import { openKeptLog, type KeptLog } from '../../gateway/start/open-log.ts';
import { openPolicyHistory } from '../../gateway/policy-history/policy-history.ts';
import { servedTexts } from '../../gateway/policy-history/policy-revision.ts';
import type { SideTexts } from '../../schema/policy-diff/side-texts.ts';
import { claims } from '../../subgraphs/vss/collections.ts';
import { entryAt } from '../log/entries.ts';
import { withGraph, withoutQueue } from '../policy-diff/small-sides.ts';
import { leaves, people, recordClaimPeople } from '../scenario/claim-people.ts';
import { startTestHub, type HubUnderTest } from '../scenario/running-hub.ts';
import { args, executablePath, isInstalled } from './chromium.ts';
import { signInToConsole, type Taste } from './console-user.ts';

const english: Taste = { language: 'en', colorScheme: 'dark' };
const vietnamese: Taste = { language: 'vi', colorScheme: 'light' };

const operation = (name: string) =>
  readFile(new URL(`../../gateway/clients/operations/${name}.graphql`, import.meta.url), 'utf8');

/* What people do in the console, over claims that were sent in and assessed, with registered operations alone. */
describe.skipIf(!isInstalled)(
  'work in the console (skipped without /usr/bin/chromium)',
  { timeout: 60_000 },
  () => {
    let hub: HubUnderTest;
    let log: KeptLog;
    let browser: Browser;
    let number: string;
    beforeAll(async () => {
      log = await openKeptLog({ place: 'memory:', keyFile: undefined, gateway: 'g1' }, () => {});
      hub = await startTestHub(1, 'scenario', { log, registeredOnly: true });
      await recordClaimPeople(hub.stores);
      const input = {
        claimant: people.sick,
        idempotencyKey: 'key-of-the-sick',
        weeklyRest: ['SATURDAY', 'SUNDAY'],
        scheme: 'SICKNESS',
        ...leaves.sick,
      };
      const asCitizen = { persona: 'citizen', citizen: people.sick, purpose: 'SI.CLAIM.SUBMIT' } as const;
      await hub.ask(await operation('vss-portal/submit-claim'), { input }, asCitizen);
      const store = await hub.stores.vss.collection(claims);
      const [claim] = await store.find({ index: 'byClaimant', equals: [people.sick], limit: 1 });
      number = claim?.number ?? '';
      browser = await chromium.launch({ executablePath, args });
    });
    afterAll(async () => {
      await browser.close();
      await hub.stop();
      await log.close();
    });

    const signIn = (taste: Taste, capacity: string, form: Readonly<Record<string, string>>) =>
      signInToConsole(browser, hub.hub.url, taste, { capacity, form });
    const asOfficer = (taste: Taste) =>
      signIn(taste, 'officer', { persona: 'vss-officer', organisation: people.office });

    test('an emergency access is shown to an auditor at once, and to the citizen after its delay, with what it was', async () => {
      const officer = { persona: 'vss-officer', organisation: people.office, case: number } as const;
      const input = { case: number, ground: 'DEADLINE', reason: 'The term ends today and nobody is here.' };
      const { text } = await hub.ask(
        await operation('emergency/request-emergency-access'),
        { input },
        officer,
      );
      const [, id = ''] = /"id":"([^"]+)"/.exec(text) ?? [];
      const approver = { persona: 'vss-approver', organisation: people.office } as const;
      const approved = await hub.ask(await operation('emergency/approve-emergency-access'), { id }, approver);
      expect(approved.text).toContain('"state":"OPEN"');
      await hub.ask(
        await operation('console/claim-to-decide'),
        { number },
        { ...officer, reason: 'The term ends today.', breakGlass: id },
      );
      const auditor = await signIn(english, 'auditor', { persona: 'auditor' });
      await auditor.open('log');
      await auditor.page.locator('.tag', { hasText: 'Emergency access' }).waitFor();
      const claimant = await signIn(vietnamese, 'citizen', { persona: 'citizen', citizen: people.sick });
      await claimant.open('who-looked');
      await claimant.page.locator('.entry').first().waitFor();
      const tagged = (tag: string) => ({ has: claimant.page.locator('.tag', { hasText: tag }) });
      const told = claimant.page.locator('.entry', tagged('Truy cập khẩn cấp'));
      expect(await told.count()).toBe(0);
      // The days pass until the notice is due.
      const accesses = await hub.stores.hub.collection(emergencyAccesses);
      const access = await accesses.get(id);
      if (!access?.notice) throw new Error('Nobody is to be told of the emergency access.');
      await accesses.replace({
        ...access,
        notice: { ...access.notice, dueAt: new Date().toISOString() },
      });
      await claimant.page.reload();
      await told.locator('.notice').waitFor();
      expect(await told.locator('.notice').textContent()).toMatch(/khẩn cấp.+khiếu nại/s);
      expect(await told.count()).toBe(1);
      for (const { page, complaints, barriers } of [auditor, claimant]) {
        expect(await barriers()).toEqual([]);
        expect(complaints).toEqual([]);
        await page.context().close();
      }
    });

    test('two officers decide at once: one refuses, the other is told; the claimant reads why with one click', async () => {
      const [first, second] = await Promise.all([asOfficer(vietnamese), asOfficer(english)]);
      for (const { page, barriers } of [first, second]) {
        await page.getByRole('row', { name: number }).getByRole('button').click();
        await page.locator('.tag-good').first().waitFor();
        expect(await page.locator('.notice').first().textContent()).toContain('SI.CLAIM.DECIDE');
        expect(await barriers()).toEqual([]);
      }
      // The seal of the one paper was checked by the browser itself.
      expect(await second.page.locator('td .tag-good').textContent()).toBe('Holds');
      await second.page.getByRole('button', { name: /Choose a reason/ }).click();
      await second.page.getByRole('option').nth(1).click();
      await second.page.getByRole('button', { name: 'Refuse', exact: true }).click();
      await second.page.getByRole('alertdialog').waitFor();
      expect(await second.barriers()).toEqual([]);
      await second.page.getByRole('button', { name: 'Issue the decision' }).click();
      await second.page.locator('.notice-good').waitFor();
      await first.page.getByRole('button', { name: 'Quyết định theo thẩm định' }).click();
      await first.page.getByRole('button', { name: 'Ban hành quyết định' }).click();
      expect(await first.page.locator('.notice-bad').textContent()).toContain(
        'đã được người khác quyết định',
      );
      const claimant = await signIn(english, 'citizen', { persona: 'citizen', citizen: people.sick });
      const reason = claimant.page.locator('.fact', { hasText: 'Reason' }).first();
      const whyRefused = await claimant.clicksOf(async () => {
        await claimant.open('my-claims');
        await reason.waitFor();
      });
      expect(whyRefused).toBe(1);
      expect(await reason.textContent()).toMatch(/Reason.{10,}/);
      for (const { page, complaints } of [first, second, claimant]) {
        expect(complaints).toEqual([]);
        await page.context().close();
      }
    });

    test('an operator suspends a client in the page, which is refused at once, and sees no person', async () => {
      const user = await signIn(english, 'operator', { persona: 'operator' });
      const { page } = user;
      const client = page.getByRole('row', { name: 'employer-portal' });
      await client.getByRole('button').click();
      expect(await user.barriers()).toEqual([]);
      const yes = page.getByRole('alertdialog').getByRole('button', { name: 'Suspend' });
      expect(await yes.isDisabled()).toBe(true);
      await page.getByRole('textbox').fill('Whole lists of people are asked for.');
      await yes.click();
      await client.locator('.tag-bad').waitFor();
      const list = { idempotencyKey: 'list-of-nobody', rows: [] };
      const refused = await hub.ask(
        await operation('employer-portal/submit-claim-list'),
        { input: list },
        { persona: 'employer-hr', organisation: people.employer },
      );
      expect(refused.status).toBe(403);
      expect(await user.barriers()).toEqual([]);
      expect(user.complaints).toEqual([]);
      await page.context().close();
    });

    test('an auditor compares two policies that were served: new purposes, what was loosened, and for whom', async () => {
      const served = async (day: string, { policy, supergraph }: SideTexts) =>
        (
          await openPolicyHistory(
            hub.stores.hub,
            { texts: servedTexts(policy, supergraph), policyVersion: day },
            () => Temporal.Instant.from(`${day}T02:00:00Z`),
          )
        ).begin();
      await served('2026-03-01', withoutQueue);
      await served('2026-04-01', withGraph('DIAGNOSIS)', 'PUBLIC)'));
      const user = await signIn(english, 'auditor', { persona: 'auditor' });
      const { page } = user;
      await user.open('changes');
      await page.getByRole('button', { name: /Policy before/ }).click();
      await page.getByRole('option', { name: /1 Mar/ }).click();
      await page.getByRole('button', { name: /Policy after/ }).click();
      await page.getByRole('option', { name: /1 Apr/ }).click();
      await page.getByRole('button', { name: 'Compare the policies' }).click();
      const table = (name: string) => page.getByRole('region', { name, exact: true });
      await table('Purposes and roles').getByText('new purpose: To see which claims').waitFor();
      const loosened = table('Loosened').getByRole('row', { name: 'Person.diagnosis' });
      expect(await loosened.first().textContent()).toContain(
        'none → full (reclassified from DIAGNOSIS to PUBLIC)',
      );
      expect(await user.barriers()).toEqual([]);
      expect(user.complaints).toEqual([]);
      await page.context().close();
    });

    test('an auditor reads which agency decided by another policy, and that not all whom a request named are kept', async () => {
      const entry = entryAt(new Date().toISOString(), 'by-another-policy');
      const [shown] = entry.disclosures;
      if (!shown) throw new Error('The entry discloses nothing.');
      await log.append({
        ...entry,
        disclosures: [{ ...shown, policyVersion: 'v-of-yesterday' }],
        named: ['s1'],
        allNamed: { count: 1_204, digest: 'd' },
      });
      for (const [taste, ...told] of [
        [
          english,
          'Ministry of Health decided by another policy: v-of-yesterday',
          'The request named 1204 ids',
        ],
        [vietnamese, 'Bộ Y tế áp dụng chính sách khác: v-of-yesterday', 'Yêu cầu nêu 1204 mã'],
      ] as const) {
        const user = await signIn(taste, 'auditor', { persona: 'auditor' });
        await user.open('log');
        for (const words of told) await user.page.getByText(words).waitFor();
        expect(await user.barriers()).toEqual([]);
        expect(user.complaints).toEqual([]);
        await user.page.context().close();
      }
    });

    test('a receipt that is dropped into the page verifies, and one with a byte changed does not', async () => {
      const user = await signIn(english, 'citizen', { persona: 'citizen', citizen: people.carer });
      const { page } = user;
      await page.locator('.facts').first().waitFor();
      await log.seal();
      await user.open('who-looked');
      const download = page.waitForEvent('download');
      await page
        .getByRole('button', { name: /^Download the receipt/ })
        .last()
        .click();
      const text = await readFile(await (await download).path(), 'utf8');
      const give = (name: string, content: string) =>
        page.locator('input[type=file]').setInputFiles({
          name,
          mimeType: 'application/json',
          buffer: Buffer.from(content),
        });
      await give('receipt.json', text);
      await page.locator('.notice-good').waitFor();
      const { leaf } = JSON.parse(text) as { leaf: string };
      await give(
        'changed.json',
        text.replace(
          leaf,
          leaf.replace(/^./, (one) => (one === 'A' ? 'B' : 'A')),
        ),
      );
      await page.locator('.notice-bad').waitFor();
      expect(await user.barriers()).toEqual([]);
      await page.context().close();
    });

    test('a citizen withdraws a request that is not answered yet', async () => {
      const asked = { kind: 'CORRECT', coordinate: 'InsuredPerson.siNumber', text: 'A digit is wrong.' };
      await hub.ask(
        await operation('vss-portal/exercise-right'),
        { input: asked },
        { persona: 'citizen', citizen: people.tired, purpose: 'DS.RIGHTS' },
      );
      const citizen = await signIn(english, 'citizen', { persona: 'citizen', citizen: people.tired });
      await citizen.open('my-requests');
      await citizen.page.getByRole('button', { name: /^Withdraw/ }).click();
      await citizen.page.getByRole('alertdialog').getByRole('button', { name: 'Withdraw' }).click();
      await citizen.page.locator('.entry .tag', { hasText: 'Withdrawn' }).waitFor();
      expect(await citizen.barriers()).toEqual([]);
      await citizen.page.context().close();
    });

    test('an office takes up, extends, answers and refuses what a citizen asked, who reads it', async () => {
      const text = await operation('vss-portal/exercise-right');
      for (const words of ['A digit is wrong.', 'A month is missing.']) {
        const input = {
          kind: 'CORRECT',
          coordinate: 'InsuredPerson.siNumber',
          office: people.office,
          text: words,
        };
        await hub.ask(text, { input }, { persona: 'citizen', citizen: people.carer, purpose: 'DS.RIGHTS' });
      }
      const officer = await asOfficer(english);
      await officer.open('rights');
      const waiting = (words: string) => officer.page.locator('.entry', { hasText: words });
      const inDialog = async (
        entry: ReturnType<typeof waiting>,
        press: string,
        words: string,
        yes: string,
      ) => {
        await entry.getByRole('button', { name: press }).click();
        const dialog = officer.page.getByRole('alertdialog');
        expect(await dialog.getByRole('button', { name: yes }).isDisabled()).toBe(true);
        await dialog.getByRole('textbox').fill(words);
        return dialog;
      };
      for (const words of ['A digit is wrong.', 'A month is missing.']) {
        await waiting(words)
          .getByRole('button', { name: /^Take up/ })
          .click();
        await waiting(words).getByRole('button', { name: 'Answer' }).waitFor();
      }
      const extend = await inDialog(waiting('A month'), 'Extend', 'The employer is asked.', 'Extend');
      await extend.getByRole('button', { name: 'Extend' }).click();
      await waiting('A month').getByText('The employer is asked.').waitFor();
      const refuse = await inDialog(waiting('A month'), 'Answer', 'All months are there.', 'Send the answer');
      await refuse.getByRole('button', { name: /Outcome/ }).click();
      await officer.page.getByRole('option', { name: 'Refused' }).click();
      await refuse.getByRole('button', { name: 'Send the answer' }).click();
      await waiting('A month').waitFor({ state: 'detached' });
      const answer = await inDialog(
        waiting('A digit'),
        'Answer',
        'The digit was corrected.',
        'Send the answer',
      );
      await answer.getByRole('button', { name: 'Send the answer' }).click();
      await waiting('A digit').waitFor({ state: 'detached' });
      expect(officer.complaints).toEqual([]);
      const citizen = await signIn(english, 'citizen', { persona: 'citizen', citizen: people.carer });
      await citizen.open('my-requests');
      await citizen.page.locator('.entry', { hasText: 'All months are there.' }).waitFor();
      await citizen.page.locator('.entry', { hasText: 'The digit was corrected.' }).waitFor();
      for (const { page } of [officer, citizen]) await page.context().close();
    });

    test('a session that has ended says so, and leads back to the sign-in', async () => {
      const { page } = await asOfficer(english);
      await page.locator('table, main [role=status]').first().waitFor();
      await page.context().clearCookies();
      await page.locator('nav a[href="/console/rights"]').click();
      await page.getByRole('alert').getByRole('button', { name: 'Sign in' }).click();
      await page.locator('.capacity').first().waitFor();
      expect(await page.locator('.capacity').count()).toBe(4);
      await page.context().close();
    });
  },
);
