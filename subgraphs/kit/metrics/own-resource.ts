import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
  type Resource,
} from '@opentelemetry/resources';

/**
 * Whose telemetry it is: as `OTEL_SERVICE_NAME` and `OTEL_RESOURCE_ATTRIBUTES` say, and where they do not, as we know it.
 *
 * @param known attributes by their names, such as `service.name`
 */
export function ownResource(known: Readonly<Record<string, string>>): Resource {
  return defaultResource()
    .merge(resourceFromAttributes(known))
    .merge(detectResources({ detectors: [envDetector] }));
}
