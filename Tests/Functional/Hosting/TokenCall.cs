using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Reflection.V1;

namespace CodeFirst.Tests.Functional.Hosting;

/// <summary>A call with a token.</summary>
internal static class TokenCall
{
    /// <summary>Calls the reflection service, which every server has, and returns the status.</summary>
    /// <param name="channel">The server.</param>
    /// <param name="token">The token; null for none.</param>
    public static async Task<Status> SendAsync(GrpcChannel channel, string? token)
    {
        var headers = new Metadata();
        if (token is not null)
        {
            headers.Add("authorization", $"Bearer {token}");
        }

        using var call = new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo(headers);
        try
        {
            await AskAsync(call.RequestStream);
            await foreach (var answer in call.ResponseStream.ReadAllAsync())
            {
                answer.ListServicesResponse.Service.Should().NotBeEmpty();
            }
        }
        catch (RpcException failure)
        {
            return new Status(failure.StatusCode, failure.Status.Detail);
        }

        return call.GetStatus();
    }

    private static async Task AskAsync(IClientStreamWriter<ServerReflectionRequest> requests)
    {
        try
        {
            await requests.WriteAsync(new ServerReflectionRequest { ListServices = "" });
            await requests.CompleteAsync();
        }
        catch (RpcException)
        {
            // The refusal was faster; reading the answer tells it.
        }
    }
}
