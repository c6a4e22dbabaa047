using System.Net;
using System.Text.Json.Nodes;
using CodeFirst.Contracts;

namespace CodeFirst.Tests.Functional.Gateway;

[TestFixture(Place.Gateway)]
[TestFixture(Place.Server)]
public sealed class UsersOverHttpTests(Place place) : GatewayTests(place)
{
    [Test]
    public async Task A_user_is_created_with_201_and_a_location_where_it_then_is()
    {
        var email = NewEmail();

        var created = await Http.SendAsync("POST", "/v1/users", $$"""{"name":"Ann <b>","email":"{{email}}","role":"admin"}""");

        created.Status.Should().Be(HttpStatusCode.Created);
        created.ContentType.Should().Be("application/json");
        var id = (string)created.Json["id"]!;
        created.Header("Location").Should().Be($"/v1/users/{id}");
        created.Header("ETag").Should().Be("\"1\"").And.Be((string)created.Json["etag"]!);
        created.Body.Should().StartWith(
            $$"""{"id":"{{id}}","name":"Ann \u003cb\u003e","email":"{{email}}","role":"admin","created_at":"2""")
            .And.EndWith("}\n");
        (await Http.SendAsync("GET", created.Header("Location")!)).Body.Should().Be(created.Body);
    }

    [Test]
    public async Task Fields_without_a_value_are_left_out()
    {
        var user = await CreateAsync(role: "");

        user.AsObject().Select(member => member.Key).Should().Equal("id", "name", "email", "created_at", "updated_at", "etag");
    }

    [Test]
    public async Task Users_are_listed_by_page_and_filter()
    {
        var role = NewRole();
        var users = new[] { await CreateAsync("Ann", role), await CreateAsync("Bob", role), await CreateAsync("Cy", role) };
        var filter = Uri.EscapeDataString($"role = \"{role}\"");

        var first = await Http.SendAsync("GET", $"/v1/users?page_size=2&filter={filter}");
        var token = Uri.EscapeDataString((string)first.Json["next_page_token"]!);
        var second = await Http.SendAsync("GET", $"/v1/users?page_size=2&filter={filter}&page_token={token}");

        first.Json["users"]!.AsArray().Concat(second.Json["users"]!.AsArray()).Select(user => user!.ToJsonString())
            .Should().Equal(users.OrderBy(user => (string)user["id"]!, StringComparer.Ordinal).Select(user => user.ToJsonString()));
        ((int)first.Json["total_count"]!).Should().Be(3);
        second.Json["next_page_token"].Should().BeNull();
    }

    [Test]
    public async Task What_is_wrong_with_a_filter_is_told_by_the_service()
    {
        var answer = await Http.SendAsync("GET", "/v1/users?filter=colour%20%3D%20red");

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        ((string)answer.Detail("BadRequest")["fieldViolations"]![0]!["field"]!).Should().Be("filter");
    }

    [Test]
    public async Task Only_fields_that_are_present_change()
    {
        var user = await CreateAsync("Ann", "admin");

        var changed = await Http.SendAsync("PATCH", $"/v1/users/{user["id"]}", """{"name":"Bea"}""");

        changed.Status.Should().Be(HttpStatusCode.OK);
        ((string)changed.Json["name"]!, (string)changed.Json["email"]!, (string)changed.Json["role"]!)
            .Should().Be(("Bea", (string)user["email"]!, "admin"));
        changed.Header("ETag").Should().Be("\"2\"");
    }

    [Test]
    public async Task An_empty_text_is_a_value_and_null_is_none()
    {
        var user = await CreateAsync("Ann", "admin");

        var same = await Http.SendAsync("PATCH", $"/v1/users/{user["id"]}", """{"role":null}""");
        var changed = await Http.SendAsync("PATCH", $"/v1/users/{user["id"]}", """{"role":""}""");

        ((string)same.Json["role"]!).Should().Be("admin");
        changed.Json["role"].Should().BeNull();
    }

    [Test]
    public async Task A_deleted_user_is_gone()
    {
        var id = await CreateIdAsync();

        var deleted = await Http.SendAsync("DELETE", $"/v1/users/{id}");

        deleted.Status.Should().Be(HttpStatusCode.NoContent);
        deleted.Body.Should().BeEmpty();
        foreach (var verb in new[] { "GET", "DELETE" })
        {
            var answer = await Http.SendAsync(verb, $"/v1/users/{id}");
            answer.ShouldBe(404, "NOT_FOUND", $"No user has the id '{id}'.", "USER_NOT_FOUND");
            ((string)answer.Detail("ResourceInfo")["resourceName"]!).Should().Be(id);
            ((string)answer.Detail("ErrorInfo")["metadata"]!["id"]!).Should().Be(id);
        }
    }

    [Test]
    public async Task A_taken_address_is_a_conflict()
    {
        var email = (string)(await CreateAsync())["email"]!;

        var answer = await Http.SendAsync("POST", "/v1/users", new JsonObject { ["name"] = "Bob", ["email"] = email }.ToJsonString());

        answer.ShouldBe(409, "ALREADY_EXISTS", "Another user has this e-mail address.", "EMAIL_TAKEN");
    }

    [Test]
    public async Task Every_field_that_is_wrong_is_named()
    {
        var answer = await Http.SendAsync("POST", "/v1/users", """{"name":"","email":"ann"}""");

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Detail("BadRequest")["fieldViolations"]!.AsArray().Select(violation => (string)violation!["field"]!)
            .Should().Equal("name", "email");
    }

    [TestCase("user%2D1", "user-1")]
    [TestCase("a%20b", "a b")]
    [TestCase("%C3%A9", "é")]
    [TestCase("a+b", "a+b")]
    public async Task An_id_in_a_path_is_decoded(string segment, string id)
    {
        (await Http.SendAsync("GET", $"/v1/users/{segment}")).ShouldBe(404, "NOT_FOUND", $"No user has the id '{id}'.", "USER_NOT_FOUND");
    }

    [Test]
    public async Task The_same_idempotency_key_creates_one_user()
    {
        var body = $$"""{"name":"Ann","email":"{{NewEmail()}}"}""";
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());

        var first = await Http.SendAsync("POST", "/v1/users", body, key);
        var again = await Http.SendAsync("POST", "/v1/users", body, (key.Item1, $"\"{key.Item2}\""));

        first.Status.Should().Be(HttpStatusCode.Created);
        again.Status.Should().Be(HttpStatusCode.Created);
        again.Body.Should().Be(first.Body);
    }

    [TestCase("")]
    [TestCase("\"\"")]
    public async Task An_idempotency_key_that_is_empty_is_refused(string key)
    {
        (await Http.SendAsync("POST", "/v1/users", "{}", ("Idempotency-Key", key)))
            .ShouldBeInvalid(("Idempotency-Key", "Must not be empty."));
    }

    [Test]
    public async Task An_idempotency_key_that_is_also_in_the_body_is_refused()
    {
        var id = Guid.NewGuid().ToString();
        var body = $$"""{"name":"Ann","email":"{{NewEmail()}}","request_id":"{{id}}"}""";

        (await Http.SendAsync("POST", "/v1/users", body, ("Idempotency-Key", id))).ShouldBeInvalid(("request_id", "Must be sent once."));
    }

    [Test]
    public async Task What_was_created_over_HTTP_is_there_over_gRPC()
    {
        var id = await CreateIdAsync();

        var user = await Client.GetUserAsync(new GetUserRequest { Id = id });

        user.Name.Should().Be("Ann");
    }
}
