import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Closes connections at once that come when so many are open already: each keeps memory, whether or not anything is asked
 * on it. What is open goes on.
 */
export function boundConnections(server: Server, most: number): void {
  let open = 0;
  server.prependListener('connection', (socket: Socket) => {
    if (open >= most) {
      socket.destroy();
      return;
    }
    open++;
    socket.once('close', () => open--);
  });
}
