// Every unary rpc, and that an absent field is not an empty one.

import { call, client, createUser, finish } from './client.mjs';

const created = await createUser('Zoë 李雷 🦊');
const { id, etag } = created;
const got = await call('GetUser', { id });
const listed = await call('ListUsers', { page_size: 1, filter: `id = "${id}"` });
const renamed = await call('UpdateUser', { id, name: 'Zoë', etag });
const withoutRole = await call('UpdateUser', { id, role: '' });
const deleted = await call('DeleteUser', { id });
const afterwards = await call('GetUser', { id }).catch(({ code, details }) => ({ code, message: details }));

finish({ created, got, listed, renamed, withoutRole, deleted, afterwards });
