using System.Text;
using CodeFirst.Transcoding.Routes;

namespace CodeFirst.Tests.Unit.Transcoding.Routes;

public sealed class PathValueTests
{
    [TestCase("/v1/users/{id}", "/v1/users/7", "7")]
    [TestCase("/v1/{name=shelves/*/books/*}", "/v1/shelves/1/books/2", "shelves/1/books/2")]
    [TestCase("/v1/{name=shelves/*}/books", "/v1/shelves/1/books", "shelves/1")]
    [TestCase("/v1/{name=files/**}", "/v1/files/a/b", "files/a/b")]
    [TestCase("/v1/{name=files/**}", "/v1/files", "files")]
    [TestCase("/v1/files/{name=**}", "/v1/files", "")]
    [TestCase("/v1/files/{name=**}", "/v1/files/a/b", "a/b")]
    [TestCase("/v1/{name=files/**}:go", "/v1/files/a/b:go", "files/a/b")]
    [TestCase("/v1/{name}:go", "/v1/a:go", "a")]
    [TestCase("/{name}", "/a", "a")]
    public void A_variable_is_found_in_a_path(string template, string path, string value)
    {
        PathTemplate.TryParse(template, out var parsed, out var problem).Should().BeTrue(problem);

        PathValue.Find(path, parsed!, parsed!.Variables[0]).ToString().Should().Be(value);
    }

    [TestCase("a%2Fb", false, "a/b")]
    [TestCase("a%2Fb%2f%25", true, "a%2Fb%2f%")]
    [TestCase("%C3%A4+%20", false, "ä+ ")]
    [TestCase("", false, "")]
    [TestCase("%F0%9F%98%80", true, "😀")]
    public void A_value_is_decoded(string encoded, bool keepsSlashes, string value)
    {
        var utf8 = new byte[encoded.Length];

        PathValue.TryDecode(encoded, keepsSlashes, utf8, out var length).Should().BeTrue();

        Encoding.UTF8.GetString(utf8, 0, length).Should().Be(value);
    }

    [TestCase("%")]
    [TestCase("%2")]
    [TestCase("%zz")]
    [TestCase("%+1")]
    [TestCase("%2\0")]
    [TestCase("%FF")]
    [TestCase("%ED%A0%80")]
    [TestCase("ä")]
    public void A_value_that_is_no_percent_encoded_UTF8_is_none(string encoded)
    {
        PathValue.TryDecode(encoded, keepsSlashes: false, new byte[encoded.Length], out _).Should().BeFalse();
    }

    [TestCase("/a?b", "/a")]
    [TestCase("http://host:80/a/b?c", "/a/b")]
    [TestCase("http://host", "")]
    [TestCase("*", "")]
    [TestCase("/a#b", "/a")]
    public void A_target_has_a_path(string target, string path)
    {
        RequestPath.Of(target).ToString().Should().Be(path);
    }
}
