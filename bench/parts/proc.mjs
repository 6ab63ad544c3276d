// What Linux tells of processes: processor time in microseconds, memory in megabytes.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';

const tick = 1e6 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

export const cpuOf = (pid) => times(pid)?.own ?? 0;

/** Of a process and its children, those that have ended included. */
export function cpuOfFamily(pid) {
  const parent = times(pid);
  if (!parent) return 0;
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(times).filter((one) => one?.parent === pid);
  return parent.own + parent.ended + children.reduce((sum, one) => sum + one.own, 0);
}

export const residentOf = (pid) => statusOf(pid, 'VmRSS');

export const peakOf = (pid) => statusOf(pid, 'VmHWM');

/** From now on the peak is that of what comes. */
export function forgetPeak(pid) {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

function times(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may hold anything; what follows begins with the third field.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ').map(Number);
    const [parent, user, system, endedUser, endedSystem] = [fields[1], ...fields.slice(11, 15)];
    return { parent, own: (user + system) * tick, ended: (endedUser + endedSystem) * tick };
  } catch {
    return undefined;
  }
}

function statusOf(pid, name) {
  const line = readFileSync(`/proc/${pid}/status`, 'utf8').split('\n').find((one) => one.startsWith(`${name}:`));
  return Number(line.match(/\d+/)[0]) / 1024;
}
