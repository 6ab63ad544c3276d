// The programs that a run starts: each is known by its id until it has ended, and none outlives the run.
import { execFile, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { promisify } from 'node:util';

const running = new Map();
let pids;

/** Where a file stands for each running program, so that whoever waits for this one can end them if it is killed. */
export function keepPidsIn(folder) {
  pids = folder;
}

/** Starts a program that runs until it is stopped, by that signal; what it prints goes to the file. */
export function start(command, args, { env = {}, log, signal = 'SIGTERM' }) {
  const output = openSync(log, 'a');
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', output, output] });
  closeSync(output);
  const program = { pid: child.pid, log, signal, ended: new Promise((resolve) => child.once('close', resolve)) };
  note(program);
  child.once('exit', () => forget(program));
  return program;
}

export async function stop(program) {
  if (!running.has(program.pid)) return;
  process.kill(program.pid, program.signal);
  const late = setTimeout(() => running.has(program.pid) && process.kill(program.pid, 'SIGKILL'), 40_000);
  await program.ended;
  clearTimeout(late);
}

/** The newest first: a server before its database. */
export async function stopAll() {
  for (const program of [...running.values()].reverse()) await stop(program);
}

/** Runs a program to its end and returns what it printed. */
export async function run(command, args, env = {}) {
  try {
    const child = promisify(execFile)(command, args, { env: { ...process.env, ...env }, maxBuffer: 1 << 30 });
    const program = { pid: child.child.pid, signal: 'SIGTERM', ended: child.catch(() => {}) };
    note(program);
    child.child.once('exit', () => forget(program));
    return (await child).stdout;
  } catch (e) {
    throw new Error(`${command} ${args.join(' ').slice(0, 300)}\n${e.stdout ?? ''}${e.stderr || e.message}`);
  }
}

export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

export const tail = (file) => readFileSync(file, 'utf8').split('\n').slice(-20).join('\n');

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function note(program) {
  running.set(program.pid, program);
  if (pids) writeFileSync(`${pids}/${program.pid}`, '');
}

function forget(program) {
  running.delete(program.pid);
  if (pids) rmSync(`${pids}/${program.pid}`, { force: true });
}
