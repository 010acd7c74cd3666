import type { MetricsPush, PushSource } from './push-metrics.ts';
import type { PushSettings } from './push-settings.ts';

/** Pushes metrics where that is set. The libraries of OpenTelemetry are loaded there alone: elsewhere they cost nothing. */
export async function openPush(
  settings: PushSettings | undefined,
  source: PushSource,
): Promise<MetricsPush | undefined> {
  if (settings === undefined) return undefined;
  const { startPush } = await import('./push-metrics.ts');
  return startPush(settings, source);
}
