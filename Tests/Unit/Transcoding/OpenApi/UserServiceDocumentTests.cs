using System.Text;
using CodeFirst.Transcoding;

namespace CodeFirst.Tests.Unit.Transcoding.OpenApi;

public sealed class UserServiceDocumentTests
{
    private static byte[] Set => File.ReadAllBytes(Path.Combine(Repository.Root, "Contracts", "proto", "user_service.binpb"));

    [Test]
    public void It_has_the_routes_that_the_gateway_serves()
    {
        var document = Document.Of(Set, options => options.WritesProtoNames = true);

        Document.Operations(document).Should().BeEquivalentTo(new[]
        {
            ("get /v1/users", "ListUsers"),
            ("post /v1/users", "CreateUser"),
            ("get /v1/users/{id}", "GetUser"),
            ("patch /v1/users/{id}", "UpdateUser"),
            ("delete /v1/users/{id}", "DeleteUser"),
            ("get /v1/users/{user_id}/activity", "StreamUserActivity"),
            ("post /v1/users/{user_id}/activity", "RecordActivity"),
        });
        document["openapi"]!.GetValue<string>().Should().StartWith("3.1.");
        document["info"]!["title"]!.GetValue<string>().Should().Be("User service");
    }

    [Test]
    public void A_token_is_asked_for_where_the_options_say_so()
    {
        var open = Document.Of(Set);
        var closed = Document.Of(Set, reference: new ReferenceOptions { NeedsToken = true });

        open["security"]!.ToJsonString().Should().Be("[{}]");
        closed["security"]!.ToJsonString().Should().Be("""[{"bearer":[]}]""");
        closed["paths"]!["/v1/users"]!["get"]!["responses"]!.AsObject().Should().ContainKeys("401", "403");
    }

    [Test]
    public void Yaml_says_the_same()
    {
        var options = new TranscodingOptions { DescriptorSets = { Set } };

        var yaml = Encoding.UTF8.GetString(OpenApiDocuments.ToYaml(options));

        yaml.Should().StartWith("openapi: '3.1.").And.Contain("\n  /v1/users:\n").And.Contain("operationId: CreateUser");
    }

    [Test]
    public void What_is_no_descriptor_set_is_refused()
    {
        var build = () => OpenApiDocuments.ToJson(new TranscodingOptions { DescriptorSets = { new byte[] { 1, 2, 3 } } });

        build.Should().Throw<InvalidOperationException>().WithMessage("*descriptor set*");
    }
}
