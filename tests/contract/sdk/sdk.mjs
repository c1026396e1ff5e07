// The official SDK drives a freshly started demo workspace: node sdk.mjs PROGRAM [ARGUMENT…]
// The program prints its base URL and its key as two lines and ends on SIGTERM.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';

import Anthropic from '@anthropic-ai/sdk';
import { accumulateManagedAgentsEvent } from '@anthropic-ai/sdk/lib/sessions/accumulate';

const command = process.argv.slice(2);
assert.ok(command.length > 0, 'usage: node sdk.mjs PROGRAM [ARGUMENT…]');

let server;
let baseURL;
let apiKey;
let client;
let agent;
let environment;

const text = (value) => [{ type: 'text', text: value }];
const message = (value) => ({ type: 'user.message', content: text(value) });

function connect(options = {}) {
  // No retries: every answer is looked at. A 409 or 503 would be repeated.
  return new Anthropic({ baseURL, apiKey, maxRetries: 0, timeout: 20_000, ...options });
}

async function newSession(more = {}) {
  return client.beta.sessions.create({ agent: agent.id, environment_id: environment.id, ...more });
}

// Opens the stream, sends, and gathers events until one ends the wait.
async function converse(session, events, { until = (event) => event.type === 'session.status_idle', ...query } = {}) {
  const stream = await client.beta.sessions.events.stream(session.id, query);
  if (events.length > 0) {
    await client.beta.sessions.events.send(session.id, { events });
  }
  const seen = [];
  for await (const event of stream) {
    seen.push(event);
    if (until(event)) {
      break;
    }
  }
  stream.controller.abort();
  return seen;
}

async function all(pages) {
  const rows = [];
  for await (const row of pages) {
    rows.push(row);
  }
  return rows;
}

async function typed(kind, status, type, action) {
  const error = await action.then(
    () => assert.fail(`should have failed with ${status}`),
    (reason) => reason,
  );
  assert.ok(error instanceof kind, `${error?.constructor?.name}: ${error?.message}`);
  assert.equal(error.status, status);
  assert.equal(error.type, type);
  assert.match(error.requestID, /^req_/);
  assert.equal(error.error.request_id, error.requestID);
  assert.ok(error.apiMessage.length > 0);
  return error;
}

before(async () => {
  server = spawn(command[0], command.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
  baseURL = (await lines.next()).value;
  apiKey = (await lines.next()).value;
  client = connect();
  environment = await client.beta.environments.create({ name: 'contract' });
  agent = await client.beta.agents.create({
    name: 'Contract agent',
    model: { id: 'claude-sonnet-5-5', effort: 'low' },
    tools: [
      { type: 'agent_toolset_20260401' },
      {
        type: 'custom',
        name: 'create_ticket',
        description: 'Opens a ticket.',
        input_schema: { type: 'object', properties: { title: { type: 'string' } } },
      },
    ],
    metadata: { suite: 'contract' },
  });
});

after(async () => {
  const ended = new Promise((resolve) => server.once('exit', (code, signal) => resolve({ code, signal })));
  const begun = Date.now();
  server.kill('SIGTERM');
  assert.deepEqual(await ended, { code: 0, signal: null });
  assert.ok(Date.now() - begun < 1500, 'ends in time');
});

test('both ways to send the key work, each alone', async () => {
  assert.equal((await client.beta.agents.retrieve(agent.id)).id, agent.id);
  const byHeader = connect({ apiKey: null, authToken: null, defaultHeaders: { 'x-api-key': apiKey } });
  assert.equal((await byHeader.beta.agents.retrieve(agent.id)).id, agent.id);
  const both = connect({ defaultHeaders: { 'x-api-key': apiKey } });
  await typed(Anthropic.AuthenticationError, 401, 'authentication_error', both.beta.agents.retrieve(agent.id));
});

test('agents: create, retrieve, update, versions, archive', async () => {
  const made = await client.beta.agents.create({ name: 'Second', model: 'claude-opus-5-5' });
  assert.equal(made.version, 1);
  assert.equal(made.model.effort.type, 'high');
  const updated = await client.beta.agents.update(made.id, { version: 1, system: 'Be brief.', metadata: { a: '1' } });
  assert.equal(updated.version, 2);
  assert.equal((await client.beta.agents.retrieve(made.id, { version: 1 })).system, null);
  assert.deepEqual(
    (await all(client.beta.agents.versions.list(made.id, { limit: 1 }))).map((one) => one.version),
    [2, 1],
  );
  const archived = await client.beta.agents.archive(made.id);
  assert.ok(archived.archived_at);
});

test('a stale version is a conflict', async () => {
  const made = await client.beta.agents.create({ name: 'Contested', model: 'claude-opus-5-5' });
  await client.beta.agents.update(made.id, { version: 1, name: 'Mine' });
  await typed(
    Anthropic.ConflictError,
    409,
    'conflict_error',
    client.beta.agents.update(made.id, { version: 1, name: 'Theirs' }),
  );
  assert.equal((await client.beta.agents.retrieve(made.id)).name, 'Mine');
});

test('lists page by themselves and meet every row once', async () => {
  for (const list of [
    (limit) => client.beta.agents.list({ limit, include_archived: true }),
    (limit) => client.beta.environments.list({ limit, include_archived: true }),
    (limit) => client.beta.sessions.list({ limit, include_archived: true }),
    (limit) => client.beta.vaults.list({ limit, include_archived: true }),
    (limit) => client.models.list({ limit }),
  ]) {
    const whole = (await all(list(100))).map((row) => row.id);
    const pieces = (await all(list(2))).map((row) => row.id);
    assert.ok(whole.length > 0);
    assert.deepEqual(pieces, whole);
    assert.equal(new Set(pieces).size, pieces.length);
  }
  const page = await client.beta.sessions.list({ limit: 3 });
  const next = await page.getNextPage();
  assert.equal(page.prev_page, null);
  assert.ok(next.prev_page);
  assert.deepEqual(
    (await all(client.beta.sessions.list({ statuses: ['terminated'], include_archived: true }))).filter((one) => one.status !== 'terminated'),
    [],
  );
});

test('a reply streams with previews that make the message', async () => {
  const session = await newSession({ title: 'Previews', metadata: { a: '1' } });
  const events = await converse(session, [message('Think about it')], { event_deltas: ['agent.message', 'agent.thinking'] });
  const previews = new Map();
  const finals = new Map();
  for (const event of events) {
    if (event.type === 'event_start' && event.event.type === 'agent.message') {
      previews.set(event.event.id, accumulateManagedAgentsEvent(undefined, event));
    } else if (event.type === 'event_delta') {
      previews.set(event.event_id, accumulateManagedAgentsEvent(previews.get(event.event_id), event));
    } else if (event.type === 'agent.message') {
      finals.set(event.id, event);
    }
  }
  assert.ok(finals.size > 0);
  for (const [id, final] of finals) {
    assert.deepEqual(previews.get(id).content, final.content);
  }
  const stored = await all(client.beta.sessions.events.list(session.id, { limit: 2 }));
  assert.deepEqual(
    stored.map((event) => event.type),
    ['session.status_running', 'user.message', 'span.model_request_start', 'agent.thinking', 'agent.message', 'span.model_request_end',
      'session.usage', 'session.status_idle'],
  );
  const without = await converse(session, [message('hello')]);
  assert.ok(without.every((event) => !event.type.startsWith('event_')));
  const usage = (await client.beta.sessions.retrieve(session.id)).usage;
  assert.match(usage.list_cost.amount, /^[1-9]\d*$/);
});

test('a long reply comes in two thousand deltas', async () => {
  const session = await newSession();
  const events = await converse(session, [message('Write a long reply')], { event_deltas: ['agent.message'] });
  assert.equal(events.filter((event) => event.type === 'event_delta').length, 2000);
});

test('a call is approved and runs, another is denied', async () => {
  const session = await newSession();
  const asked = await converse(session, [message('Deploy it')]);
  const idle = asked.at(-1);
  assert.equal(idle.stop_reason.type, 'requires_action');
  const call = asked.find((event) => event.type === 'agent.tool_use');
  assert.deepEqual(idle.stop_reason.event_ids, [call.id]);
  assert.equal(call.evaluated_permission, 'ask');
  const allowed = await converse(session, [{ type: 'user.tool_confirmation', tool_use_id: call.id, result: 'allow' }]);
  assert.equal(allowed.find((event) => event.type === 'agent.tool_result').tool_use_id, call.id);
  assert.equal(allowed.at(-1).stop_reason.type, 'end_turn');

  const again = (await converse(session, [message('Delete it')])).find((event) => event.type === 'agent.tool_use');
  const denied = await converse(session, [
    { type: 'user.tool_confirmation', tool_use_id: again.id, result: 'deny', deny_message: 'Not on a Friday' },
  ]);
  assert.equal(denied.find((event) => event.type === 'agent.tool_result').is_error, true);
  assert.match(denied.find((event) => event.type === 'agent.message').content[0].text, /Not on a Friday/);
});

test("the SDK's own tool runner answers a custom tool", async () => {
  const session = await newSession({ initial_events: [message('Open a ticket')] });
  const asked = [];
  const tool = {
    type: 'custom',
    name: 'create_ticket',
    description: 'Opens a ticket.',
    input_schema: { type: 'object' },
    parse: (input) => input,
    run: async (input) => {
      asked.push(input);
      return 'Ticket EXP-200 is open.';
    },
  };
  const calls = [];
  for await (const call of client.beta.sessions.events.toolRunner(session.id, { tools: [tool], maxIdleMs: 300 })) {
    calls.push(call);
  }
  assert.equal(asked.length, 1);
  assert.ok(asked[0].title.length > 0);
  assert.equal(calls.length, 1);
  const stored = await all(client.beta.sessions.events.list(session.id, { types: ['agent.message'] }));
  assert.match(stored.at(-1).content[0].text, /EXP-200/);
});

test('an interrupt ends a turn', async () => {
  const session = await newSession();
  const running = await converse(session, [message('keep running')], { until: (event) => event.type === 'span.model_request_end' });
  assert.equal((await client.beta.sessions.retrieve(session.id)).status, 'running');
  const cut = await converse(session, [{ type: 'user.interrupt' }]);
  assert.equal(cut.at(-1).stop_reason.type, 'end_turn');
  assert.ok(running.length > 0);
});

test('sessions: update, archive, delete; open streams hear of it', async () => {
  const session = await newSession({ title: 'Before' });
  const updated = await client.beta.sessions.update(session.id, { title: 'After', metadata: { k: 'v' } });
  assert.equal(updated.title, 'After');
  assert.deepEqual(updated.metadata, { k: 'v' });
  const stream = await client.beta.sessions.events.stream(session.id);
  const archived = await client.beta.sessions.archive(session.id);
  assert.equal(archived.status, 'terminated');
  const gone = await client.beta.sessions.delete(session.id);
  assert.deepEqual({ id: gone.id, type: gone.type }, { id: session.id, type: 'session_deleted' });
  assert.deepEqual((await all(stream)).map((event) => event.type), ['session.status_terminated', 'session.deleted']);
  await typed(Anthropic.NotFoundError, 404, 'not_found_error', client.beta.sessions.retrieve(session.id));
});

test('vaults and credentials keep no secrets', async () => {
  const vault = await client.beta.vaults.create({ display_name: 'Contract' });
  const credential = await client.beta.vaults.credentials.create(vault.id, {
    auth: { type: 'static_bearer', mcp_server_url: 'https://mcp.example/mcp', token: 'do-not-return' },
  });
  const listed = await all(client.beta.vaults.credentials.list(vault.id, { limit: 1 }));
  assert.deepEqual(listed.map((one) => one.id), [credential.id]);
  assert.ok(!JSON.stringify([credential, listed]).includes('do-not-return'));
  assert.equal((await client.beta.vaults.credentials.delete(credential.id, { vault_id: vault.id })).type, 'vault_credential_deleted');
  assert.equal((await client.beta.vaults.delete(vault.id)).type, 'vault_deleted');
});

test('threads: the primary one, its events and its stream', async () => {
  const session = await newSession({ initial_events: [message('hello')] });
  const [thread] = await all(client.beta.sessions.threads.list(session.id));
  assert.equal(thread.parent_thread_id, null);
  const stream = await client.beta.sessions.threads.events.stream(thread.id, { session_id: session.id });
  await client.beta.sessions.events.send(session.id, { events: [message('again')] });
  for await (const event of stream) {
    if (event.type === 'session.status_idle') {
      break;
    }
  }
  stream.controller.abort();
  assert.ok((await all(client.beta.sessions.threads.events.list(thread.id, { session_id: session.id, limit: 3 }))).length >= 8);
});

test('environments: create, update, archive, delete', async () => {
  const made = await client.beta.environments.create({ name: 'short-lived', config: { type: 'cloud', packages: { pip: ['rich'] } } });
  assert.deepEqual(made.config.packages.pip, ['rich']);
  const updated = await client.beta.environments.update(made.id, { description: 'x', metadata: { a: '1' } });
  assert.deepEqual(updated.config.packages.pip, ['rich']);
  await typed(Anthropic.ConflictError, 409, 'conflict_error', client.beta.environments.create({ name: 'short-lived' }));
  assert.ok((await client.beta.environments.archive(made.id)).archived_at);
  assert.equal((await client.beta.environments.delete(made.id)).type, 'environment_deleted');
});

test('every refusal is its typed error', async () => {
  const invalid = await typed(
    Anthropic.BadRequestError,
    400,
    'invalid_request_error',
    client.beta.agents.create({ name: '', model: 'claude-opus-5-5' }),
  );
  assert.match(invalid.apiMessage, /name/);
  const metadata = await typed(
    Anthropic.BadRequestError,
    400,
    'invalid_request_error',
    client.beta.agents.create({ name: 'x', model: 'claude-opus-5-5', metadata: { a: 'x'.repeat(600) } }),
  );
  assert.equal(metadata.errorCode, 'invalid_metadata');
  const beta = await typed(Anthropic.BadRequestError, 400, 'invalid_request_error', client.get('/v1/agents'));
  assert.equal(beta.errorCode, 'organization_not_enrolled_in_beta');
  await typed(Anthropic.AuthenticationError, 401, 'authentication_error', connect({ apiKey: 'sk-demo-wrong' }).beta.agents.list());
  const fromAPage = connect({ defaultHeaders: { origin: 'https://evil.example' } });
  await typed(Anthropic.PermissionDeniedError, 403, 'permission_error', fromAPage.beta.agents.list());
  await typed(Anthropic.NotFoundError, 404, 'not_found_error', client.beta.agents.retrieve('agent_nobody'));
  await typed(Anthropic.NotFoundError, 404, 'not_found_error', client.get('/v1/nothing-here'));
  await typed(
    Anthropic.ContentTooLargeError,
    413,
    'request_too_large',
    client.beta.agents.create({ name: 'x', model: 'claude-opus-5-5', system: 'x'.repeat(33 * 1024 * 1024) }),
  );
});

test('a failing model is an event, not an error of the stream', async () => {
  const session = await newSession();
  const events = await converse(session, [message('overload')]);
  assert.deepEqual(
    events.filter((event) => event.type === 'session.error').map((event) => event.error.retry_status.type),
    ['retrying', 'retrying', 'exhausted'],
  );
  assert.equal(events.at(-1).stop_reason.type, 'retries_exhausted');
});

test('the forty-first stream is refused', async () => {
  const session = await newSession();
  const open = [];
  for (let i = 0; i < 40; ++i) {
    open.push(await client.beta.sessions.events.stream(session.id));
  }
  await typed(Anthropic.ServiceUnavailableError, 503, 'overloaded_error', client.beta.sessions.events.stream(session.id));
  for (const stream of open) {
    stream.controller.abort();
  }
  // Their places are free again.
  const late = await converse(session, [message('hello')]);
  assert.equal(late.at(-1).stop_reason.type, 'end_turn');
});
