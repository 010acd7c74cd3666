import { setTimeout as pause } from 'node:timers/promises';
import { runCommand } from '../../subgraphs/kit/command/run-command.ts';
import { answeringHub } from '../demo/answering-hub.ts';
import { showProgress } from '../world/show-progress.ts';
import { dailyFiles, type DailyFile } from './daily-work.ts';
import { readFacilitySettings, type FacilitySettings } from './facility-settings.ts';
import { saveFiles } from './save-files.ts';
import { createSender } from './send-file.ts';

// Plays hospitals against a running hub: signed files of the synthetic people, good and bad ones. Exit code 1 when a good one was
// not filed, or a bad one was.

await runCommand(async () => {
  const settings = readFacilitySettings(process.argv.slice(2));
  const { files, save } = settings;
  const work = dailyFiles({ ...settings, mark: Date.now().toString(36) });
  if (save === undefined) await play({ ...settings, url: await answeringHub(settings.url) }, work);
  else console.log(await saveFiles(work.take(files), save));
});

/** Sends files at a steady rate; who is slow is waited for by nobody. */
async function play({ rate, files, url }: FacilitySettings, work: Iterator<DailyFile>): Promise<void> {
  const send = createSender(url);
  const progress = showProgress(process.stdout, 'files', files);
  const outcomes = new Map<string, number>();
  const started = performance.now();
  const underWay: Promise<void>[] = [];
  let done = 0;
  let otherwise = 0;
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const sendOne = async ({ file, mistake }: DailyFile): Promise<void> => {
    const outcome = await send(file);
    const name = `${mistake === 'none' ? 'good' : mistake.name} → ${outcome}`;
    outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
    if ((outcome === 'filed') !== (mistake === 'none')) otherwise++;
    progress.update(++done);
  };
  for (let sent = 0; sent < files && !stop.signal.aborted; sent++) {
    const { value: daily } = work.next();
    if (!daily) break;
    underWay.push(sendOne(daily));
    await pause(Math.max(0, started + ((sent + 1) / rate) * 1000 - performance.now()));
  }
  await Promise.all(underWay);
  progress.end();
  const seconds = (performance.now() - started) / 1000;
  console.log(`${done} files in ${seconds.toFixed(1)} s (${(done / seconds).toFixed(1)}/s) to ${url}`);
  for (const [name, count] of [...outcomes].toSorted(([one], [other]) => one.localeCompare(other))) {
    console.log(`${String(count).padStart(6)}  ${name}`);
  }
  if (otherwise > 0) {
    console.log(
      `${otherwise} otherwise than they should be. A hub with another --seed or --population knows other people.`,
    );
    process.exitCode = 1;
  }
}
