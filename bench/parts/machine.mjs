// Where and when it was measured, with which programs.
import { execFileSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem } from 'node:os';

export function machine({ work, callers, writers, seconds, warmup, viewers }) {
  const args = process.argv.slice(2);
  const own = args.filter((arg, i) => arg !== '--work' && args[i - 1] !== '--work');
  const changed = printed('git', 'status', '--porcelain', 'src', 'bench') === '' ? '' : ', changed';
  return {
    date: new Date().toISOString(),
    command: ['bench/run', ...own].join(' '),
    commit: printed('git', 'rev-parse', '--short=10', 'HEAD') + changed,
    load: { callers, writers, seconds, warmup, viewers },
    machine: {
      processor: cpus()[0].model, cores: cpus().length, memory: totalmem(), system: `Linux ${release()}`,
      disk: printed('stat', '-f', '-c', '%T', work), busy: loadavg()[0],
    },
    versions: {
      '.NET': printed('dotnet', '--version'), wrk: printed('dpkg-query', '-W', '-f', '${Version}', 'wrk'), Node: process.version,
    },
  };
}

function printed(command, ...args) {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return 'unknown';
  }
}
