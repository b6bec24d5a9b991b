import { openMemoryDatabase } from '../../server/index.js';
import { company, journeyRecord, startServer } from './support.js';

const sql = await openMemoryDatabase();
const server = await startServer(sql, { rates: { person: { burst: 10_000, perSecond: 1_000 } } });
process.on('message', ({ journey }: { readonly journey: string }) => {
  void server.service
    .provision({ tenant: 'valmonte', journey, records: [journeyRecord(journey), ...company] })
    .then(() => process.send?.({ made: journey }));
});
process.on('disconnect', () => {
  void server.stop().then(() => sql.close());
});
process.send?.({ url: server.url });
