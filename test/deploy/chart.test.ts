import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readLogVerifyOptions } from '../../gateway/cli/log/log-verify-options.ts';
import { gatewaySettings } from '../../gateway/start/gateway-settings.ts';
import { agencySettings } from '../../subgraphs/kit/agency-settings.ts';
import { readSettings } from '../../subgraphs/kit/settings/read-settings.ts';
import { defaultLimits } from '../../gateway/limits/limits.ts';
import { longestStop } from './longest-stop.ts';
import { lintChart, noHelm, renderChart, type PodSpec, type Rendered } from './helm.ts';

const agencies = ['health', 'justice', 'population', 'vss'];
const everything = {
  'agencies.vss.settings': {
    hub: { url: 'http://hub-gateway', tokens: '/run/secrets/tokens' },
    sealKeySources: ['health=http://hub-health:4000/.well-known/jwks.json'],
  },
  'agencies.vss.tokens': 'vss-tokens',
  'agencies.health.settings': {
    events: { key: '/run/secrets/hub/event-key.json', receivers: ['vss=http://hub-vss:4000/events'] },
  },
  'agencies.health.files': ['event-key.json'],
  'gateway.serviceMonitor.enabled': true,
  'gateway.allowFrom': [{ podSelector: {} }],
  'agencyDefaults.metricsFrom': [{ podSelector: {} }],
  'agencyDefaults.serviceMonitor.enabled': true,
};

function podsIn(rendered: readonly Rendered[]): readonly (readonly [string, PodSpec])[] {
  return rendered.flatMap(({ metadata, spec }) =>
    spec?.template ? [[metadata.name, spec.template.spec] as const] : [],
  );
}

/** The settings that a process finds in its file. */
function settingsOf(rendered: readonly Rendered[], name: string): Readonly<Record<string, unknown>> {
  const map = rendered.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === `hub-${name}`);
  const [path, table] =
    name === 'gateway'
      ? (['gateway.yaml', gatewaySettings] as const)
      : (['agency.yaml', agencySettings] as const);
  const file = { path: `/etc/lien-thong/${path}`, text: map?.data?.[path] ?? '' };
  const environment =
    name === 'gateway' ? {} : { STORE_URI: 'mongodb://stores/x', CURSOR_SECRET: 'x'.repeat(32) };
  return readSettings(table, { args: [], environment, file }, { usage: '' }).values;
}

// Where there is none, the name of the skipped tests says why.
describe.skipIf(noHelm !== undefined)(`the rendered chart (${noHelm ?? 'helm'})`, () => {
  test('passes helm’s own lint, strictly', () => {
    expect(lintChart()).toContain('0 chart(s) failed');
  });

  test.each([
    ['as it comes', {}],
    ['with all that can be set', everything],
  ])('%s gives each process a file that it can read', (_, values) => {
    const rendered = renderChart(values);
    for (const name of ['gateway', ...agencies])
      expect(settingsOf(rendered, name)).toMatchObject({ mode: 'production', 'listen.port': 4000 });
  });

  test('puts every file that settings name where they name it', () => {
    const rendered = renderChart(everything);
    for (const [name, { containers, volumes }] of podsIn(rendered)) {
      const mounts = new Map(containers[0]?.volumeMounts.map((mount) => [mount.mountPath, mount.name]));
      const named = Object.values(settingsOf(rendered, name.replace('hub-', ''))).flatMap((value) =>
        typeof value === 'string' && value.startsWith('/run/secrets/') ? [value] : [],
      );
      expect(named.length).toBeGreaterThan(0);
      for (const path of named) {
        const folder = mounts.get(path);
        const volume = volumes.find((one) => one.name === (folder ?? mounts.get('/run/secrets/hub')));
        const files = volume?.secret?.items?.map((item) => `/run/secrets/hub/${item.path}`) ?? [];
        expect(folder !== undefined || files.includes(path), `${name}: ${path}`).toBe(true);
      }
    }
  });

  test('has every process read for metrics, where that is wanted, by a door that its service has', () => {
    const monitors = renderChart(everything).filter(({ kind }) => kind === 'ServiceMonitor');
    expect(monitors.map(({ metadata }) => metadata.name).toSorted()).toEqual(
      ['gateway', ...agencies].map((name) => `hub-${name}`).toSorted(),
    );
    const services = renderChart(everything).filter(({ kind }) => kind === 'Service');
    for (const { metadata, spec } of monitors) {
      const service = services.find((one) => one.metadata.name === metadata.name);
      expect(service?.metadata.labels).toMatchObject(spec?.selector?.matchLabels ?? { none: '' });
      expect(spec?.endpoints).toEqual([{ port: 'http', path: '/metrics', interval: '30s' }]);
      expect(service?.spec?.ports).toMatchObject([{ name: 'http' }]);
    }
    expect(renderChart().filter(({ kind }) => kind === 'ServiceMonitor')).toEqual([]);
  });

  test.each([
    [0, '768Mi', '1280Mi'],
    [1, '768Mi', '1280Mi'],
    [4, '2304Mi', '4352Mi'],
  ])(
    'gives %i workers memory for themselves, and for those that take over from them',
    (workers, asked, limit) => {
      const rendered = renderChart({ 'gateway.workers': workers });
      expect(settingsOf(rendered, 'gateway')).toMatchObject({ workers });
      const gateway = podsIn(rendered).find(([name]) => name === 'hub-gateway')?.[1].containers[0];
      expect(gateway?.['resources']).toMatchObject({
        requests: { memory: asked },
        limits: { memory: limit },
      });
    },
  );

  test('has all of the log verified each night, by a pod that may do as little as the others', () => {
    const jobs = (values = {}) => renderChart(values).filter(({ kind }) => kind === 'CronJob');
    const [job, ...others] = jobs();
    expect(others).toEqual([]);
    expect(job?.spec).toMatchObject({ schedule: '0 2 * * *', timeZone: 'Asia/Ho_Chi_Minh' });
    const pod = job?.spec?.jobTemplate?.spec.template.spec;
    const gateway = podsIn(renderChart()).find(([name]) => name === 'hub-gateway')?.[1];
    const [container] = pod?.containers ?? [];
    expect(pod?.securityContext).toEqual(gateway?.securityContext);
    expect(container?.securityContext).toEqual(gateway?.containers[0]?.securityContext);
    // The log is the one that the gateway writes.
    const place = ({ name }: { readonly name: string }) => name === 'LIENTHONG_DISCLOSURE_LOG_PLACE';
    expect(container?.env).toEqual(gateway?.containers[0]?.env.filter(place));
    const [program = '', ...args] = container?.args ?? [];
    expect(existsSync(join(import.meta.dirname, '../..', program))).toBe(true);
    expect(readLogVerifyOptions(args, { LIENTHONG_DISCLOSURE_LOG_PLACE: 'mongodb://x' })).toMatchObject({
      jwks: '/etc/lien-thong/log-jwks.json',
      from: undefined,
    });
    expect(jobs({ 'gateway.verifyLog.enabled': false })).toEqual([]);
  });

  test('waits at a stop as long as its gateway drains, and what is under way takes', () => {
    const grace = (values = {}) =>
      podsIn(renderChart(values)).find(([name]) => name === 'hub-gateway')?.[1].terminationGracePeriodSeconds;
    expect(grace()).toBe(longestStop(defaultLimits.time.drain) / 1_000 + 5);
    const drain = 20_500;
    expect(grace({ 'gateway.settings': { limits: { time: { drain } } } })).toBe(
      Math.ceil(longestStop(drain) / 1_000) + 5,
    );
  });

  test('runs nobody as root, writes nothing, and asks addresses of health that exist', () => {
    const pods = podsIn(renderChart());
    expect(pods.map(([name]) => name).toSorted()).toEqual(
      ['gateway', ...agencies].map((name) => `hub-${name}`).toSorted(),
    );
    for (const [name, { containers, securityContext }] of pods) {
      expect(securityContext).toMatchObject({
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      const [container] = containers;
      expect(container?.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(container?.volumeMounts.every(({ readOnly }) => readOnly)).toBe(true);
      const ready = name === 'hub-gateway' ? '/health/ready' : '/health/live';
      const probe = (path: string) => ({ httpGet: { path, port: 'http' } });
      expect(container).toMatchObject({
        startupProbe: probe('/health/live'),
        livenessProbe: probe('/health/live'),
        readinessProbe: probe(ready),
      });
    }
  });
});
