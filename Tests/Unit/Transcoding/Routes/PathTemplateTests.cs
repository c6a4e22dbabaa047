using CodeFirst.Transcoding.Routes;

namespace CodeFirst.Tests.Unit.Transcoding.Routes;

public sealed class PathTemplateTests
{
    [TestCase("/", "")]
    [TestCase("/v1/users", "v1 users")]
    [TestCase("/v1/users/{id}", "v1 users *")]
    [TestCase("/v1/{name=shelves/*/books/*}", "v1 shelves * books *")]
    [TestCase("/v1/{name=files/**}:download", "v1 files **")]
    [TestCase("/v1/*/books/{book.name}", "v1 * books *")]
    [TestCase("/library.v1.Library/Get-It_~", "library.v1.Library Get-It_~")]
    public void A_path_has_segments(string text, string segments)
    {
        PathTemplate.TryParse(text, out var path, out var problem).Should().BeTrue(problem);

        string.Join(' ', path!.Segments.Select(Text)).Should().Be(segments);
    }

    [Test]
    public void A_variable_has_a_place()
    {
        PathTemplate.TryParse("/v1/{a}/x/{b.c=y/*}/{d=**}:go", out var path, out _).Should().BeTrue();

        path!.Variables.Should().Equal(
            new PathVariable("a", 1, 1, IsSeveral: false),
            new PathVariable("b.c", 3, 2, IsSeveral: true),
            new PathVariable("d", 5, 1, IsSeveral: true));
        path.Verb.Should().Be("go");
    }

    [TestCase("", "must begin with '/'")]
    [TestCase("v1/users", "must begin with '/'")]
    [TestCase("/v1//users", "a segment is empty at position 5")]
    [TestCase("/v1/users/", "a segment is empty at position 11")]
    [TestCase("/v1/books/ext-{id}", "'{' at position 15 is not expected: a variable or '*' must be a whole segment, such as")]
    [TestCase("/v1/books/{id}.json", "must be a whole segment")]
    [TestCase("/v1/{id", "'}' is missing at position 8")]
    [TestCase("/v1/{}", "is not the name of a field")]
    [TestCase("/v1/{a.}", "is not the name of a field")]
    [TestCase("/v1/{a-b}", "is not the name of a field")]
    [TestCase("/v1/{a={b}}", "cannot be inside another")]
    [TestCase("/v1/{a}/{a}", "occurs twice")]
    [TestCase("/v1/**/users", "must be the last segment")]
    [TestCase("/v1/users:", "a verb must follow")]
    [TestCase("/v1/users:a/b", "is not expected")]
    public void A_path_that_is_none_says_why(string text, string problem)
    {
        PathTemplate.TryParse(text, out _, out var found).Should().BeFalse();

        found.Should().Contain(problem);
    }

    private static string Text(PathSegment segment) => segment.Kind switch
    {
        PathSegmentKind.Any => "*",
        PathSegmentKind.Rest => "**",
        _ => segment.Literal,
    };
}
