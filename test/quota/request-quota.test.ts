import { expect, test } from 'vitest';
import { createRequestQuota } from '../../gateway/quota/request-quota.ts';

const client = (perMinute: number, perDay = 1_000, id = 'benefits') => ({
  id,
  quota: { perMinute, perDay, subjects: { perHour: 1, perDay: 1 } },
});

/** What a refusal tells; undefined when there is none. */
async function told(spent: Promise<void>) {
  try {
    await spent;
    return undefined;
  } catch (error) {
    const { message, extensions } = error as { message: string; extensions: Record<string, unknown> };
    const { headers } = extensions['http'] as { headers: ReadonlyMap<string, string> };
    return { code: extensions['code'], message, wait: Number(headers.get('retry-after')) };
  }
}

test('a client may send as many requests a minute as its file says, and is told when to come again', async () => {
  const { spend } = createRequestQuota();
  for (let i = 0; i < 3; i++) expect(await told(spend(client(3)))).toBeUndefined();
  const refused = await told(spend(client(3)));
  expect(refused).toMatchObject({
    code: 'QUOTA_EXCEEDED',
    message: 'This client may send 3 requests a minute.',
  });
  expect(refused?.wait).toBeGreaterThan(0);
  expect(refused?.wait).toBeLessThanOrEqual(60);
});

test('the day has a quota of its own', async () => {
  const { spend } = createRequestQuota();
  for (let i = 0; i < 2; i++) expect(await told(spend(client(10, 2)))).toBeUndefined();
  expect(await told(spend(client(10, 2)))).toMatchObject({
    code: 'QUOTA_EXCEEDED',
    message: 'This client may send 2 requests a day.',
  });
});

test('one client does not use up the quota of another', async () => {
  const { spend } = createRequestQuota();
  await spend(client(1));
  expect(await told(spend(client(1)))).toBeDefined();
  expect(await told(spend(client(1, 1_000, 'portal')))).toBeUndefined();
});

test('a quota that is raised in the file holds from the next request on', async () => {
  const { spend } = createRequestQuota();
  await spend(client(1));
  expect(await told(spend(client(1)))).toBeDefined();
  expect(await told(spend(client(10)))).toBeUndefined();
});
