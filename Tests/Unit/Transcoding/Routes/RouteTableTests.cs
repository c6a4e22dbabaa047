using CodeFirst.Transcoding.Routes;

namespace CodeFirst.Tests.Unit.Transcoding.Routes;

public sealed class RouteTableTests
{
    private static readonly string[] Paths =
    [
        "/v1/users", "/v1/users/{id}", "/v1/users/me", "/v1/users/{id}/friends", "/v1/{name=files/**}", "/v1/{name=files/**}:download",
        "/v1/{name=shelves/*/books/*}", "/v1/{name=shelves/*/books/*}:lend", "/v1/users/me/friends/{f}", "/v2/{rest=**}", "/",
    ];

    [TestCase("/", "/")]
    [TestCase("/v1/users", "/v1/users")]
    [TestCase("/v1/users/7", "/v1/users/{id}")]
    [TestCase("/v1/users/me", "/v1/users/me")]
    [TestCase("/v1/users/me%20", "/v1/users/{id}")]
    [TestCase("/v1/users/a:b", "/v1/users/{id}")]
    [TestCase("/v1/users/a:lend", "/v1/users/{id}")]
    [TestCase("/v1/users/me/friends", "/v1/users/{id}/friends")]
    [TestCase("/v1/users/me/friends/1", "/v1/users/me/friends/{f}")]
    [TestCase("/v1/files", "/v1/{name=files/**}")]
    [TestCase("/v1/files/a", "/v1/{name=files/**}")]
    [TestCase("/v1/files/a/b/c", "/v1/{name=files/**}")]
    [TestCase("/v1/files/a:download", "/v1/{name=files/**}:download")]
    [TestCase("/v1/files:download", "/v1/{name=files/**}:download")]
    [TestCase("/v1/files/a/b:c:download", "/v1/{name=files/**}:download")]
    [TestCase("/v1/files/:download", "/v1/{name=files/**}")]
    [TestCase("/v1/files/a:download/b", "/v1/{name=files/**}")]
    [TestCase("/v1/shelves/1/books/2", "/v1/{name=shelves/*/books/*}")]
    [TestCase("/v1/shelves/1/books/2:lend", "/v1/{name=shelves/*/books/*}:lend")]
    [TestCase("/v1/shelves/1/books/2:download", "/v1/{name=shelves/*/books/*}")]
    [TestCase("/v1/shelves/1/books/:lend", "/v1/{name=shelves/*/books/*}")]
    [TestCase("/v2/v1/users", "/v2/{rest=**}")]
    [TestCase("/v2/...", "/v2/{rest=**}")]
    [TestCase("/v2/.a/b.", "/v2/{rest=**}")]
    [TestCase("/v2/%2e%2e%2e", "/v2/{rest=**}")]
    public void The_most_specific_route_is_found(string path, string route)
    {
        Find(path).Should().Be(route);
    }

    [TestCase("")]
    [TestCase("v1/users")]
    [TestCase("/v1")]
    [TestCase("/v1/users/")]
    [TestCase("//v1/users")]
    [TestCase("/v1//users")]
    [TestCase("/V1/users")]
    [TestCase("/v1/Users")]
    [TestCase("/%761/users")]
    [TestCase("/v2/.")]
    [TestCase("/v2/..")]
    [TestCase("/v2/../v1")]
    [TestCase("/v2/%2e")]
    [TestCase("/v2/a/%2E%2e")]
    [TestCase("/v2/a/.%2e/b")]
    [TestCase("/v2/%2e/.a")]
    [TestCase("/v2/./%2a")]
    [TestCase("/v2/.a/%2e%2e")]
    [TestCase("/v2/%2a/..")]
    [TestCase("/v2/")]
    [TestCase("/v1/users/1/2")]
    public void Another_spelling_is_another_path(string path)
    {
        Find(path).Should().BeNull();
    }

    [Test]
    public void A_verb_decides_between_routes_and_others_are_named()
    {
        var table = new RouteTable<string>();
        Add(table, "GET", "/v1/{id}");
        Add(table, "POST", "/v1/me");
        Add(table, "*", "/v2/me");

        table.TryFind("GET", "/v1/me", out var route, out _).Should().BeTrue();
        route.Should().Be("/v1/{id}");
        table.TryFind("PUT", "/v1/me", out _, out var others).Should().BeFalse();
        others.Should().Equal("GET", "POST");
        table.TryFind("PURGE", "/v2/me", out _, out _).Should().BeTrue();
        table.TryFind("GET", "/v3", out _, out others).Should().BeFalse();
        others.Should().BeNull();
    }

    [Test]
    public void Two_routes_for_one_request_are_found_out()
    {
        var table = new RouteTable<string>();
        Add(table, "GET", "/v1/{id}").Should().BeNull();

        Add(table, "GET", "/v1/{name}").Should().Be("/v1/{id}");
        Add(table, "GET", "/v1/{name}:go").Should().BeNull();
    }

    [Test]
    public void A_table_with_one_route_that_speaks_is_not_empty()
    {
        var table = new RouteTable<string>();
        table.IsEmpty.Should().BeTrue();
        Add(table, "GET", "/v1");
        PathTemplate.TryParse("/health", out var path, out _).Should().BeTrue();

        table.Add("GET", path!, "health", isSilent: true);

        table.IsEmpty.Should().BeFalse();
    }

    [Test]
    public void Verbs_of_silent_routes_alone_are_not_named()
    {
        var table = new RouteTable<string>();
        PathTemplate.TryParse("/health", out var path, out _).Should().BeTrue();
        table.Add("GET", path!, "health", isSilent: true);

        table.TryFind("POST", "/health", out _, out var others).Should().BeFalse();

        others.Should().BeNull();
        table.IsEmpty.Should().BeTrue();
    }

    private static string? Add(RouteTable<string> table, string verb, string text)
    {
        PathTemplate.TryParse(text, out var path, out var problem).Should().BeTrue(problem);

        return table.Add(verb, path!, text);
    }

    private static string? Find(string path)
    {
        var table = new RouteTable<string>();
        foreach (var text in Paths)
        {
            Add(table, "GET", text);
        }

        return table.TryFind("GET", path, out var route, out _) ? route : null;
    }
}
