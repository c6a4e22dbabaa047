using CodeFirst.Hosting.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using V1 = Grpc.Reflection.V1;
using V1Alpha = Grpc.Reflection.V1Alpha;

namespace CodeFirst.Tests.Functional.Hosting;

public sealed class ReflectionTests
{
    private static readonly string[] Services =
    [
        "grpc.health.v1.Health",
        "grpc.reflection.v1.ServerReflection",
        "grpc.reflection.v1alpha.ServerReflection",
        "userservice.UserService",
    ];

    private ServerFixture _server = null!;

    [OneTimeSetUp]
    public void Start() => _server = new ServerFixture();

    [OneTimeTearDown]
    public void Stop()
    {
        _server.Errors.Should().BeEmpty();
        _server.Dispose();
    }

    [Test]
    public async Task V1_lists_every_service()
    {
        var answer = await AskAsync(new V1.ServerReflectionRequest { ListServices = "" });

        answer.ListServicesResponse.Service.Select(service => service.Name).Should().BeEquivalentTo(Services);
    }

    [Test]
    public async Task V1alpha_lists_every_service()
    {
        var answer = await AskAsync(new V1Alpha.ServerReflectionRequest { ListServices = "" });

        answer.ListServicesResponse.Service.Select(service => service.Name).Should().BeEquivalentTo(Services);
    }

    [Test]
    public async Task V1_describes_a_method_with_its_comment()
    {
        var answer = await AskAsync(new V1.ServerReflectionRequest { FileContainingSymbol = "userservice.UserService.GetUser" });

        CommentOfGetUser(answer.FileDescriptorResponse.FileDescriptorProto).Should().Contain("Returns one user.");
    }

    [Test]
    public async Task V1alpha_describes_a_method_with_its_comment()
    {
        var answer = await AskAsync(new V1Alpha.ServerReflectionRequest { FileContainingSymbol = "userservice.UserService.GetUser" });

        CommentOfGetUser(answer.FileDescriptorResponse.FileDescriptorProto).Should().Contain("Returns one user.");
    }

    [Test]
    public async Task Every_message_of_the_contract_is_described()
    {
        foreach (var method in Contract().Methods)
        {
            var answer = await AskAsync(new V1.ServerReflectionRequest { FileContainingSymbol = method.OutputType.FullName });

            answer.FileDescriptorResponse.FileDescriptorProto.Should().NotBeEmpty(method.FullName);
        }
    }

    [Test]
    public async Task An_unknown_symbol_is_not_found()
    {
        var answer = await AskAsync(new V1.ServerReflectionRequest { FileContainingSymbol = "userservice.Nothing" });

        answer.ErrorResponse.ErrorCode.Should().Be((int)StatusCode.NotFound);
    }

    private Google.Protobuf.Reflection.ServiceDescriptor Contract() => _server.Services.GetRequiredService<ReflectedServices>().Descriptors
        .Single(service => service.FullName == "userservice.UserService");

    private static string CommentOfGetUser(IEnumerable<ByteString> files)
    {
        var file = files.Select(FileDescriptorProto.Parser.ParseFrom).Single(file => file.Service is [{ Name: "UserService" }]);
        var method = file.Service[0].Method.ToList().FindIndex(method => method.Name == "GetUser");

        // service, the first one, method, its index: descriptor.proto numbers the fields.
        return file.SourceCodeInfo.Location.Single(location => location.Path.SequenceEqual([6, 0, 2, method])).LeadingComments;
    }

    private async Task<V1.ServerReflectionResponse> AskAsync(V1.ServerReflectionRequest request)
    {
        using var call = new V1.ServerReflection.ServerReflectionClient(_server.Channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(request);
        await call.RequestStream.CompleteAsync();
        return await call.ResponseStream.ReadAllAsync().SingleAsync();
    }

    private async Task<V1Alpha.ServerReflectionResponse> AskAsync(V1Alpha.ServerReflectionRequest request)
    {
        using var call = new V1Alpha.ServerReflection.ServerReflectionClient(_server.Channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(request);
        await call.RequestStream.CompleteAsync();
        return await call.ResponseStream.ReadAllAsync().SingleAsync();
    }
}
