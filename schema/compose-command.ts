import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import manifest from '@apollo/composition/package.json' with { type: 'json' };
import { composeSupergraph } from './compose.ts';
import type { CompositionRemark, SubgraphSdl } from './compose.ts';
import { lintAgreement } from './lint/lint-agreement.ts';
import { readWaivers } from './lint/waiver.ts';
import { readRoverConfig } from './rover-config.ts';

/** What a command prints, and the exit code: 0 done, 2 bad input (and nothing was written). */
export interface CommandResult {
  readonly exitCode: 0 | 2;
  readonly lines: readonly string[];
}

/** Where a command runs: the folder that holds `rover.yaml`, its arguments, the environment. */
export interface CommandContext {
  readonly root: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

const roverFile = 'rover.yaml';
const accessFile = 'schema/access.graphql';
const waiversFile = 'schema/lint-waivers.yaml';
const supergraphFile = 'schema/supergraph.graphql';
const header =
  '# Composed by `npm run compose` from rover.yaml: change the SDL of the agencies, not this file.\n';

/**
 * Composes the subgraphs of `rover.yaml`, lints them, and writes the supergraph when there is nothing to
 * complain about: `--out FILE` writes elsewhere, `--check` writes nothing and compares with what is there.
 */
export function runCompose({ root, args, env }: CommandContext): CommandResult {
  try {
    const { out, check } = readArguments(args);
    const { subgraphs, ...inputs } = readInputs(root, env);
    const composition = composeSupergraph(subgraphs);
    const findings = lintAgreement({ subgraphs, ...inputs, ...composition });
    const problems = [...(composition.errors ?? []).map(lineOfRemark), ...findings.map(lineOfFinding)];
    if (composition.supergraphSdl === undefined || problems.length > 0) {
      return { exitCode: 2, lines: [...problems, `${problems.length} problems: nothing was written`] };
    }
    const text = header + composition.supergraphSdl;
    if (check) return compareWith(root, out, text);
    writeFileSync(resolve(root, out), text);
    return { exitCode: 0, lines: [`${out}: composed from ${subgraphs.map(({ name }) => name).join(', ')}`] };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { exitCode: 2, lines: message.split('\n').slice(0, 1) };
  }
}

function readArguments(args: readonly string[]): { readonly out: string; readonly check: boolean } {
  const { values } = parseArgs({
    args: [...args],
    options: { out: { type: 'string', default: supergraphFile }, check: { type: 'boolean', default: false } },
  });
  return values;
}

function readInputs(root: string, env: CommandContext['env']) {
  const { federationVersion, subgraphs } = inFile(roverFile, () =>
    readRoverConfig(readText(root, roverFile), env),
  );
  if (federationVersion !== manifest.version) {
    throw new Error(
      `${roverFile}: federation_version must be =${manifest.version}, the version that composes here`,
    );
  }
  return {
    subgraphs: subgraphs.map(({ name, routingUrl, schemaFile }): SubgraphSdl => ({
      name,
      url: routingUrl,
      file: schemaFile,
      sdl: readText(root, schemaFile),
    })),
    accessSdl: readText(root, accessFile),
    waivers: readWaivers(readText(root, waiversFile), waiversFile),
  };
}

function compareWith(root: string, out: string, text: string): CommandResult {
  if (readText(root, out) === text) return { exitCode: 0, lines: [`${out}: up to date`] };
  return {
    exitCode: 2,
    lines: [`${out} is out of date: run "npm run compose" (its addresses come from the environment)`],
  };
}

function readText(root: string, file: string): string {
  try {
    return readFileSync(resolve(root, file), 'utf8');
  } catch {
    throw new Error(`${file} cannot be read`);
  }
}

function inFile<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function lineOfRemark({ file, line, code, message }: CompositionRemark): string {
  return `${file}:${line} ${code} ${message}`;
}

function lineOfFinding({
  file,
  line,
  rule,
  coordinate,
  message,
}: ReturnType<typeof lintAgreement>[number]): string {
  return `${file}:${line} ${rule} ${coordinate} ${message}`;
}
