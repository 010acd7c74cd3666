import { setTimeout } from 'node:timers/promises';
import { issueDevelopmentToken } from '../../../gateway/identity/development/development-issuer.ts';
import { medicalDocuments } from '../../../subgraphs/health/collections.ts';
import { receivedFiles } from '../../../subgraphs/health/intake/filing/received-file.ts';
import { facilityCertificates } from '../../../subgraphs/health/intake/signature/facility-certificate.ts';
import { seals } from '../../../subgraphs/kit/seal/stored-seal.ts';
import { citizens } from '../../../subgraphs/population/collections.ts';
import { createFiveProcesses, type FiveProcesses, type Part } from '../../claims-resolve/five-processes.ts';
import { submissionOf } from '../../facility/hospital.ts';
import { samplePaper } from '../../subgraphs/health/intake/sample-papers.ts';
import { citizen, identifier } from '../../subgraphs/population/records.ts';
import { registeredFacility } from '../../world/facility-certificates.ts';
import { crashFile } from '../crash-files.ts';

/** What became of the files that were sent while processes were killed. */
export interface KilledIntake {
  readonly kills: number;
  readonly acknowledged: number;
  /** Sendings that got no answer or none that says that the papers are filed; each was sent again. */
  readonly unanswered: number;
  readonly papers: number;
  /** Acknowledged papers that are not there, papers under a number twice, and papers without a seal; none should be. */
  readonly lost: readonly string[];
  readonly twice: readonly string[];
  readonly unsealed: readonly string[];
}

const { paper, number } = samplePaper('DISCHARGE_PAPER');
const { issuer } = paper;
/** Those that a file passes on its way. */
const killed: readonly Part[] = ['gateway', 'health', 'population'];
const senders = 3;

interface Receipt {
  readonly MaGD?: string;
  readonly report?: { readonly state: string; readonly papers?: readonly { readonly id?: string }[] };
}

/**
 * Sends files to a hub of five processes as hospital software does, again until each is acknowledged as filed, while one
 * process after the other is killed (kill -9) at random moments and comes back.
 *
 * @param onKill is told of each
 */
export async function killIntake(times: number, onKill: (kills: number) => void): Promise<KilledIntake> {
  const hub = await createFiveProcesses('00000');
  try {
    await (await hub.stores.health.collection(facilityCertificates)).insert(registeredFacility(issuer));
    await (
      await hub.stores.population.collection(citizens)
    ).insert(citizen('patient', { identifiers: [identifier(number)] }));
    await hub.start();
    const receipts: Receipt[] = [];
    const end = new AbortController();
    const sending = Array.from({ length: senders }, (_, sender) =>
      sendUntil(end.signal, hub, sender, receipts),
    );
    for (let kills = 1; kills <= times; kills++) {
      await setTimeout(Math.random() * 1_000);
      await hub.killFor(killed[Math.floor(Math.random() * killed.length)] ?? 'health', Math.random() * 300);
      onKill(kills);
    }
    end.abort();
    const unanswered = (await Promise.all(sending)).reduce((sum, one) => sum + one, 0);
    return { kills: times, unanswered, ...(await judge(hub, receipts)) };
  } finally {
    await hub.stop();
  }
}

/** @returns how often it was sent in vain */
async function sendUntil(
  end: AbortSignal,
  hub: FiveProcesses,
  sender: number,
  receipts: Receipt[],
): Promise<number> {
  const authorization = `Bearer ${await issueDevelopmentToken({ persona: 'facility-clerk', organisation: issuer.code, minutes: 240 })}`;
  let unanswered = 0;
  for (let at = 0; !end.aborted; at++) {
    const file = crashFile(`${sender}.${at}`, at);
    const path = 'api/chungtugw/GuiHoSoChungTu2025';
    const { body, contentType } = submissionOf({ ...file, path, kind: '39' });
    for (;;) {
      const receipt = await fetch(`${hub.url}/intake/${path}`, {
        method: 'POST',
        headers: { authorization, 'content-type': contentType },
        body,
      })
        .then(async (response) => (await response.json()) as Receipt)
        .catch(() => undefined);
      if (receipt?.report?.state === 'DONE') {
        receipts.push(receipt);
        break;
      }
      unanswered++;
      await setTimeout(50);
    }
  }
  return unanswered;
}

async function judge(hub: FiveProcesses, receipts: readonly Receipt[]) {
  const { health } = hub.stores;
  const documents = await health.collection(medicalDocuments);
  const told = receipts.flatMap(({ report }) => report?.papers?.map(({ id = 'no id' }) => id) ?? []);
  const kept = await documents.getMany(told);
  const files = await (
    await health.collection(receivedFiles)
  ).getMany(receipts.map(({ MaGD = 'no receipt' }) => MaGD));
  const of = Map.groupBy(kept.values(), ({ code, edition }) => `${code} ${edition}`);
  return {
    acknowledged: receipts.length,
    papers: kept.size,
    lost: [
      ...told.filter((id) => !kept.has(id)),
      ...receipts.flatMap(({ MaGD = '' }) => (files.has(MaGD) ? [] : [MaGD])),
    ],
    twice: [...of].flatMap(([name, papers]) => (papers.length > 1 ? [name] : [])),
    unsealed: await untilSealed(hub, [...kept.keys()]),
  };
}

/** Ids that have no seal half a minute after the last kill. */
async function untilSealed(hub: FiveProcesses, ids: readonly string[]): Promise<readonly string[]> {
  const made = await hub.stores.health.collection(seals);
  const idOf = (id: string) => `DischargePaper/${id}`;
  for (let tries = 0; ; tries++) {
    const found = await made.getMany(ids.map(idOf));
    const missing = ids.filter((id) => !found.has(idOf(id)));
    if (missing.length === 0 || tries === 60) return missing;
    await setTimeout(500);
  }
}
