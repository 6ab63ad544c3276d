// Three people and the official client between them: its twelve connection hooks, its connection manager, and what else they need.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { generateKeyPairSync } from 'node:crypto';
import { start } from '../acquaint.mjs';
import { application, bundle } from './client.mjs';

const hookNames = [
  'useRequestConnection', 'useAcceptConnection', 'useDeclineConnection', 'useRemoveConnection', 'useRemoveConnectionByUserId',
  'useFetchConnectionStatus', 'useFetchConnections', 'useFetchConnectionsCount', 'useFetchSentPendingConnections',
  'useFetchReceivedPendingConnections', 'useFetchConnectionsByUserId', 'useFetchConnectionsCountByUserId',
];

let server;
let bundled;
let project;
const people = {};
const applications = [];

/** An application with the twelve hooks; `does.requestConnection(…)` calls one. */
async function join(signedToken) {
  const app = await application(bundled, server.url, project, signedToken);
  applications.push(app);
  app.does = {};
  for (const name of hookNames) {
    const hook = await app.use(name);
    app.does[name.slice(3, 4).toLowerCase() + name.slice(4)] = (...args) => app.act(() => hook.current(...args));
  }

  return app;
}

/** What a call rejects with; undefined when it doesn't. */
async function refusal(call) {
  try {
    await call();
    return undefined;
  } catch (error) {
    return { status: error.response?.status, code: error.response?.data.code, message: error.message };
  }
}

before(async () => {
  console.error = () => {};
  console.warn = () => {};
  [server, bundled] = await Promise.all([start(), bundle()]);
  project = server.community.id;
});

after(async () => {
  for (const app of applications) await app.close();
  bundled.remove();
  await server.stop();
});

test('the provider finds its project and nobody signed in', async () => {
  people.ann = await join();
  assert.deepEqual(people.ann.calls.slice(0, 2).sort(), [
    'GET /internal/projects/PROJECT/lean 200',
    'POST /PROJECT/auth/request-new-access-token 200',
  ]);
  const context = await people.ann.use('useProject');
  assert.equal(context.current.project.id, project);
  assert.equal(people.ann.user.current.user, null);
});

test('two people sign up and one whom the operator added signs in', async () => {
  const { ann } = people;
  const signUp = (app, name, username) => app.act(() => app.auth.current.signUpWithEmailAndPassword(
    { email: `${username}@example.org`, password: 'pw', name, username }));
  await signUp(ann, 'Ann', 'ann');
  assert.equal(ann.user.current.user.username, 'ann');
  people.bob = await join();
  await signUp(people.bob, 'Bob', 'bob');
  server.person('cid');
  people.cid = await join();
  await people.cid.act(() => people.cid.auth.current.signInWithEmailAndPassword({ email: 'cid@example.org', password: 'pw' }));
  assert.equal(people.cid.user.current.user.username, 'cid');
  assert.equal(new Set([ann.id, people.bob.id, people.cid.id]).size, 3);
});

test('a taken address and a wrong password are told', async () => {
  const guest = await join();
  await assert.rejects(guest.act(() => guest.auth.current.signUpWithEmailAndPassword({ email: 'ANN@example.org', password: 'pw' })));
  assert.equal(guest.calls.at(-1), 'POST /PROJECT/auth/sign-up 409');
  await assert.rejects(guest.act(() => guest.auth.current.signInWithEmailAndPassword({ email: 'ann@example.org', password: 'no' })));
  assert.equal(guest.calls.at(-1), 'POST /PROJECT/auth/sign-in 401');
});

test('whoever is signed out can not ask', async () => {
  const guest = await join();
  const no = await refusal(() => guest.does.requestConnection({ userId: people.bob.id }));
  assert.equal(no.status, 403);
  assert.deepEqual(guest.calls.slice(-3), [
    'POST /users/ID/connection 403',
    'POST /PROJECT/auth/request-new-access-token 200',
    'POST /users/ID/connection 403',
  ]);
});

test('ann asks bob: both see it, nobody can ask again', async () => {
  const { ann, bob, cid } = people;
  const asked = await ann.does.requestConnection({ userId: bob.id, message: ' Hi! ' });
  assert.deepEqual(Object.keys(asked), ['id', 'status', 'createdAt']);
  assert.equal(asked.status, 'pending');
  people.request = asked.id;
  const sent = await ann.does.fetchSentPendingConnections();
  assert.deepEqual(sent.requests.map((one) => [one.id, one.type, one.user.id, one.message]), [[asked.id, 'sent', bob.id, 'Hi!']]);
  const received = await bob.does.fetchReceivedPendingConnections({ page: 1, limit: 50 });
  assert.deepEqual(received.requests.map((one) => [one.id, one.type, one.user.id]), [[asked.id, 'received', ann.id]]);
  assert.equal(received.pagination.limit, 50);
  assert.deepEqual(await ann.does.fetchConnectionStatus({ userId: bob.id }),
    { status: 'pending', type: 'sent', connectionId: asked.id, createdAt: asked.createdAt });
  for (const [from, to] of [[ann, bob], [bob, ann]])
    assert.equal((await refusal(() => from.does.requestConnection({ userId: to.id }))).code, 'connection/request-pending');

  assert.equal((await refusal(() => cid.does.acceptConnection({ connectionId: asked.id }))).status, 404);
  assert.equal((await refusal(() => ann.does.acceptConnection({ connectionId: asked.id }))).code, 'connection/unauthorized');
});

test('bob accepts: both are connected, and anybody can see it', async () => {
  const { ann, bob, cid } = people;
  const accepted = await bob.does.acceptConnection({ connectionId: people.request });
  assert.equal(accepted.status, 'accepted');
  const status = await ann.does.fetchConnectionStatus({ userId: bob.id });
  assert.equal(status.status, 'connected');
  assert.equal(status.connectedAt, accepted.respondedAt);
  for (const [one, other] of [[ann, bob], [bob, ann]]) {
    const list = await one.does.fetchConnections();
    assert.deepEqual(list.connections.map((it) => it.connectedUser.id), [other.id]);
    assert.equal((await one.does.fetchConnectionsCount()).count, 1);
  }

  const seen = await cid.does.fetchConnectionsByUserId({ userId: ann.id, page: 1, limit: 10 });
  assert.deepEqual(seen.connections.map((it) => it.connectedUser.id), [bob.id]);
  assert.equal((await cid.does.fetchConnectionsCountByUserId({ userId: bob.id })).count, 1);
  assert.equal((await refusal(() => bob.does.requestConnection({ userId: ann.id }))).code, 'connection/already-connected');
});

test('a stale token is renewed and the call repeated, and nobody notices', async () => {
  const { ann } = people;
  ann.calls.length = 0;
  ann.spoil();
  assert.equal((await ann.does.fetchConnections()).connections.length, 1);
  assert.deepEqual(ann.calls, [
    'GET /connections 403',
    'POST /PROJECT/auth/request-new-access-token 200',
    'GET /connections 200',
  ]);
  assert.equal((await ann.does.fetchConnectionsCount()).count, 1);
  assert.equal(ann.calls.length, 4);
});

test('a connection is removed by its id, a request by its user', async () => {
  const { ann, bob, cid } = people;
  assert.deepEqual(await bob.does.removeConnection({ connectionId: people.request }), { message: 'Connection removed successfully.' });
  assert.deepEqual(await ann.does.fetchConnectionStatus({ userId: bob.id }), { status: 'none' });
  await ann.does.requestConnection({ userId: cid.id });
  assert.equal((await ann.does.removeConnectionByUserId({ userId: cid.id })).action, 'withdraw');
  assert.equal((await cid.does.fetchReceivedPendingConnections()).requests.length, 0);
});

test('what is declined stays declined for who asked, and who declined may ask', async () => {
  const { ann, cid } = people;
  const asked = await ann.does.requestConnection({ userId: cid.id });
  assert.equal((await cid.does.declineConnection({ connectionId: asked.id })).status, 'declined');
  assert.equal((await refusal(() => ann.does.requestConnection({ userId: cid.id }))).code, 'connection/request-declined');
  const anew = await cid.does.requestConnection({ userId: ann.id });
  assert.equal((await ann.does.acceptConnection({ connectionId: anew.id })).status, 'accepted');
  assert.equal((await cid.does.removeConnectionByUserId({ userId: ann.id })).action, 'disconnect');
});

test('two managers tell one story from its two sides', async () => {
  const { bob, cid } = people;
  const [bobs, cids] = [await bob.use('useConnectionManager', { userId: cid.id }), await cid.use('useConnectionManager', { userId: bob.id })];
  const see = async (expected) => {
    await bob.act(() => bobs.current.refreshConnectionStatus());
    await cid.act(() => cids.current.refreshConnectionStatus());
    assert.deepEqual([bobs.current.connectionStatus, cids.current.connectionStatus], expected);
  };
  await see(['none', 'none']);
  await bob.act(() => bobs.current.sendConnectionRequest('hello'));
  await see(['pending-sent', 'pending-received']);
  await bob.act(() => bobs.current.withdrawConnectionRequest());
  await see(['none', 'none']);
  await bob.act(() => bobs.current.sendConnectionRequest());
  await see(['pending-sent', 'pending-received']);
  await cid.act(() => cids.current.acceptConnectionRequest());
  await see(['connected', 'connected']);
  assert.ok(cids.current.connectionData.connectedAt && cids.current.connectionData.requestedAt);
  await cid.act(() => cids.current.disconnectUser());
  await see(['none', 'none']);
  await bob.act(() => bobs.current.sendConnectionRequest());
  await see(['pending-sent', 'pending-received']);
  await cid.act(() => cids.current.declineConnectionRequest());
  await see(['declined-sent', 'declined-received']);
  // The original refuses all of what follows, although its own manager offers it.
  await cid.act(() => cids.current.removeConnectionSmart());
  await see(['none', 'none']);
  await cid.act(() => cids.current.sendConnectionRequest('my turn'));
  await see(['pending-received', 'pending-sent']);
  await bob.act(() => bobs.current.removeConnectionSmart());
  await see(['declined-received', 'declined-sent']);
  await bob.act(() => bobs.current.sendConnectionRequest('changed my mind'));
  await see(['pending-sent', 'pending-received']);
  await cid.act(() => cids.current.acceptConnectionRequest());
  await see(['connected', 'connected']);
  await bob.act(() => bobs.current.removeConnectionSmart());
  await see(['none', 'none']);
});

test('people are found, suggested and changed', async () => {
  const { ann, bob } = people;
  const [fetchUser, suggest, available] = [
    await ann.use('useFetchUser'), await ann.use('useFetchUserSuggestions'), await ann.use('useCheckUsernameAvailability')];
  assert.equal((await ann.act(() => fetchUser.current({ userId: bob.id }))).username, 'bob');
  assert.deepEqual((await ann.act(() => suggest.current({ query: 'bo' }))).map((user) => user.id), [bob.id]);
  assert.equal((await ann.act(() => available.current({ username: 'bob' }))).available, false);
  assert.equal((await ann.act(() => available.current({ username: 'free' }))).available, true);
  await bob.act(() => bob.user.current.updateUser({ bio: 'Likes cats' }));
  assert.equal((await ann.act(() => fetchUser.current({ userId: bob.id }))).bio, 'Likes cats');
});

test('notifications arrive, are counted and marked', async () => {
  const { bob } = people;
  const notifications = await bob.use('useAppNotifications', {});
  const wait = async (holds) => {
    for (let i = 0; i < 100 && !holds(); i++) await bob.act(() => new Promise((done) => { setTimeout(done, 20); }));
    assert.ok(holds());
  };
  await wait(() => notifications.current.appNotifications.length > 0);
  const types = new Set(notifications.current.appNotifications.map((one) => one.type));
  assert.deepEqual(types, new Set(['connection-request', 'connection-accepted']));
  const unread = notifications.current.unreadAppNotificationsCount;
  assert.equal(unread, notifications.current.appNotifications.length);
  await bob.act(() => notifications.current.markNotificationAsRead(notifications.current.appNotifications[0].id));
  await wait(() => notifications.current.unreadAppNotificationsCount === unread - 1);
  await bob.act(() => notifications.current.markAllNotificationsAsRead());
  await wait(() => notifications.current.unreadAppNotificationsCount === 0);
});

test('a user of the integrator comes in by a signed token', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = (key, type) => Buffer.from(key.export({ type, format: 'pem' })).toString('base64');
  server.cli('community', 'set', project, 'external-key', pem(publicKey, 'spki'));
  await new Promise((done) => { setTimeout(done, 2100); });
  const sign = await people.ann.use('useSignTestingJwt');
  const token = await people.ann.act(() => sign.current({
    projectId: project, privateKey: pem(privateKey, 'pkcs8'), payload: { id: 'ext-1', username: 'dee', name: 'Dee' } }));
  const dee = await join(token);
  assert.equal(dee.user.current.user.username, 'dee');
  assert.equal((await dee.does.requestConnection({ userId: people.ann.id })).status, 'pending');
  const find = await people.ann.use('useFetchUserByForeignId');
  assert.equal((await people.ann.act(() => find.current({ foreignId: 'ext-1' }))).id, dee.id);
});

test('whoever signs out is out', async () => {
  const { cid } = people;
  await cid.act(() => cid.auth.current.signOut());
  assert.equal(cid.calls.at(-1), 'POST /PROJECT/auth/sign-out 204');
  assert.equal((await refusal(() => cid.does.requestConnection({ userId: people.ann.id }))).status, 403);
});
