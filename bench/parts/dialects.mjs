// What is asked in each dialect, and what a right answer holds. A workload has `of`, the request of one viewer, and `wrong`, which tells
// what an answer lacks; a dialect without an operation has no such workload.

const rows = 20;

/** Requests by workload, for the people of a graph; `signedIn` makes the headers of a token. */
export const spoken = {
  selfcommunity: (graph) => {
    const pending = (query = '') => get(`/api/v2/user/connection/requests/?limit=${rows}${query}`);
    const page = (total) => (answer) => whenNot({ rows: answer.json.results.length, total: answer.json.count }, { rows, total });
    const people = (path, total) => ({
      of: (viewer, other) => get(`/api/v2/user/${other.id}/${path}`),
      wrong: page(total),
      neighbour: 1,
    });
    return {
      signedIn: (token) => ({ Authorization: `Bearer ${token}` }),
      send: (other) => ({ method: 'POST', path: `/api/v2/user/${other.id}/connection/request/` }),
      page: { of: () => pending(), wrong: page(graph.pending) },
      celebrity: { of: () => pending(), wrong: page(graph.askers), celebrity: true },
      deep: { of: () => pending(`&offset=${half(graph)}`), wrong: page(graph.askers), celebrity: true },
      status: {
        of: (viewer, other) => get(`/api/v2/user/${other.id}/connection_status/`),
        wrong: (answer) => whenNot(answer.json, { connection_status: 'connected' }),
        neighbour: 3,
      },
      statuses: {
        of: (viewer) => ({
          method: 'POST', path: '/api/v2/user/connection/statuses/',
          body: JSON.stringify({ users: [...Array(50).keys()].map((step) => viewer.neighbour(step + 1).id) }),
        }),
        wrong: (answer) => {
          const statuses = Object.values(answer.json.connection_statuses);
          const asked = statuses.filter((status) => status === 'received_connection_request').length;
          return whenNot({ statuses: statuses.length, asked }, { statuses: 50, asked: graph.pending });
        },
      },
      counts: {
        of: (viewer) => get(`/api/v2/user/${viewer.id}/counters/`),
        wrong: ({ json }) => whenNot(
          { connected: json.connections_counter, pending: json.connection_requests_received_counter },
          { connected: connectionsOf(graph), pending: graph.pending }),
      },
      connections: { of: (viewer) => get(`/api/v2/user/${viewer.id}/connections/?limit=${rows}`), wrong: page(connectionsOf(graph)) },
      mutual: people(`connections/?limit=${rows}`, connectionsOf(graph)),
      suggestions: {
        of: () => get(`/api/v2/suggestion/user/?limit=${rows}`),
        wrong: (answer, viewer) => whenNot(answer.json.results.length, suggestionsFor(graph, viewer)),
      },
    };
  },

  replyke: (graph) => {
    const project = `/api/v6/${graph.community}`;
    const pending = (page) => get(`${project}/connections/pending/received?page=${page}&limit=${rows}`);
    const list = (name, total) => ({ json }) =>
      whenNot({ rows: json[name].length, total: json.pagination.totalCount }, { rows, total });
    return {
      signedIn: (token) => ({ Authorization: `Bearer ${token}` }),
      send: (other) => ({ method: 'POST', path: `${project}/users/${other.key}/connection` }),
      page: { of: () => pending(1), wrong: list('requests', graph.pending) },
      celebrity: { of: () => pending(1), wrong: list('requests', graph.askers), celebrity: true },
      deep: { of: () => pending(half(graph) / rows + 1), wrong: list('requests', graph.askers), celebrity: true },
      status: {
        of: (viewer, other) => get(`${project}/users/${other.key}/connection`),
        wrong: (answer) => whenNot(answer.json.status, 'connected'),
        neighbour: 3,
      },
      counts: { of: () => get(`${project}/connections/count`), wrong: (answer) => whenNot(answer.json, { count: connectionsOf(graph) }) },
      connections: {
        of: () => get(`${project}/connections?page=1&limit=${rows}`), wrong: list('connections', connectionsOf(graph)),
      },
    };
  },

  higherlogic: (graph) => {
    const api = '/api/v2.0';
    const pending = (query = '') => get(`${api}/Friends/GetPendingReceivedFriendRequests?limit=${rows}${query}`);
    const list = (total) => (answer) =>
      whenNot({ rows: answer.json.length, total: Number(answer.headers.get('x-total-count')) }, { rows, total });
    return {
      signedIn: (token) => ({ HLIAMKey: graph.iamKey, HLAuthToken: token }),
      send: (other) => ({ method: 'POST', path: `${api}/Friends/PostFriendRequest?contactKey=${other.key}` }),
      page: { of: () => pending(), wrong: list(graph.pending) },
      xml: {
        of: () => ({ ...pending(), headers: { Accept: 'application/xml' } }),
        wrong: (answer) => whenNot(answer.text.match(/<Friend>/g).length, rows),
      },
      celebrity: { of: () => pending(), wrong: list(graph.askers), celebrity: true },
      // Pages go on after a cursor here, which only the page before tells.
      deep: {
        of: (viewer, other, cursor) => pending(`&cursor=${encodeURIComponent(cursor)}`),
        wrong: list(graph.askers),
        celebrity: true,
        before: async (ask) => {
          let cursor = '';
          for (let passed = 0; passed < half(graph); passed += 100) {
            const size = Math.min(100, half(graph) - passed);
            const step = `${api}/Friends/GetPendingReceivedFriendRequests?limit=${size}&cursor=${encodeURIComponent(cursor)}`;
            cursor = (await ask(get(step))).headers.get('x-next-cursor');
          }
          return cursor;
        },
      },
      counts: {
        of: () => get(`${api}/Messaging/GetUnreadMessageCounts`),
        wrong: (answer, viewer) => whenNot(answer.json, { [viewer.key]: graph.pending }),
      },
      connections: {
        of: () => get(`${api}/Contacts/GetMyContactsPage?limit=${rows}`),
        wrong: (answer) => whenNot(Object.values(answer.json).find(Array.isArray).length, rows),
      },
    };
  },
};

/** The key of the person with this id, as the seed makes it. */
export const keyOf = (id) => `00000000-0000-7000-8000-${id.toString(16).padStart(12, '0')}`;

/** How many rows lie before the middle of the celebrity's list, in whole pages. */
export const half = (graph) => Math.floor(graph.askers / 2 / rows) * rows;

export const neighbourOf = (graph, id, step) => {
  const place = (id - 1 + step * graph.stride) % graph.people;
  return (place + graph.people) % graph.people + 1;
};

const get = (path) => ({ method: 'GET', path });

const connectionsOf = (graph) => 2 * graph.relations / graph.people;

/** Neighbours of neighbours on the side that has not asked, unless the viewer has asked them. */
function suggestionsFor(graph, viewer) {
  const each = connectionsOf(graph) / 2;
  return [...Array(each).keys()].filter((step) => viewer.neighbour(-(each + step + 1)).id > graph.hot).length;
}

function whenNot(found, expected) {
  const [is, shouldBe] = [JSON.stringify(found), JSON.stringify(expected)];
  return is === shouldBe ? undefined : `${is} instead of ${shouldBe}`;
}
