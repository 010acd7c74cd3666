import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../scenario/free-port.ts';

/** Proxies of which `deploy/proxy/` has the settings. */
export const proxies = ['nginx', 'haproxy'] as const;
export type Proxy = (typeof proxies)[number];

/** A proxy in front of a gateway. */
export interface OpenProxy {
  readonly url: string;
  stop(): Promise<void>;
}

const settings = join(import.meta.dirname, '../../deploy/proxy');

/** Addresses in the files of `deploy/proxy/`. */
const [front, behind] = ['127.0.0.1:8080', '127.0.0.1:4000'];

/** Milliseconds between two tries whether it listens, and how many there are. */
const [pause, tries] = [20, 250];

/**
 * Starts a proxy that is installed on this machine, with the settings that operators are given.
 *
 * @param target address of the gateway
 * @throws Error when it cannot be started
 */
export async function openProxy(proxy: Proxy, target: string): Promise<OpenProxy> {
  const folder = await mkdtemp(join(tmpdir(), `overload-${proxy}-`));
  const port = Number(await freePort());
  const { file, write, args } = kinds[proxy];
  const given = await readFile(join(settings, file), 'utf8');
  const own = given.replace(front, `127.0.0.1:${port}`).replace(behind, new URL(target).host);
  const path = join(folder, file);
  await writeFile(path, write(own, folder));
  const child = spawn(proxy, args(path, folder), { stdio: ['ignore', 'inherit', 'inherit'] });
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true });
  };
  await Promise.race([
    untilListening(port),
    ended.then(() => Promise.reject(new Error(`${proxy} ended before it listened.`))),
  ]);
  return { url: `http://127.0.0.1:${port}`, stop };
}

/** How each is told what to do: in the foreground, in one process, all that it writes in a folder of its own. */
const kinds = {
  nginx: {
    file: 'nginx.conf',
    write: (own: string, folder: string) =>
      `worker_processes 1;\nworker_rlimit_nofile 20000;\ndaemon off;\npid ${folder}/pid;\nerror_log stderr error;\nevents { worker_connections 8192; }\n` +
      `http {\naccess_log off;\nkeepalive_requests 1000000;\n${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((one) => `${one}_temp_path ${folder}/${one};`).join('\n')}\n${own}}\n`,
    args: (path: string, folder: string) => ['-e', 'stderr', '-p', folder, '-c', path],
  },
  haproxy: {
    file: 'haproxy.cfg',
    write: (own: string) => `global\n  nbthread 1\n  maxconn 8192\n${own}`,
    args: (path: string) => ['-db', '-f', path],
  },
};

async function untilListening(port: number): Promise<void> {
  for (let left = tries; left > 0; left--) {
    if (await listens(port)) return;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  throw new Error('The proxy does not listen.');
}

async function listens(port: number): Promise<boolean> {
  const socket = connect({ host: '127.0.0.1', port });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
