import { beforeEach, describe, expect, test } from 'vitest';
import {
  createCircuit,
  type Circuit,
  type CircuitState,
} from '../../gateway/federation/resilience/circuit.ts';

const limits = { failures: 3, share: 0.5, window: 1_000, pause: 500 };
let now: number;
let changes: CircuitState[];
let circuit: Circuit;
beforeEach(() => {
  now = 0;
  changes = [];
  circuit = createCircuit(
    limits,
    () => now,
    (state) => changes.push(state),
  );
});

const call = (outcome: 'ANSWERED' | 'FAILED' | 'UNKNOWN') => circuit.enter()?.(outcome);
const fail = (times: number) => Array.from({ length: times }, () => call('FAILED'));

describe('a circuit', () => {
  test('opens when enough calls failed, and not before', () => {
    fail(2);
    expect(circuit.state()).toBe('CLOSED');
    fail(1);
    expect(circuit.state()).toBe('OPEN');
    expect(circuit.enter()).toBeUndefined();
    expect(circuit.mayEnter()).toBe(false);
  });

  test('stays closed while most calls are answered', () => {
    for (let i = 0; i < 20; i++) {
      call('ANSWERED');
      call('ANSWERED');
      call('FAILED');
    }
    expect(changes).toEqual([]);
  });

  test('forgets what failed long ago', () => {
    fail(2);
    now = limits.window + 1;
    fail(2);
    expect(circuit.state()).toBe('CLOSED');
  });

  test('does not count what ended for a reason of ours', () => {
    for (let i = 0; i < 10; i++) call('UNKNOWN');
    expect(circuit.state()).toBe('CLOSED');
  });

  test('lets one call find out after the pause, and all when it was answered', () => {
    fail(3);
    now = limits.pause;
    const probe = circuit.enter();
    expect(circuit.state()).toBe('HALF_OPEN');
    expect(circuit.enter()).toBeUndefined();
    probe?.('ANSWERED');
    expect(circuit.enter()).toBeDefined();
    expect(changes).toEqual(['OPEN', 'HALF_OPEN', 'CLOSED']);
  });

  test('stays open when that call fails, for another pause', () => {
    fail(3);
    now = limits.pause;
    call('FAILED');
    expect(circuit.state()).toBe('OPEN');
    now += limits.pause - 1;
    expect(circuit.enter()).toBeUndefined();
    now += 1;
    expect(circuit.enter()).toBeDefined();
  });

  test('lets another call find out when the first one learnt nothing', () => {
    fail(3);
    now = limits.pause;
    call('UNKNOWN');
    expect(circuit.state()).toBe('HALF_OPEN');
    call('ANSWERED');
    expect(circuit.state()).toBe('CLOSED');
  });

  test('learns nothing from calls that began before it opened', () => {
    const old = circuit.enter();
    fail(3);
    now = limits.pause;
    const probe = circuit.enter();
    old?.('ANSWERED');
    expect(circuit.state()).toBe('HALF_OPEN');
    probe?.('FAILED');
    old?.('ANSWERED');
    expect(circuit.state()).toBe('OPEN');
  });
});
