import { endMisused } from '../command-line.ts';

/** The hub at an address, without a path. One that does not answer ends the command. */
export async function answeringHub(address: string): Promise<string> {
  const url = URL.canParse(address) ? new URL(address).origin : address;
  const answers = await fetch(`${url}/health/live`).then(
    ({ ok }) => ok,
    () => false,
  );
  return answers ? url : endMisused(`No hub answers at ${url}: start one with npm start.`);
}
