// The gateway's /v1 routes. Every failure is an ApiError, also one of the network.

const timeout = 15_000; // ms; the gateway itself gives up earlier

export class ApiError extends Error {
  constructor({ status, message, details = [] }) {
    super(message);
    this.status = status; // the name of the gRPC status, or UNREACHABLE
    this.violations = details.flatMap(violationsIn);
  }
}

export function listUsers({ filter, pageToken, pageSize }, signal) {
  const query = new URLSearchParams({ page_size: pageSize });
  if (filter) query.set('filter', filter);
  if (pageToken) query.set('page_token', pageToken);

  return call('GET', `/v1/users?${query}`, { signal });
}

export const getUser = (id, signal) => call('GET', userPath(id), { signal });

/** Creates a user. The same key with the same content creates one user, however often it is sent. */
export const createUser = (user, key) => call('POST', '/v1/users', { body: user, headers: { 'Idempotency-Key': key } });

/** Changes the fields given, if the user still is the one with this etag. */
export const updateUser = (id, fields, etag) => call('PATCH', userPath(id), { body: fields, headers: { 'If-Match': etag } });

export const deleteUser = (id, etag) => call('DELETE', userPath(id), { headers: { 'If-Match': etag } });

/** Records an event. The same event_id again stores nothing. */
export const recordEvent = (id, event) => call('POST', `${userPath(id)}/activity`, { body: event });

/** Where the events after a sequence are streamed, and those to come. */
export const activityUrl = (id, after) => `${userPath(id)}/activity?follow=true&after_sequence=${after}`;

/** Whether the service behind the gateway answers. */
export async function isReady() {
  try {
    return (await fetch('/health/ready', { signal: AbortSignal.timeout(timeout) })).ok;
  } catch {
    return false; // the gateway itself does not answer
  }
}

/** A random UUID. crypto.randomUUID is there on https and localhost only. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const userPath = (id) => `/v1/users/${encodeURIComponent(id)}`;

async function call(method, path, { body, headers = {}, signal } = {}) {
  const limit = AbortSignal.timeout(timeout);
  const content = body && { body: JSON.stringify(body), headers: { ...headers, 'Content-Type': 'application/json' } };
  let response;
  let text;
  try {
    response = await fetch(path, { method, headers, ...content, signal: signal ? AbortSignal.any([signal, limit]) : limit });
    text = await response.text();
  } catch (error) {
    if (signal?.aborted) throw error; // by the caller, who knows

    throw new ApiError({
      status: 'UNREACHABLE',
      message: limit.aborted ? 'The service took too long to answer. Try again.' : 'The service cannot be reached. Try again in a moment.',
    });
  }

  const answer = parse(text);
  if (response.ok && answer) return answer;

  const unknown = { status: 'UNKNOWN', message: `The service answered HTTP ${response.status}. Try again in a moment.` };
  throw new ApiError(answer?.error ?? unknown);
}

function parse(text) {
  try {
    return JSON.parse(text || '{}');
  } catch {
    return null; // a proxy's page, say; the HTTP status tells what it was
  }
}

// google.rpc.BadRequest lists fields; ErrorInfo names the one that collides with another user's.
function violationsIn(detail) {
  switch (detail['@type']) {
    case 'type.googleapis.com/google.rpc.BadRequest':
      return detail.fieldViolations ?? detail.field_violations ?? [];
    case 'type.googleapis.com/google.rpc.ErrorInfo':
      return detail.reason === 'EMAIL_TAKEN' ? [{ field: 'email', description: null }] : [];
    default:
      return [];
  }
}
