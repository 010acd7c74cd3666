import { spawn, type ChildProcess } from 'node:child_process';
import type { LastStage } from './read-last-stage.ts';

/** How a container of the image is run. */
export interface ContainedRun {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Files and folders of this machine by their places inside; read-only. */
  readonly mounts: Readonly<Record<string, string>>;
}

/**
 * Runs what `docker run --read-only --cap-drop ALL --security-opt no-new-privileges` would: the tree as a root that cannot be
 * written to, the user of the image, no capability, processes and names of its own. It is the first
 * of its processes. The network is this machine's.
 */
export function runContained(
  root: string,
  { user, folder, environment: fixed, entrypoint }: LastStage,
  { args, environment, mounts }: ContainedRun,
): ChildProcess {
  const [uid = '', gid = ''] = user.split(':');
  const mounted = Object.entries(mounts).flatMap(([inside, outside]) => ['--ro-bind', outside, inside]);
  const set = Object.entries({ ...fixed, ...environment }).flatMap((pair) => ['--setenv', ...pair]);
  const places = `--ro-bind ${root} / --proc /proc --dev /dev --tmpfs /run/secrets`.split(' ');
  const walls =
    `--remount-ro /run/secrets --unshare-user --unshare-pid --unshare-ipc --unshare-uts --as-pid-1 --die-with-parent --uid ${uid} --gid ${gid} --cap-drop ALL --chdir ${folder} --clearenv`.split(
      ' ',
    );
  return spawn('bwrap', [...places, ...mounted, ...walls, ...set, '--', ...entrypoint, ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}
