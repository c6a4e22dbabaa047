// Calls the service with a client whose types are generated from its OpenAPI document. Arguments: the URL, an e-mail address.
import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

declare const process: { argv: string[] };

const [, , baseUrl, email] = process.argv as [string, string, string, string];
const users = createClient<paths>({ baseUrl });

const created = await users.POST("/v1/users", { body: { name: "Ann Lee", email, role: "admin" } });
const ann: components["schemas"]["User"] = created.data!;
const path = { id: ann.id! };
const got = await users.GET("/v1/users/{id}", { params: { path } });
const listed = await users.GET("/v1/users", { params: { query: { page_size: 5, filter: 'role = "admin"' } } });
const renamed = await users.PATCH("/v1/users/{id}", { params: { path }, body: { name: "Ann" } });
const recorded = await users.POST("/v1/users/{user_id}/activity", {
  params: { path: { user_id: path.id } },
  body: { event_type: "login", event_id: "login-1" },
});
const activity = await users.GET("/v1/users/{user_id}/activity", {
  params: { path: { user_id: path.id } },
  parseAs: "text",
});
const deleted = await users.DELETE("/v1/users/{id}", { params: { path } });
const missing = await users.GET("/v1/users/{id}", { params: { path } });
const error: components["schemas"]["Error"] | undefined = missing.error;

console.log(
  JSON.stringify({
    created: { status: created.response.status, location: created.response.headers.get("location"), user: ann },
    got: got.data,
    listed: listed.data,
    renamed: renamed.data,
    recorded: { status: recorded.response.status },
    activity: activity.data,
    deleted: { status: deleted.response.status },
    missing: { status: missing.response.status, error: error?.error },
  }),
);
