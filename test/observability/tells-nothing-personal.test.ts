import { InMemorySpanExporter } from '@opentelemetry/sdk-trace';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTracing } from '../../gateway/observability/otlp-tracing.ts';
import { createRunLog } from '../../gateway/observability/run-log.ts';
import { memoryLog } from '../../gateway/log/memory-log.ts';
import { askers, expectNoValue, ofPerson, startKnownHub } from '../access/hub/known-hub.ts';
import { knownPerson, knownValues } from '../access/matrix/known-person.ts';
import type { GraphqlAnswer, HubUnderTest } from '../scenario/running-hub.ts';

/** Spans are kept although tracing is closed before they are read. */
class KeptSpans extends InMemorySpanExporter {
  override async shutdown(): Promise<void> {}
}

const exporter = new KeptSpans();
const tracing = createTracing({ percent: 100, exporter });
const lines: string[] = [];
const runLog = createRunLog({ format: 'json', level: 'info' }, { write: (line) => void lines.push(line) });
const errors: string[] = [];
let metrics = '';
let isFull = false;

const everything = `${ofPerson('id fullName birthDate personalNumber currentAddress { detail } medicalDocuments(first: 5) { nodes { __typename id } }')}`;
const secret = knownValues[8] ?? '';
const fullName = 'Nguyễn Thị Ánh';

/** Nothing that is known of the person is in a text, nor their name. */
function expectNothingOf(text: string): void {
  expectNoValue(text);
  expect(text).not.toContain(fullName);
}

let hub: HubUnderTest;
beforeAll(async () => {
  const log = memoryLog();
  const append = async (entry: Parameters<typeof log.append>[0]) => {
    if (isFull) throw new Error(`no space left for ${secret}`);
    await log.append(entry);
  };
  hub = await startKnownHub({
    tracing,
    log: { ...log, append },
    runLog,
    onFault: runLog.tell,
  });
  await runScenarios();
  metrics = await (await fetch(`${hub.hub.url}/metrics`)).text();
  await tracing.close();
});
afterAll(() => hub.stop());

function keep({ errors: told }: Pick<GraphqlAnswer, 'errors'>): void {
  errors.push(JSON.stringify(told));
}

/** What works, what is refused, what is wrong and what fails. */
async function runScenarios(): Promise<void> {
  for (const asker of Object.values(askers)) keep(await hub.ask(`{ ${ofPerson('id fullName')} }`, {}, asker));
  const whole = await hub.ask(`{ ${everything} }`, {}, askers.themself);
  expect([whole.errors, whole.text.includes(secret), whole.text.includes(fullName)]).toEqual([
    [],
    true,
    true,
  ]);
  keep(whole);
  keep(await hub.ask(`{ ${everything} }`, {}, { ...askers.officer, reason: `Kiểm tra ${secret}` }));
  // Values where a caller may put them: as a name, a variable, a literal, a header, a path, a body that is none.
  const listed = ofPerson('medicalDocuments(first: $n) { nodes { id } }');
  const unfit = await hub.ask(`query Q($n: Int!) { ${listed} }`, { n: secret }, askers.themself);
  expect(unfit.errors[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  keep(unfit);
  keep(await hub.ask(`{ citizen(id: ${secret}) { id } }`, {}, askers.themself));
  keep(await hub.ask(`{ ${ofPerson('fulName')} }`, {}, askers.themself));
  keep(await hub.ask(`{ ${ofPerson('id')} `, {}, askers.themself));
  keep(await hub.ask(`{ ${ofPerson('fullName')} }`, {}, { ...askers.officer, purpose: secret }));
  keep(await hub.ask(`{ ${ofPerson('fullName')} }`, {}, { ...askers.officer, case: 'no-such-case' }));
  keep(await hub.ask(`{ ${ofPerson('fullName', secret)} }`, {}, askers.officer));
  for (const body of [secret, `{"query": "${secret}`, JSON.stringify({ query: 7, variables: secret })]) {
    const headers = { 'content-type': 'application/json', 'x-request-id': `of ${secret}` };
    const answer = await fetch(`${hub.hub.url}/graphql`, {
      method: 'POST',
      headers,
      body,
    });
    errors.push(await answer.text());
  }
  errors.push(await (await fetch(`${hub.hub.url}/citizens/${secret}`)).text());
  isFull = true;
  keep(await hub.ask(`{ ${ofPerson('fullName')} }`, {}, askers.themself));
  isFull = false;
}

describe('of all that was asked, answered, refused and broken, nothing personal is', () => {
  test('in a span', () => {
    const spans = exporter.getFinishedSpans();
    const names = new Set(spans.map(({ name }) => name));
    expect(names).toEqual(new Set(['request', 'plan', 'fetch', 'log write']));
    const told = spans.map(
      ({ name, kind, attributes, status, events, links, resource, instrumentationScope }) => [
        { name, kind, attributes, status, events, links },
        [resource.attributes, instrumentationScope],
      ],
    );
    expectNothingOf(JSON.stringify(told));
    const known = /^(http\.route|http\.response\.status_code|hub\.subgraph|error\.type)$/;
    const attributes = spans.flatMap((span) => Object.keys(span.attributes));
    expect(attributes.filter((name) => !known.test(name))).toEqual([]);
    expect(JSON.stringify(told)).not.toContain(knownPerson.id);
  });

  test('in a metric', () => {
    expect(metrics).toContain('hub_denials_total');
    expectNothingOf(metrics);
  });

  test('in a line of the log, each of which is one JSON object', () => {
    expect(lines.length).toBeGreaterThan(20);
    for (const line of lines) {
      expect(line.indexOf('\n')).toBe(line.length - 1);
      expect(JSON.parse(line)).toMatchObject({ level: expect.any(String), time: expect.any(String) });
    }
    expectNothingOf(lines.join(''));
  });

  test('in the text of an error', () => {
    expect(errors.length).toBeGreaterThan(20);
    expectNothingOf(errors.join('\n'));
  });
});

describe('a trace', () => {
  test('has the fetches, the plan and the entry under the request, by its moments', () => {
    const spans = exporter.getFinishedSpans();
    const ids = new Set(
      spans.filter(({ name }) => name === 'request').map((span) => span.spanContext().spanId),
    );
    const steps = spans.filter(({ name }) => name !== 'request');
    expect(steps.filter((span) => !ids.has(span.parentSpanContext?.spanId ?? ''))).toEqual([]);
    const failed = steps.filter(({ name, attributes }) => name === 'log write' && attributes['error.type']);
    expect(failed).toHaveLength(1);
  });
});
