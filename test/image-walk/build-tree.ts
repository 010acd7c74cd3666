import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { LastStage } from './read-last-stage.ts';

const repository = join(import.meta.dirname, '../..');

/** The packages of Debian 12 that `distroless/cc-debian12` is made of. */
const basePackages =
  'base-files netbase tzdata ca-certificates libc6 libgcc-s1 libgomp1 libstdc++6 libssl3 gcc-12-base'.split(
    ' ',
  );

const run = (cwd: string, command: string, ...args: readonly string[]) =>
  execFileSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });

/**
 * Makes the file tree of the image by the steps of the Dockerfile. In place of the base image stand the packages of Debian that
 * it is made of; in place of the image that builds, this machine.
 *
 * @param folder an empty one
 * @returns the root of the tree
 */
export function buildTree(stage: LastStage, folder: string): string {
  const place = (name: string) => {
    const made = join(folder, name);
    mkdirSync(made, { recursive: true });
    return made;
  };
  const root = place('root');
  const debs = place('debs');
  run(debs, 'apt-get', 'download', '-qq', ...basePackages);
  for (const deb of readdirSync(debs)) run(debs, 'dpkg', '-x', deb, root);

  const context = place('context');
  const ignored = readFileSync(join(repository, 'deploy/Dockerfile.dockerignore'), 'utf8');
  const sent = Array.from(ignored.matchAll(/^!(\S+)$/gm), ([, path = '']) => path);
  run(repository, 'sh', '-c', `git archive HEAD -- ${sent.join(' ')} | tar -x -C '${context}'`);
  const stages: Readonly<Record<string, string>> = { packages: place('packages'), console: place('console') };
  const packages = place('packages/hub');
  for (const file of ['package.json', 'package-lock.json', '.npmrc'])
    cpSync(join(context, file), join(packages, file));
  run(packages, 'npm', 'ci', '--omit=dev', '--silent');
  run(
    place('packages/libraries'),
    'sh',
    '-c',
    `cp "$(ldconfig -p | awk '/libatomic.so.1/ { print $NF; exit }')" .`,
  );
  const built = place('console/hub');
  run(folder, 'cp', '-a', `${context}/.`, built);
  symlinkSync(join(repository, 'node_modules'), join(built, 'node_modules'));
  run(built, 'npm', 'run', '--silent', 'build:console');

  for (const { from, sources, target } of stage.copies) {
    const origin = from === undefined ? context : (stages[from] ?? '');
    for (const source of sources) {
      const to = join(root, target.startsWith('/') ? target : join(stage.folder, target));
      const isInto = target.endsWith('/');
      mkdirSync(isInto ? to : join(to, '..'), { recursive: true });
      run(folder, 'cp', '-a', join(origin, source), isInto ? join(to, basename(source)) : to);
    }
  }
  for (const mount of ['proc', 'dev', 'tmp', 'run/secrets', 'etc/lien-thong']) place(join('root', mount));
  writeFileSync(join(root, 'etc/hosts'), '');
  return root;
}
