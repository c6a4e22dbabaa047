// A page that calls the user service with gRPC-Web. Its client is generated from the exported .proto. Tests call the functions that it
// adds to the window, and read the list of events.

import { createRegistry, type DescMessage, type MessageInitShape, type MessageShape, toJson } from "@bufbuild/protobuf";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";

import { file_google_rpc_error_details } from "./generated/google/rpc/error_details_pb";
import { CreateUserRequestSchema, UserSchema, UserService } from "./generated/user_service_pb";

const baseUrl = new URLSearchParams(location.search).get("server")!;
const client = createClient(UserService, createGrpcWebTransport({ baseUrl }));
const detailTypes = createRegistry(file_google_rpc_error_details);

const events = document.querySelector("#events")!;
const state = document.querySelector("#state")!;
const leaving = new AbortController();

/** What a test can compare: the response as JSON, or the status with its details. */
async function outcome<Desc extends DescMessage>(type: Desc, call: Promise<MessageShape<Desc>>) {
  try {
    return { response: toJson(type, await call) };
  } catch (thrown) {
    const error = ConnectError.from(thrown);
    const details = error.findDetails(detailTypes).map((detail) => ({
      type: detail.$typeName,
      ...(toJson(detailTypes.getMessage(detail.$typeName)!, detail) as object),
    }));

    return { code: Code[error.code], message: error.rawMessage, details };
  }
}

const createUser = (request: MessageInitShape<typeof CreateUserRequestSchema>) => outcome(UserSchema, client.createUser(request));

const getUser = (id: string) => outcome(UserSchema, client.getUser({ id }));

/** Adds one item to the list per event, until the stream ends or the page leaves it. */
async function showActivity(userId: string, follow: boolean) {
  try {
    for await (const { sequence, eventType } of client.streamUserActivity({ userId, follow }, { signal: leaving.signal })) {
      const item = document.createElement("li");
      item.textContent = `${sequence} ${eventType}`;
      events.append(item);
    }
    state.textContent = "end";
  } catch (thrown) {
    state.textContent = Code[ConnectError.from(thrown).code];
  }
}

const leave = () => leaving.abort();

Object.assign(window, { createUser, getUser, showActivity, leave });
