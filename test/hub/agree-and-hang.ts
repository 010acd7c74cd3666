import { openEmergencyRegister } from '../../gateway/break-glass/emergency-register.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { approver, noon, request, terms } from './emergency.ts';

/** Child process of a crash test: `agree-and-hang.ts FILE` opens an access, prints its id and waits to be killed. */
const [file = ''] = process.argv.slice(2);
const store = await openStore({ uri: `file:${file}` });
const register = await openEmergencyRegister(store, terms, () => noon);
const { id: _id, ...wish } = request;
const requested = await register.request(wish);
if (requested.kind === 'refused') throw new Error(`refused because ${requested.because}`);
const opened = await register.approve(requested.access.id, approver);
if (opened.kind === 'refused') throw new Error(`refused because ${opened.because}`);
process.stdout.write(`${opened.access.id}\n`);
setInterval(() => undefined, 60_000);
