import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '../..');
const git = (...args: string[]) => execFileSync('git', ['-C', repository, ...args], { encoding: 'utf8' });

/** An older version, as it was committed, with what it depends on. */
export interface OldTree {
  readonly root: string;
  remove(): void;
}

/**
 * Checks a version out beside this one. It has the packages of this one where its lock file is the same; others are installed.
 *
 * @param root a folder that is not there yet
 * @throws Error in the words of git or npm, where there is no such version or it cannot be installed
 */
export function checkOut(reference: string, root: string): OldTree {
  const commit = git('rev-parse', '--verify', '--end-of-options', `${reference}^{commit}`).trim();
  git('worktree', 'add', '--quiet', '--detach', root, commit);
  const lock = (folder: string) => readFileSync(join(folder, 'package-lock.json'), 'utf8');
  if (lock(root) === lock(repository)) {
    symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  } else {
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  return {
    root,
    remove() {
      if (existsSync(root)) git('worktree', 'remove', '--force', root);
    },
  };
}
