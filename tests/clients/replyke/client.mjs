// The official client as an application has it: bundled, rendered by React, one copy for each person who uses it.
import { build, stop } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const home = 'https://api.replyke.com';

const entry = `
  export * as React from 'react';
  export { default as renderer } from 'react-test-renderer';
  export { default as axios } from 'axios';
  export * as core from '@replyke/core';
  export { default as open, axiosPrivate as closed } from '@replyke/core/dist/esm/config/axios.js';
  export { replykeStore as store } from '@replyke/core/dist/esm/store/index.js';
  export { baseApi } from '@replyke/core/dist/esm/store/api/baseApi.js';
`;

/** Bundles the client once; `load` gives a fresh copy of it, with a store of its own. */
export async function bundle() {
  const folder = mkdtempSync(join(tmpdir(), 'acquaint-replyke-'));
  const outfile = join(folder, 'client.mjs');
  await build({
    stdin: { contents: entry, resolveDir: import.meta.dirname },
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    define: { 'process.env.NODE_ENV': '"test"' },
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'error',
    outfile,
  });
  await stop();
  let copies = 0;
  return {
    load: () => import(`${pathToFileURL(outfile)}?copy=${++copies}`),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

// React's act() makes a channel for each call and closes none, and the process would wait for them.
globalThis.MessageChannel = class {
  port1 = {};
  port2 = { postMessage: () => setImmediate(() => this.port1.onmessage()) };
};

/**
 * One person's application. `calls` is what it asked of the server, as "GET /path 200"; `use(hook, ...args)` renders a hook and gives
 * its latest value as `.current`; `act` runs something that changes what is rendered; `spoil` makes the next bearer token a stale one.
 */
export async function application(bundled, url, projectId, signedToken) {
  const base = `${url}/api/v6`;
  process.env.REACT_APP_API_BASE_URL = base;
  globalThis.IS_REACT_ACT_ENVIRONMENT = true;
  const { React, renderer, axios, core, open, closed, store, baseApi } = await bundled.load();
  const calls = [];
  let spoilt = false;
  let underWay = 0;
  for (const instance of [axios, open, closed]) {
    instance.interceptors.request.use((config) => {
      underWay++;
      config.url = config.url.replace(home, url);
      if (config.baseURL) config.baseURL = base;
      if (spoilt && config.headers.Authorization) {
        config.headers.Authorization = 'Bearer stale';
        spoilt = false;
      }
      return config;
    });
    const note = (answer) => {
      const path = new URL(answer.config.url, 'http://x').pathname.replace(`/${projectId}`, '/PROJECT').replace(/[0-9a-f-]{36}/g, 'ID');
      calls.push(`${answer.config.method.toUpperCase()} ${path} ${answer.status}`);
    };
    instance.interceptors.response.use(
      (answer) => { underWay--; note(answer); return answer; },
      (error) => { underWay--; if (error.response) note(error.response); return Promise.reject(error); });
  }

  const { createElement, useState } = React;
  const hooks = new Map();
  let refresh;
  const Probe = ({ hook, args, into }) => { into.current = hook(...args); return null; };
  const Root = () => {
    const [, set] = useState(0);
    refresh = () => set((n) => n + 1);
    return createElement(core.ReplykeProvider, { projectId, signedToken },
      [...hooks].map(([into, { hook, args }], key) => createElement(Probe, { key, hook, args, into })));
  };

  /** Lets effects and the requests they make come to rest. */
  const settle = async () => {
    for (let before = -1, still = 0; still < 3; still = before === calls.length && underWay === 0 ? still + 1 : 0) {
      before = calls.length;
      await new Promise((done) => { setTimeout(done, 15); });
    }
  };
  const act = async (work = () => {}) => {
    let result;
    await renderer.act(async () => { result = await work(); await settle(); });
    return result;
  };

  let tree;
  await act(() => { tree = renderer.create(createElement(Root)); });
  const use = async (name, ...args) => {
    const into = {};
    hooks.set(into, { hook: core[name], args });
    await act(refresh);
    return into;
  };
  const auth = await use('useAuth');
  const user = await use('useUser');
  return {
    calls,
    use,
    act,
    auth,
    user,
    get id() { return user.current.user.id; },
    spoil: () => { spoilt = true; },
    // What its cache would forget a minute later, it forgets now.
    close: () => act(() => { tree.unmount(); store.dispatch(baseApi.util.resetApiState()); }),
  };
}
