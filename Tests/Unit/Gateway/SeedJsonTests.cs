using System.Text;
using System.Text.Json.Nodes;
using CodeFirst.Contracts;
using CodeFirst.Gateway.Seed;
using CsCheck;

namespace CodeFirst.Tests.Unit.Gateway;

/// <summary>The JSON of the earlier routes: that of Go's encoding/json, to the byte.</summary>
public sealed class SeedJsonTests
{
    [TestCase("plain", "plain")]
    [TestCase("\"\\", "\\\"\\\\")]
    [TestCase("<>&", "\\u003c\\u003e\\u0026")]
    [TestCase("\b\f\n\r\t", "\\b\\f\\n\\r\\t")]
    [TestCase("\0\u0001\u001f", "\\u0000\\u0001\\u001f")]
    [TestCase("\u2028\u2029", "\\u2028\\u2029")]
    [TestCase("'+`/\u007f\u0085é\ufffd", "'+`/\u007f\u0085é\ufffd")]
    [TestCase("😀", "😀")]
    public void Text_is_escaped_as_Go_does(string text, string expected)
    {
        Encoding.UTF8.GetString(SeedJson.Of(new User { Name = text })).Should().Be($"{{\"name\":\"{expected}\"}}\n");
    }

    [Test]
    public void A_user_has_the_fields_of_then_in_their_order()
    {
        var user = new User { Id = "1", Name = "A", Email = "a@b", Role = "r", CreatedAt = "t", UpdatedAt = "u", ETag = "e" };

        Encoding.UTF8.GetString(SeedJson.Of(user)).Should().Be(
            """{"id":"1","name":"A","email":"a@b","role":"r","created_at":"t"}""" + "\n");
    }

    [Test]
    public void A_page_has_its_users_and_what_follows()
    {
        var page = new ListUsersResponse { Users = [new User { Id = "1" }, new User { Id = "2" }], NextPageToken = "n", TotalCount = 1234 };

        Encoding.UTF8.GetString(SeedJson.Of(page)).Should().Be(
            """{"users":[{"id":"1"},{"id":"2"}],"next_page_token":"n","total_count":1234}""" + "\n");
    }

    [Test]
    public void A_page_without_users_is_an_empty_object()
    {
        Encoding.UTF8.GetString(SeedJson.Of(new ListUsersResponse())).Should().Be("{}\n");
    }

    [Test]
    public void Whatever_is_written_can_be_read()
    {
        Gen.String[Gen.OneOf(Gen.Char['\0', '\u00ff'], Gen.Char['\u2000', '\u2100'])].Sample(text =>
            ((string?)JsonNode.Parse(SeedJson.Of(new User { Name = text }))!["name"] ?? "") == text);
    }
}
