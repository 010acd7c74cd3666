/**
 * Expands `${env.NAME}` and `${env.NAME:-default}` as Rover and Apollo Router do: the default counts when the
 * variable is not set; one that is set, even to nothing, wins.
 * Throws an `Error` that names the variable when it is not set and has no default, or is not from the environment.
 */
export function expandVariables(text: string, env: Readonly<Record<string, string | undefined>>): string {
  return text.replaceAll(/\$\{([^}]*)\}/g, (reference, inner: string) => {
    const [, name, fallback] = /^env\.([^:]+)(?::-(.*))?$/.exec(inner) ?? [];
    if (name === undefined) throw new Error(`${reference} is not known: write \${env.NAME:-default}`);
    const value = env[name] ?? fallback;
    if (value === undefined) throw new Error(`the environment variable ${name} is not set`);
    return value;
  });
}
