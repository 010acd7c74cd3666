import { join } from 'node:path';
import type { JWK } from 'jose';
import { openFileLog } from '../../gateway/log/file-log.ts';
import { entryAt } from '../log/entries.ts';

/** A log of several gateways that wrote side by side, over three months. */
export interface BigLog {
  readonly folder: string;
  readonly gateways: readonly string[];
  readonly months: readonly string[];
}

const months = ['2026-06', '2026-07', '2026-08'];
/** Entries that are written together, as under load. */
const group = 500;

/** Writes one. @param entries in all, spread over gateways and months */
export async function writeBigLog(
  folder: string,
  entries: number,
  gateways: readonly string[],
  key: JWK,
): Promise<BigLog> {
  const share = Math.ceil(entries / (gateways.length * months.length));
  await Promise.all(
    gateways.map(async (gateway) => {
      const log = await openFileLog({ folder, gateway, key, headEvery: 60_000, tell: () => {} });
      for (const month of months) await writeMonth(log, gateway, month, share);
      await log.close();
    }),
  );
  return { folder, gateways, months };
}

async function writeMonth(
  log: Awaited<ReturnType<typeof openFileLog>>,
  gateway: string,
  month: string,
  count: number,
): Promise<void> {
  const start = Temporal.Instant.from(`${month}-01T00:00:00Z`);
  for (let number = 0; number < count; number += group) {
    const entries = Array.from({ length: Math.min(group, count - number) }, (_, at) =>
      entryAt(
        start.add({ milliseconds: (number + at) * 10 }).toString(),
        `${gateway}-${month}-${number + at}`,
      ),
    );
    await Promise.all(entries.map((entry) => log.append(entry)));
    await log.seal();
  }
}

/** Where the entries or the heads of a month are. */
export function fileOf({ folder }: BigLog, gateway: string, month: string, kind: 'jsonl' | 'heads'): string {
  return join(folder, gateway, `${month}.${kind}`);
}
