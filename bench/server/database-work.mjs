import { readFileSync, readdirSync } from 'node:fs';

/** The processors' work of a PostgreSQL server and its sessions, by the id of its first process. Those that ended are counted with the server. */
export function databaseCpuMs(server) {
  const ticks = (pid) => {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
      return {
        parent: Number(fields[1]),
        own: Number(fields[11]) + Number(fields[12]),
        ended: Number(fields[13]) + Number(fields[14]),
      };
    } catch {
      return undefined;
    }
  };
  const sum = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), ticks(name)])
    .reduce(
      (total, [pid, stat]) =>
        total +
        (stat === undefined || (pid !== server && stat.parent !== server)
          ? 0
          : stat.own + (pid === server ? stat.ended : 0)),
      0,
    );
  return sum * 10;
}
