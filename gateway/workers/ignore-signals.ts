// The first that a worker loads: while the rest is loaded, a signal would end it.
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
