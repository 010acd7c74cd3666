// Run by mongosh: makes one replica set of the three servers, and waits until it has a primary.
try {
  rs.status();
} catch (error) {
  if (error.codeName !== 'NotYetInitialized') throw error;
  const members = [1, 2, 3].map((number) => ({ _id: number, host: `mongo-${number}` }));
  rs.initiate({ _id: 'hub', members });
}
while (!rs.status().members.some(({ stateStr }) => stateStr === 'PRIMARY')) sleep(500);
