using System.Text;
using CodeFirst.Contracts;
using CodeFirst.Gateway.Calls;
using CodeFirst.Gateway.Errors;
using Google.Rpc;
using Microsoft.AspNetCore.Http;

namespace CodeFirst.Tests.Unit.Gateway;

/// <summary>What the routes of today do not have: numbers and flags in bodies.</summary>
public sealed class RequestReaderTests
{
    private static readonly UnaryRoute<StreamActivityRequest, ActivityEvent> Numbers =
        new("POST", "/x/{user_id}", "X", (_, _, _) => default);
    private static readonly UnaryRoute<ListUsersRequest, ListUsersResponse> Small = new("POST", "/x", "X", (_, _, _) => default);

    [TestCase("1", 1)]
    [TestCase("\"1\"", 1)]
    [TestCase("1.0", 1)]
    [TestCase("1e2", 100)]
    [TestCase("-9223372036854775808", long.MinValue)]
    [TestCase("\"9223372036854775807\"", long.MaxValue)]
    [TestCase("null", 0)]
    public async Task A_64_bit_number_is_read_as_proto3_JSON_has_it(string json, long expected)
    {
        (await ReadAsync(Numbers, $$"""{"after_sequence":{{json}}}""")).AfterSequence.Should().Be(expected);
    }

    [TestCase("1.5")]
    [TestCase("1e30")]
    [TestCase("9223372036854775808")]
    [TestCase("\" 1\"")]
    [TestCase("\"\"")]
    [TestCase("true")]
    [TestCase("{}")]
    public async Task What_is_no_64_bit_number_is_refused(string json)
    {
        (await ViolationAsync(Numbers, $$"""{"after_sequence":{{json}}}"""))
            .Should().Be(("after_sequence", "Must be a whole number of at most 64 bits."));
    }

    [TestCase("2147483648")]
    [TestCase("\"-2147483649\"")]
    [TestCase("1e10")]
    public async Task What_is_no_32_bit_number_is_refused(string json)
    {
        (await ViolationAsync(Small, $$"""{"page_size":{{json}}}"""))
            .Should().Be(("page_size", "Must be a whole number from -2147483648 to 2147483647."));
    }

    [TestCase("true", true)]
    [TestCase("false", false)]
    [TestCase("null", false)]
    public async Task A_flag_is_read(string json, bool expected)
    {
        (await ReadAsync(Numbers, $$"""{"follow":{{json}}}""")).Follow.Should().Be(expected);
    }

    [TestCase("1")]
    [TestCase("\"true\"")]
    public async Task What_is_no_flag_is_refused(string json)
    {
        (await ViolationAsync(Numbers, $$"""{"follow":{{json}}}""")).Should().Be(("follow", "Must be true or false."));
    }

    [Test]
    public async Task A_text_that_is_absent_is_empty_and_an_optional_one_is_null()
    {
        var update = new UnaryRoute<UpdateUserRequest, User>("PATCH", "/x/{id}", "X", (_, _, _) => default);

        var request = await ReadAsync(update, "{}");

        request.Should().Be(new UpdateUserRequest { Id = "7" });
    }

    [Test]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        var read = () => ReadAsync(Numbers, """{"follow":1,"a":{"b":[1,2]},"after_sequence":"x","follow":true}""", "?q=1");

        var refusal = (await read.Should().ThrowAsync<Refusal>()).Which;

        refusal.HttpStatus.Should().Be(400);
        refusal.Status.GetDetail<BadRequest>().FieldViolations.Select(violation => violation.Field)
            .Should().Equal("q", "follow", "a", "after_sequence", "follow");
    }

    [TestCase("%zz")]
    [TestCase("%")]
    [TestCase("%25%2")]
    [TestCase("%%25")]
    public void A_query_that_is_no_percent_encoding_is_refused(string value)
    {
        var route = new UnaryRoute<ListUsersRequest, ListUsersResponse>("GET", "/x", "X", (_, _, _) => default);
        var context = new DefaultHttpContext { Request = { QueryString = new QueryString($"?filter={value}") } };

        FluentActions.Invoking(() => new RequestReader<ListUsersRequest>(route).Read(context)).Should().Throw<Refusal>()
            .WithMessage("filter: Must be valid Unicode.");
    }

    [Test]
    public void A_path_with_a_field_that_the_request_does_not_have_is_a_defect()
    {
        var route = new UnaryRoute<GetUserRequest, User>("GET", "/x/{name}", "X", (_, _, _) => default);

        FluentActions.Invoking(() => new RequestReader<GetUserRequest>(route)).Should().Throw<InvalidOperationException>()
            .WithMessage("GET /x/{name}: GetUserRequest has no field name.");
    }

    private static async Task<T> ReadAsync<T, TResponse>(UnaryRoute<T, TResponse> route, string body, string query = "")
        where T : class
        where TResponse : class
    {
        var context = new DefaultHttpContext();
        context.Request.ContentType = "application/json";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Request.QueryString = new QueryString(query);
        foreach (var field in route.PathFields)
        {
            context.Request.RouteValues[field] = "7";
        }

        return await new RequestReader<T>(route).ReadWithBodyAsync(context);
    }

    private static async Task<(string Field, string Description)> ViolationAsync<T, TResponse>(UnaryRoute<T, TResponse> route, string body)
        where T : class
        where TResponse : class
    {
        var refusal = (await FluentActions.Awaiting(() => ReadAsync(route, body)).Should().ThrowAsync<Refusal>()).Which;
        var violation = refusal.Status.GetDetail<BadRequest>().FieldViolations.Should().ContainSingle().Which;

        return (violation.Field, violation.Description);
    }
}
