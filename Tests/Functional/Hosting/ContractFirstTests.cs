using CodeFirst.Tests.Functional.Hosting.Zoo;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;
using Microsoft.AspNetCore.Builder;

namespace CodeFirst.Tests.Functional.Hosting;

/// <summary>A service made from a .proto file, beside a code-first one.</summary>
public sealed class ContractFirstTests
{
    [Test]
    public async Task Reflection_shows_it_without_a_descriptor_set()
    {
        await using var server = await ZooServer.StartAsync(map: app => app.MapGrpcService<TicketOffice>());

        var list = await AskAsync(server, new ServerReflectionRequest { ListServices = "" });
        var file = await AskAsync(server, new ServerReflectionRequest { FileContainingSymbol = "zoo.tickets.Tickets.Sell" });

        list.ListServicesResponse.Service.Select(service => service.Name).Should().Contain("zoo.tickets.Tickets");
        FileDescriptorProto.Parser.ParseFrom(file.FileDescriptorResponse.FileDescriptorProto.Single()).Service.Single().Name
            .Should().Be("Tickets");
        server.Log.Lines.Should().NotContain(line => line.Contains("zoo.tickets", StringComparison.Ordinal));
    }

    private static async Task<ServerReflectionResponse> AskAsync(ZooServer server, ServerReflectionRequest request)
    {
        using var call = new ServerReflection.ServerReflectionClient(server.Channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(request);
        await call.RequestStream.CompleteAsync();

        return await call.ResponseStream.ReadAllAsync().SingleAsync();
    }
}
