// The story of some people in a community, told by SelfCommunity's own client. Every assertion is on what the client returns.
import assert from 'node:assert/strict';
import { createServer, request as forward } from 'node:http';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import { start } from '../acquaint.mjs';

const client = createRequire(import.meta.url)('@selfcommunity/api-services');
const { http, Endpoints, generateJWTToken, formatHttpErrorCode } = client;
const secret = 'a secret that an integrator knows, too';
const names = ['ann', 'bob', 'cas', 'dan', 'eve', 'fay'];

let server;
const people = {};
const called = new Set();

/** The service as it is, noting which of its methods were called. */
const noting = (name) => new Proxy(client[name], {
  get: (service, method) => (...args) => {
    called.add(`${name}.${method}`);
    return service[method](...args);
  },
});
const UserService = noting('UserService');
const SuggestionService = noting('SuggestionService');
const NotificationService = noting('NotificationService');
const PreferenceService = noting('PreferenceService');
const FeatureService = noting('FeatureService');

/** What the call returns when this person makes it; nobody, when there is no name. */
const as = (name, call) => {
  http.setAuthorizeToken(name && people[name].token);
  return call();
};

/** The status and the code of the error that the client throws. */
const refused = async (name, call) => {
  try {
    await as(name, call);
  } catch (error) {
    return [error.response.status, formatHttpErrorCode(error).error];
  }
  return assert.fail('The call was not refused.');
};

/** Whatever address `next` gives, as the widgets use it: verbatim. */
const follow = async (name, page) => {
  const all = [...page.results];
  for (let next = page.next; next;) {
    const { data } = await as(name, () => http.request({ url: next, method: 'GET' }));
    all.push(...data.results);
    next = data.next;
  }
  return all;
};

const id = (name) => people[name].id;
const ids = (page) => (page.results ?? page).map((one) => (one.from_user ?? one.to_user ?? one.user ?? one).id);
const status = (name, other) => as(name, async () =>
  (await http.request({ url: Endpoints.UserCheckConnectionStatus.url({ id: id(other) }), method: 'GET' })).data.connection_status);
/** The client types every POST as JSON unless it is told otherwise. */
const form = (url, data) => http.request(
  { url, method: 'POST', data: new URLSearchParams(data), headers: { 'Content-Type': 'application/x-www-form-urlencoded' } });
const connect = async (name, other) => {
  await as(name, () => UserService.userRequestConnection(id(other)));
  await as(other, () => UserService.userAcceptRequestConnection(id(name)));
};

before(async () => {
  server = await start();
  server.cli('community', 'set', 'localhost', 'token-secret', secret);
  for (const name of names) people[name] = server.person(name);
  people.root = server.person('root', '--admin');
  http.setBasePortal(server.url);
  await pause(2100); // a running server sees a new secret within two seconds
});

after(() => server.stop());

test('ann signs in by password, renews, and signs out of one of two sign-ins', async () => {
  const url = Endpoints.OAuthToken.url({});
  const password = { grant_type: 'password', username: 'ann', password: 'pw', client_id: 'c' };
  const { data: first } = await as(null, () => http.request({ url, method: Endpoints.OAuthToken.method, data: password }));
  const { data: second } = await form(url, password);
  assert.deepEqual(Object.keys(first), ['access_token', 'expires_in', 'token_type', 'scope', 'refresh_token']);
  assert.equal(first.expires_in, 36000);

  const renewal = { grant_type: 'refresh_token', refresh_token: first.refresh_token, client_id: 'c' };
  people.ann.token = (await http.request({ url, method: 'POST', data: renewal })).data.access_token;
  assert.equal((await as('ann', () => UserService.getCurrentUser())).id, id('ann'));

  await form('/oauth/revoke_token/', { token: second.refresh_token });
  const dead = { ...renewal, refresh_token: second.refresh_token };
  await assert.rejects(http.request({ url, method: 'POST', data: dead }), (error) => error.response.data.error === 'invalid_grant');
  await http.request({ url, method: 'POST', data: renewal });
});

test('the others have tokens that an integrator minted with the secret, or that a JWT sign-in gave', async () => {
  for (const name of [...names.slice(1), 'root']) people[name].token = await generateJWTToken(people[name].id, secret, '2h');
  const pair = await as(null, () => http.post('/api/v2/jwt/token/', { username: 'cas', password: 'pw' }));
  people.cas.token = pair.data.access;
  for (const name of names) assert.equal((await as(name, () => UserService.getCurrentUser())).username, name);
  assert.equal((await http.post('/api/v2/jwt/verify_token/', { token: people.bob.token })).status, 200);
  const forged = await generateJWTToken(people.bob.id, 'another secret of the same length', '2h');
  await assert.rejects(http.post('/api/v2/jwt/verify_token/', { token: forged }), (error) => error.response.status === 401);
});

test('what the component tree needs is there before anybody signs in', async () => {
  const preferences = await as(null, () => PreferenceService.getAllPreferences());
  const value = Object.fromEntries(preferences.results.map((one) => [`${one.section}.${one.name}`, one.value]));
  assert.equal(preferences.next, null);
  assert.equal(preferences.count, preferences.results.length);
  assert.equal(value['configurations.follow_enabled'], false);
  assert.equal(value['configurations.connection_enabled'], true);
  assert.equal(value['configurations.content_availability'], true);
  for (const name of ['post', 'discussion', 'status', 'comment', 'category', 'categories_list', 'profile', 'profile_settings',
    'notifications', 'private_message', 'incubator', 'live_stream']) {
    assert.equal(typeof value[`configurations.url_template_${name}`], 'string', name);
  }
  const keys = 'configurations.follow_enabled,a.b';
  const found = await PreferenceService.searchPreferences('follow_enabled', 'configurations', keys);
  assert.deepEqual(found.results, [{ section: 'configurations', name: 'follow_enabled', value: false }]);
  assert.deepEqual((await PreferenceService.searchPreferences('follow_enabled', 'configurations', 'a.b,c.d')).results, []);
  assert.deepEqual((await FeatureService.getAllFeatures()).results, []);
});

test('ann asks bob, who sees it, and the two are connected', async () => {
  assert.equal(await status('ann', 'bob'), null);
  assert.deepEqual(await as('ann', () => UserService.userRequestConnection(id('bob'))), { connection_status: 'sent_connection_request' });
  assert.equal(await status('ann', 'bob'), 'sent_connection_request');
  assert.equal(await status('bob', 'ann'), 'received_connection_request');
  assert.deepEqual(await refused('ann', () => UserService.userRequestConnection(id('bob'))), [400, 'already_requested']);

  const sent = await as('ann', () => UserService.getUserRequestConnectionsSent());
  const received = await as('bob', () => UserService.getUserConnectionRequests());
  assert.deepEqual([ids(sent), ids(received)], [[id('bob')], [id('ann')]]);
  assert.deepEqual([received.results[0].viewed, received.results[0].rejected], [null, null]);
  assert.equal(await as('bob', () => UserService.userMarkSeenConnectionRequest(id('ann'))), '');
  assert.ok((await as('ann', () => UserService.getUserRequestConnectionsSent())).results[0].viewed);
  assert.equal((await as('bob', () => UserService.getCurrentUser())).connection_requests_received_counter, 1);

  assert.deepEqual(await as('bob', () => UserService.userAcceptRequestConnection(id('ann'))), { connection_status: 'connected' });
  assert.deepEqual(await as('ann', () => UserService.checkUserConnections(id('bob'))), { is_connection: true });
  assert.equal((await as('ann', () => UserService.getSpecificUser(id('bob')))).connection_status, 'connected');
  assert.deepEqual(await refused('bob', () => UserService.userAcceptRequestConnection(id('ann'))), [400, 'already_connected']);
});

test('cas asks ann and is rejected, un-rejected, and takes it back', async () => {
  await as('cas', () => UserService.userRequestConnection(id('ann')));
  assert.deepEqual(await as('ann', () => UserService.userRejectConnectionRequest(id('cas'))), { connection_status: null });
  assert.deepEqual(ids(await as('ann', () => UserService.getUserConnectionRequests())), []);
  assert.ok((await as('cas', () => UserService.getUserRequestConnectionsSent())).results[0].rejected);
  assert.equal(await status('cas', 'ann'), 'sent_connection_request');
  assert.deepEqual(
    await as('ann', () => UserService.userCancelRejectConnectionRequest(id('cas'))), { connection_status: 'received_connection_request' });
  assert.deepEqual(await as('cas', () => UserService.userCancelRequestConnection(id('ann'))), { connection_status: null });
  assert.deepEqual(ids(await as('ann', () => UserService.getUserConnectionRequests({ limit: 3 }))), []);
  assert.deepEqual(await refused('cas', () => UserService.userCancelRequestConnection(id('ann'))), [400, 'no_such_request']);
});

test('statuses of many come at once', async () => {
  await as('ann', () => UserService.userRequestConnection(id('dan')));
  await as('eve', () => UserService.userRequestConnection(id('ann')));
  const asked = [id('bob'), id('cas'), id('dan'), id('eve'), 987654321];
  assert.deepEqual(await as('ann', () => UserService.getUserConnectionStatuses(asked)), {
    connection_statuses: {
      [id('bob')]: 'connected', [id('cas')]: null, [id('dan')]: 'sent_connection_request', [id('eve')]: 'received_connection_request',
      987654321: null,
    },
  });
});

test('connections are listed, mutual ones first, to anybody, and a connection ends', async () => {
  await connect('bob', 'dan');
  await connect('bob', 'cas');
  await connect('ann', 'cas');
  const first = await as('ann', () => UserService.getUserConnections(id('bob')));
  assert.deepEqual([first.count, ids(first)[0]], [3, id('cas')]);
  assert.deepEqual(ids(first).slice(1).sort(), [id('ann'), id('dan')].sort());
  assert.equal(first.results[0].connection_status, 'connected');
  assert.deepEqual(ids(await as('ann', () => UserService.getUserConnections(id('bob'), { limit: 3, mutual: 1 }))), [id('cas')]);
  assert.deepEqual(ids(await UserService.getUserConnections(id('bob'), { limit: 3, offset: 3, mutual: 1 })), []);
  assert.equal((await UserService.getUserConnections(id('bob'), { mutual: 0 })).count, 2);
  const anonymous = await as(null, () => UserService.getUserConnections(id('bob')));
  assert.equal(anonymous.count, 3);
  assert.deepEqual(anonymous.results.map((one) => one.connection_status), [null, null, null]);

  assert.deepEqual(await as('cas', () => UserService.userRemoveConnection(id('ann'))), { connection_status: null });
  assert.equal(await status('ann', 'cas'), null);
  assert.deepEqual(await refused('cas', () => UserService.userRemoveConnection(id('ann'))), [400, 'not_connected']);
});

test('people whom cas may know are those whom bob knows, except whom anybody hides', async () => {
  const suggested = await as('cas', () => SuggestionService.getUserSuggestion({ limit: 3 }));
  assert.deepEqual(ids(suggested).sort(), [id('ann'), id('dan')].sort());
  await as('dan', () => UserService.showHideUser(id('cas')));
  assert.deepEqual(ids(await as('cas', () => SuggestionService.getUserSuggestion({ limit: 3 }))), [id('ann')]);
  await as('dan', () => UserService.showHideUser(id('cas')));
  const offered = await as('cas', () => SuggestionService.getSearchSuggestion('an', { limit: 3 }));
  assert.deepEqual(offered.results.map((one) => [one.type, one.user.username]), [['user', 'ann'], ['user', 'dan']]);
});

test('everybody is notified of what concerns them, once', async () => {
  const count = async (name) => (await as(name, () => NotificationService.getUnseenNotification())).count;
  assert.equal(await count('eve'), 0);
  const before = await count('bob');
  const listed = await as('bob', () => NotificationService.listUserNotification());
  assert.equal(listed.results.length, before);
  const asked = listed.results.at(-1).aggregated[0];
  assert.deepEqual([asked.type, asked.request_user.id, asked.is_new], ['connection_request', id('ann'), true]);
  const accepted = listed.results[0].aggregated[0];
  assert.deepEqual([accepted.type, accepted.accept_user.id], ['connection_accept', id('cas')]);
  assert.equal(await count('bob'), 0);
  assert.equal((await as('bob', () => NotificationService.listUserNotification())).results[0].is_new, false);
  assert.equal(await as('bob', () => NotificationService.markReadNotification(['s1', asked.sid])), '');
  assert.ok((await as('ann', () => UserService.getCurrentUser())).unseen_interactions_counter > 0);
});

test('whom ann hides can do nothing to her, and hiding is taken back', async () => {
  await as('ann', () => UserService.showHideUser(id('eve')));
  assert.deepEqual(await as('ann', () => UserService.checkUserHidden(id('eve'))), { is_hidden: true });
  assert.deepEqual(await as('eve', () => UserService.checkUserHiddenBy(id('ann'))), { is_hidden_by: true });
  assert.deepEqual(await refused('eve', () => UserService.checkUserHidden(id('ann'))), [404, 'not_found']);
  assert.deepEqual(ids(await as('ann', () => UserService.getHiddenUsers())), [id('eve')]);
  assert.deepEqual(ids(await as('ann', () => UserService.getHiddenUsers({ limit: 5 }))), [id('eve')]);
  assert.deepEqual(await as('ann', () => UserService.getHiddenUsersId()), [id('eve')]);
  assert.deepEqual(await refused('eve', () => status('eve', 'ann')), [404, 'not_found']);
  assert.deepEqual(await refused('eve', () => UserService.userRequestConnection(id('ann'))), [404, 'not_found']);
  assert.deepEqual(await refused('ann', () => UserService.userRequestConnection(id('eve'))), [403, 'user_hidden']);

  assert.equal(await as('ann', () => UserService.showHideUser(id('eve'))), '');
  assert.deepEqual(await as('ann', () => UserService.getHiddenUsersId()), []);
  assert.deepEqual(await as('eve', () => UserService.userRequestConnection(id('ann'))), { connection_status: 'sent_connection_request' });
});

test('people are found', async () => {
  assert.equal((await as('ann', () => UserService.getAllUsers())).count, 7);
  const found = await as('ann', () => UserService.getAllUsers({ search: 'an', ordering: '-username', limit: 2 }));
  assert.deepEqual(found.results.map((one) => one.username), ['dan', 'ann']);
  const completed = await UserService.userAutocomplete({ search: 'ann' });
  assert.deepEqual(completed.results, [{ id: id('ann'), username: 'ann', real_name: '', ext_id: null, avatar: null }]);
  assert.deepEqual((await UserService.userAutocomplete({ search: 'ann', exclude: String(id('ann')) })).results, []);
  assert.deepEqual(ids(await UserService.userSearch({ user: 'ann', limit: 2 })), [id('ann')]);
  assert.deepEqual(ids(await UserService.matchUsernames(['ann', 'nobody'])), [id('ann')]);
});

test('people see and change what is theirs', async () => {
  const me = await as('ann', () => UserService.getCurrentUser());
  assert.deepEqual([me.email, me.status, me.role], ['ann@example.org', 'a', null]);
  assert.deepEqual(await UserService.getCurrentUserAvatar(), { avatar: null });
  assert.deepEqual(await UserService.getCurrentUserPermission(), me.permission);
  assert.equal(me.permission.request_connection, true);
  const counters = await UserService.getUserCounters(id('ann'));
  assert.equal(counters.connections, me.connections_counter);
  assert.equal(counters.connections_counter, me.connections_counter);
  assert.equal(counters.connection_requests_received, me.connection_requests_received_counter);

  const settings = await UserService.userSettings(id('ann'));
  const patched = await UserService.userSettingsPatch(id('ann'), { qa_frequency: -1 });
  assert.deepEqual(patched, { ...settings, qa_frequency: -1 });
  assert.deepEqual(await UserService.userSettings(id('ann')), patched);
  assert.deepEqual(await refused('bob', () => UserService.userSettings(id('ann'))), [403, 'permission_denied']);

  const changed = await as('ann', () => UserService.userPatch(id('ann'), { real_name: 'Ann Other', avatar: 'https://a.example/a.png' }));
  assert.equal(changed.real_name, 'Ann Other');
  assert.deepEqual(await UserService.getCurrentUserAvatar(), { avatar: 'https://a.example/a.png' });
  const wrong = await as('ann', () => UserService.userPatch(id('ann'), { username: 'bob' })).catch(formatHttpErrorCode);
  assert.deepEqual(wrong, { usernameError: { error: 'unique' } });
});

test('a page leads to the next, behind a proxy too', async () => {
  for (const name of ['ann', 'bob', 'cas', 'dan', 'eve']) await as(name, () => UserService.userRequestConnection(id('fay')));
  const whole = [id('eve'), id('dan'), id('cas'), id('bob'), id('ann')];
  const direct = await as('fay', () => UserService.getUserConnectionRequests({ limit: 3 }));
  assert.ok(direct.next.startsWith(`${server.url}/`));
  assert.deepEqual(ids(await follow('fay', direct)), whole);
  const rest = await as('fay', () => UserService.getUserConnectionRequests({ offset: 3, limit: 10 }));
  assert.deepEqual(ids(rest), whole.slice(3));
  assert.deepEqual(ids(await as('fay', async () => (await http.request({ url: rest.previous })).data)), whole);

  const proxy = createServer((incoming, outgoing) => {
    const headers = { ...incoming.headers, host: new URL(server.url).host, 'x-forwarded-host': incoming.headers.host, 'x-forwarded-proto': 'http' };
    incoming.pipe(forward(new URL(incoming.url, server.url), { method: incoming.method, headers, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
    }));
  });
  await new Promise((listening) => proxy.listen(0, '127.0.0.1', listening));
  const portal = `http://127.0.0.1:${proxy.address().port}`;
  http.setBasePortal(portal);
  try {
    const sent = await as('ann', () => UserService.getUserRequestConnectionsSent({ limit: 1 }));
    assert.ok(sent.next.startsWith(`${portal}/api/v2/user/connection/requests_sent/?`), sent.next);
    assert.deepEqual(ids(await follow('ann', sent)), [id('fay'), id('dan')]);
  } finally {
    http.setBasePortal(server.url);
    proxy.closeAllConnections();
    proxy.close();
  }
});

test('a community in friendship mode says so to those who would follow', async () => {
  for (const call of [
    () => UserService.followUser(id('bob')), () => UserService.checkUserFollowed(id('bob')), () => UserService.checkUserFollower(id('bob')),
    () => UserService.getUserFollowers(id('bob'), { limit: 3 }), () => UserService.getUserFollowings(id('bob'), { limit: 3 }),
  ]) {
    assert.deepEqual(await refused('ann', call), [400, 'follow_disabled']);
  }
});

test('a dead token, a stranger and somebody who is not there are told apart', async () => {
  people.dead = { token: 'dead' };
  assert.deepEqual(await refused('dead', () => UserService.getCurrentUser()), [401, 'authentication_failed']);
  assert.deepEqual(await refused(null, () => UserService.getCurrentUser()), [401, 'not_authenticated']);
  assert.deepEqual(await refused('ann', () => UserService.userRequestConnection(987654321)), [404, 'not_found']);
  assert.deepEqual(await refused('ann', () => UserService.userRequestConnection(id('ann'))), [400, 'yourself']);
});

test('one whom a moderator blocked is told, and one who is deleted is gone', async () => {
  await as('root', () => http.patch(`/api/v2/moderation/user/${id('eve')}/`, { status: 'b' }));
  assert.equal((await as('eve', () => UserService.getCurrentUser())).status, 'b');
  assert.deepEqual(await refused('eve', () => UserService.userRequestConnection(id('bob'))), [403, 'user_blocked']);

  assert.equal(await as('dan', () => UserService.userDelete(id('dan'))), '');
  assert.deepEqual(await refused('root', () => UserService.userDelete(id('dan'))), [400, 'already_deleted']);
  assert.equal(await as('root', () => UserService.userDelete(id('dan'), 1)), '');
  assert.deepEqual(await refused('root', () => UserService.userDelete(id('dan'), 1)), [404, 'not_found']);
  assert.ok(!ids(await as('ann', () => UserService.getUserConnections(id('bob')))).includes(id('dan')));
});

test('every method of the family has been called', () => {
  const user = ['userRequestConnection', 'userAcceptRequestConnection', 'userRejectConnectionRequest', 'userCancelRejectConnectionRequest',
    'userCancelRequestConnection', 'userRemoveConnection', 'userMarkSeenConnectionRequest', 'getUserConnections', 'checkUserConnections',
    'getUserConnectionRequests', 'getUserRequestConnectionsSent', 'getUserConnectionStatuses', 'followUser', 'checkUserFollowed',
    'checkUserFollower', 'getUserFollowers', 'getUserFollowings', 'showHideUser', 'checkUserHidden', 'checkUserHiddenBy', 'getHiddenUsers',
    'getHiddenUsersId', 'getAllUsers', 'userAutocomplete', 'userSearch', 'matchUsernames', 'getSpecificUser', 'getUserCounters',
    'getCurrentUser', 'getCurrentUserAvatar', 'getCurrentUserPermission', 'userSettings', 'userSettingsPatch', 'userPatch', 'userDelete'];
  const family = [...user.map((method) => `UserService.${method}`), 'SuggestionService.getUserSuggestion',
    'SuggestionService.getSearchSuggestion', 'NotificationService.listUserNotification', 'NotificationService.markReadNotification',
    'NotificationService.getUnseenNotification', 'PreferenceService.getAllPreferences', 'PreferenceService.searchPreferences',
    'FeatureService.getAllFeatures'];
  assert.deepEqual(family.filter((method) => !called.has(method)), []);
});
