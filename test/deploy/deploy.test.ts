import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { validate } from 'dockerfile-utils';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readLogVerifyOptions } from '../../gateway/cli/log/log-verify-options.ts';
import { defaultLimits } from '../../gateway/limits/limits.ts';
import { gatewaySettings } from '../../gateway/start/gateway-settings.ts';
import { agencySettings } from '../../subgraphs/kit/agency-settings.ts';
import { readSettings } from '../../subgraphs/kit/settings/read-settings.ts';
import { patience } from '../../gateway/workers/gateway-workers.ts';
import { readLastStage } from '../image-walk/read-last-stage.ts';
import { longestAgencyStop, longestStop } from './longest-stop.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const agencies = ['health', 'justice', 'population', 'vss'];

interface Service {
  readonly image?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly networks?: readonly string[];
  readonly ports?: readonly string[];
  readonly secrets?: readonly string[];
  readonly [name: string]: unknown;
}

describe('the image', () => {
  const dockerfile = read('deploy/Dockerfile');
  const lastStage = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));

  test('is described without a fault', () => {
    expect(validate(dockerfile).map(({ message, range }) => `${range.start.line + 1}: ${message}`)).toEqual(
      [],
    );
  });

  test('has a base of a fixed version, no shell, and nobody who is root', () => {
    const bases = Array.from(dockerfile.matchAll(/^FROM (\S+)/gm), ([, base]) => base);
    expect(bases.filter((base) => !/:(?!latest)\S+/.test(base ?? ''))).toEqual([]);
    expect(lastStage).toMatch(/^\nFROM gcr\.io\/distroless\/\S+:nonroot/);
    expect(lastStage).toMatch(/^USER [1-9]\d*:[1-9]\d*$/m);
    expect(lastStage).not.toMatch(/^RUN /m);
    for (const [, form] of lastStage.matchAll(/^(?:ENTRYPOINT|CMD) (.*)$/gm)) expect(form).toMatch(/^\[/);
  });

  test('copies what is there, and of that nothing that the list of exceptions leaves out', () => {
    const allowed =
      read('deploy/Dockerfile.dockerignore')
        .match(/^!\S+$/gm)
        ?.map((line) => line.slice(1)) ?? [];
    const copied = Array.from(dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm), ([, files = '']) =>
      files.split(' '),
    ).flat();
    expect(copied.filter((file) => !existsSync(join(root, file)))).toEqual([]);
    expect(copied.filter((file) => file !== '.' && !allowed.includes(file))).toEqual([]);
    expect(allowed.filter((file) => !existsSync(join(root, file)))).toEqual([]);
    // The console is bundled by the settings of its own folder, which build upon those of the repository.
    const { extends: base } = JSON.parse(read('gateway/console/browser/tsconfig.json')) as {
      extends: string;
    };
    expect(allowed).toContain(join('gateway/console/browser', base));
  });
});

test('the walk of the image reads of its last stage all that a container is made of', () => {
  const stage = readLastStage(read('deploy/Dockerfile'));
  expect(stage).toMatchObject({
    base: 'gcr.io/distroless/cc-debian12:nonroot',
    folder: '/hub',
    environment: { NODE_ENV: 'production', LD_LIBRARY_PATH: '/opt/libraries' },
    user: '65532:65532',
    entrypoint: ['/hub/node_modules/node/bin/node'],
  });
  expect(stage.copies).toHaveLength(
    read('deploy/Dockerfile')
      .split('# glibc')
      .at(-1)
      ?.match(/^COPY /gm)?.length ?? 0,
  );
  expect(stage.copies[0]).toEqual({ from: 'packages', sources: ['/libraries'], target: '/opt/libraries' });
  expect(() => readLastStage('FROM a\nRUN true\n')).toThrow('does not know RUN');
});

describe('compose.yaml', () => {
  const { services, networks, secrets } = parse(read('deploy/compose.yaml'), { merge: true }) as {
    readonly services: Readonly<Record<string, Service>>;
    readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
    readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  };
  const ours = Object.entries(services).filter(([, { image }]) => image === 'lien-thong');

  test('runs the gateway and each agency by itself, over a database of its own, and what verifies the log', () => {
    expect(ours.map(([name]) => name).toSorted()).toEqual(['gateway', 'log-verify', ...agencies].toSorted());
    const databases = agencies.map((name) => services[name]?.environment?.['STORE_URI'] ?? '');
    expect(databases.map((uri) => /\/([a-z]+)\?/.exec(uri)?.[1])).toEqual(agencies);
    for (const uri of databases) expect(uri).toContain('replicaSet=');
  });

  test.each(ours)('%s can write nothing, is nobody and gets no right', (_, service) => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
    expect(existsSync(join(root, service.command?.[0] ?? ''))).toBe(true);
  });

  // What waits for the night answers nobody.
  test.each(ours.filter(([name]) => name !== 'log-verify'))(
    '%s is asked whether it is well',
    (_, { healthcheck }) => {
      expect(healthcheck).toMatchObject({
        test: ['CMD', '/hub/node_modules/node/bin/node', '-e', expect.any(String)],
      });
    },
  );

  test('is reached from this machine alone, and its stores by nobody from outside', () => {
    const published = Object.values(services).flatMap(({ ports = [] }) => ports);
    expect(published).toEqual(['127.0.0.1:4000:4000']);
    expect(networks['stores']).toEqual({ internal: true });
    const servers = Object.entries(services).filter(([name]) => name.startsWith('mongo-'));
    expect(servers.map(([, { networks: joined }]) => joined)).toEqual([['stores'], ['stores'], ['stores']]);
  });

  test('gives each process settings that exist, and keys that deploy/README.md makes', () => {
    const variables = new Set(Object.values(agencySettings).flatMap(({ variable }) => variable ?? []));
    for (const name of agencies) {
      const { environment = {}, secrets: given = [] } = services[name] ?? {};
      expect(Object.keys(environment).filter((variable) => !variables.has(variable))).toEqual([]);
      expect(() => readSettings(agencySettings, { args: [], environment }, { usage: '' })).not.toThrow();
      const named = Object.values(environment).flatMap(
        (value) => /^\/run\/secrets\/(.+)$/.exec(value)?.[1] ?? [],
      );
      expect(given.toSorted()).toEqual(named.toSorted());
    }
    expect(Object.values(secrets).filter(({ file }) => !file.startsWith('compose/keys/'))).toEqual([]);
  });

  test('has all of the log verified each night, where the gateway writes it and with keys that it was given', () => {
    const { command, environment, secrets: given } = services['log-verify'] ?? {};
    const { place, key } = (
      parse(read('deploy/compose/gateway.yaml')) as { disclosureLog: Record<string, string> }
    ).disclosureLog;
    expect(command?.[0]).toBe('gateway/cli/log/log-verify-cli.ts');
    const options = readLogVerifyOptions(command?.slice(1) ?? [], environment ?? {});
    expect(options).toMatchObject({
      log: place,
      nightly: true,
      jwks: '/run/secrets/log-jwks',
      from: undefined,
    });
    expect(given).toEqual(['log-jwks']);
    const folder = dirname(secrets[basename(key ?? '')]?.file ?? '');
    expect(secrets['log-jwks']?.file).toBe(join(folder, 'context-jwks.json'));
  });

  test('has a gateway file that can be read', () => {
    const file = { path: 'deploy/compose/gateway.yaml', text: read('deploy/compose/gateway.yaml') };
    const { values } = readSettings(gatewaySettings, { args: [], environment: {}, file }, { usage: '' });
    expect(values).toMatchObject({ mode: 'production', 'listen.port': 4000 });
  });
});

describe('chart and units', () => {
  const files = globSync(['deploy/helm/**/*.yaml', 'deploy/systemd/*'], { cwd: root });
  const known = new Set(
    [...Object.values(gatewaySettings), ...Object.values(agencySettings)].flatMap(
      ({ variable }) => variable ?? [],
    ),
  );

  test.each(files)('%s names variables and programs that exist', (file) => {
    const text = read(file);
    const variables = Array.from(
      text.matchAll(/(?:Environment=|- name: )([A-Z][A-Z_]+)\b/g),
      ([, name = '']) => name,
    );
    expect(variables.filter((name) => name !== 'NODE_ENV' && !known.has(name))).toEqual([]);
    const programs = Array.from(
      text.matchAll(/\b((?:gateway|subgraphs)\/\S*(?:main|cli)\.ts)/g),
      ([, path = '']) => path,
    );
    const paths = programs.flatMap((path) =>
      agencies.map((name) => path.replace(/%i|\{\{ \$name \}\}/, name)),
    );
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test('a unit, a container and a pod of an agency have the time that it takes to end', () => {
    const seconds = longestAgencyStop / 1_000;
    const waits = [
      /^TimeoutStopSec=(\d+)$/m.exec(read('deploy/systemd/lien-thong-agency@.service')),
      /^ +terminationGracePeriodSeconds: (\d+)$/m.exec(
        read('deploy/helm/lien-thong/templates/agencies.yaml'),
      ),
      /^ +stop_grace_period: (\d+)s$/m.exec(read('deploy/compose.yaml')),
    ];
    for (const wait of waits) expect(Number(wait?.[1])).toBeGreaterThan(seconds);
  });

  test('a unit and a container of the gateway have the time and the threads that its workers need', () => {
    const unit = read('deploy/systemd/lien-thong-gateway.service');
    const seconds = longestStop(defaultLimits.time.drain) / 1_000;
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(seconds);
    const { gateway } = (
      parse(read('deploy/compose.yaml'), { merge: true }) as { services: Record<string, Service> }
    ).services;
    expect(Number.parseInt(String(gateway?.['stop_grace_period']), 10)).toBeGreaterThan(seconds);
    // Sixty-four of them and those that take over, and the primary.
    const threads = (2 * 64 + 1) * 11;
    expect(Number(/^TasksMax=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(threads);
    expect(gateway?.['pids_limit']).toBeGreaterThan(threads);
  });

  test('a gateway may read a busy month before it answers, an hour long as docs say, and more than a worker that hangs', () => {
    const chart = read('deploy/helm/lien-thong/templates/gateway.yaml');
    const [, every, times] =
      /startupProbe:\n.*\n +periodSeconds: (\d+)\n(?: +#.*\n)* +failureThreshold: (\d+)\n/.exec(chart) ?? [];
    const seconds = Number(every) * Number(times);
    expect(seconds).toBe(3_600);
    expect(seconds).toBeGreaterThan(patience.open / 1_000);
    const { gateway } = (
      parse(read('deploy/compose.yaml'), { merge: true }) as { services: Record<string, Service> }
    ).services;
    expect(gateway).toMatchObject({ healthcheck: { start_period: '1h' } });
    // Such a unit has started when its program runs.
    expect(read('deploy/systemd/lien-thong-gateway.service')).toMatch(/^Type=exec$/m);
    expect(read('deploy/README.md')).toContain('chart and `compose.yaml` wait for an hour');
  });

  test('a unit verifies all of the log as the gateway’s user, and its timer starts it each night', () => {
    const [unit, gateway] = ['log-verify', 'gateway'].map((name) =>
      read(`deploy/systemd/lien-thong-${name}.service`),
    );
    for (const line of [/^User=.*$/m, /^DynamicUser=.*$/m, /^StateDirectory=.*$/m])
      expect(line.exec(unit ?? '')?.[0]).toBe(line.exec(gateway ?? '')?.[0] ?? 'none');
    const [, program, arguments_] = /^ExecStart=\S+ (\S+) (.*)$/m.exec(unit ?? '') ?? [];
    expect(program).toBe('gateway/cli/log/log-verify-cli.ts');
    const environment = Object.fromEntries(
      Array.from((unit ?? '').matchAll(/^Environment=([A-Z_]+)=(.*)$/gm), ([, name = '', value]) => [
        name,
        value,
      ]),
    ) as Record<string, string>;
    expect(readLogVerifyOptions(arguments_?.split(' ') ?? [], environment)).toMatchObject({
      log: '/var/lib/lien-thong/gateway/log',
      from: undefined,
      jwks: expect.stringContaining('log-jwks'),
    });
    expect(read('deploy/systemd/lien-thong-log-verify.timer')).toMatch(
      /^OnCalendar=\*-\*-\* 02:00:00 Asia\/Ho_Chi_Minh$/m,
    );
  });

  test('a verification of the log that hangs, or cannot begin, is told in the end', () => {
    const hours = 72;
    expect(read('deploy/systemd/lien-thong-log-verify.service')).toMatch(
      new RegExp(`^TimeoutStartSec=${hours}h$`, 'm'),
    );
    const job = read('deploy/helm/lien-thong/templates/log-verify.yaml');
    expect(job).toMatch(new RegExp(`^ {6}activeDeadlineSeconds: ${hours * 3_600}$`, 'm'));
  });

  test('a verification whose store is away is tried again for half a day, a finding and a wrong setting are not, and an alert tells of both', () => {
    const unit = read('deploy/systemd/lien-thong-log-verify.service');
    const setting = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1];
    expect(setting('Restart')).toBe('on-failure');
    expect(setting('RestartPreventExitStatus')).toBe('1 2');
    const hours = (Number(setting('StartLimitBurst')) * Number.parseInt(setting('RestartSec') ?? '')) / 60;
    expect(hours).toBe(12);
    // No attempt of the night before keeps the next one from beginning.
    expect(Number.parseInt(setting('StartLimitIntervalSec') ?? '')).toBeGreaterThan(hours);
    expect(Number.parseInt(setting('StartLimitIntervalSec') ?? '')).toBeLessThan(24);
    const job = read('deploy/helm/lien-thong/templates/log-verify.yaml');
    // Kubernetes waits six minutes at most.
    expect(Number(/backoffLimit: (\d+)/.exec(job)?.[1]) * 6).toBe(hours * 60);
    expect(job).toMatch(/action: FailJob, onExitCodes: { operator: In, values: \[1, 2\] }/);
    const alerts = read('deploy/observability/alerts.yaml');
    for (const named of [
      'name="lien-thong-log-verify.service"',
      '".+-log-verify"',
      'compose_service="log-verify"',
    ])
      expect(alerts).toContain(named);
  });

  test('a verification that is tried again without an end, or never came to one, is told as well', () => {
    const alerts = read('deploy/observability/alerts.yaml');
    // The limit of starts counts within an interval: attempts of more than some seconds each never reach it.
    const trying = 'node_systemd_unit_state{name="lien-thong-log-verify.service", state="activating"}';
    expect(alerts).toContain(`min_over_time(${trying}[1d]) == 1`);
    // Of a CronJob none of whose jobs has succeeded there is no last success.
    expect(alerts).toMatch(
      /time\(\) - kube_cronjob_created{cronjob=~"\.\+-log-verify"} > 36 \* 3600\s+unless on \(namespace, cronjob\) kube_cronjob_status_last_successful_time/,
    );
  });

  test('the chart runs the four agencies, each with a secret of its own', () => {
    const values = parse(read('deploy/helm/lien-thong/values.yaml')) as {
      readonly agencies: Readonly<Record<string, { readonly secret: string }>>;
    };
    expect(Object.keys(values.agencies)).toEqual(agencies);
    expect(new Set(Object.values(values.agencies).map(({ secret }) => secret)).size).toBe(4);
  });
});
