import { isRecord, parseJson } from '../../../schema/untrusted-json.ts';
import { operationHash } from './normalise-operation.ts';

/** One operation of a persisted-query manifest. */
export interface ManifestOperation {
  readonly name: string;
  readonly body: string;
}

/**
 * Reads a persisted-query manifest as `generate-persisted-query-manifest` writes it.
 *
 * @throws Error that says what to do: when it is none, or an id is not the SHA-256 of its operation
 */
export function readManifest(text: string): readonly ManifestOperation[] {
  const manifest = asRecord(parseJson(text));
  if (manifest['format'] !== 'apollo-persisted-query-manifest' || manifest['version'] !== 1) {
    throw new Error('must hold an apollo-persisted-query-manifest of version 1.');
  }
  const { operations } = manifest;
  if (!Array.isArray(operations)) throw new Error('has no list of operations.');
  return operations.map((operation: unknown) => {
    const { id, name, body } = asRecord(operation);
    if (typeof name !== 'string' || typeof body !== 'string') {
      throw new Error('has an operation without name or body.');
    }
    if (id !== operationHash(body)) {
      throw new Error(`has for ${name} an id that is not the SHA-256 of its body: generate it anew.`);
    }
    return { name, body };
  });
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}
