using CodeFirst.Contracts;
using CodeFirst.ProtoExport.Documentation;

namespace CodeFirst.Tests.Unit.ProtoExport;

public sealed class XmlDocumentationTests
{
    [Test]
    public void A_message_of_another_assembly_is_documented_beside_it()
    {
        var documentation = XmlDocumentation.Load("", [typeof(User).Assembly.Location]);

        var comment = documentation.CommentOf(typeof(User), _ => null);

        comment.Should().Equal(Paragraph.Plain("A user."));
    }

    [Test]
    public void Documentation_that_inherits_in_a_circle_is_none()
    {
        var documentation = XmlDocumentation.Parse(
            $"""
            <doc><members>
              <member name="T:{typeof(User).FullName}"><inheritdoc cref="T:{typeof(IUserService).FullName}"/></member>
              <member name="T:{typeof(IUserService).FullName}"><inheritdoc cref="T:{typeof(User).FullName}"/></member>
            </members></doc>
            """);

        documentation.CommentOf(typeof(User), _ => null).Should().BeEmpty();
    }
}
