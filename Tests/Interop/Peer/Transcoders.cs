using System.Text;
using CodeFirst.Tests.Unit.ProtoExport;
using CodeFirst.Transcoding;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProtoBuf.Grpc.Server;

namespace CodeFirst.Tests.Interop.Peer;

/// <summary>One contract on two transcoders: ours, and Microsoft's. Real Kestrel, free ports.</summary>
internal sealed class Transcoders : IAsyncDisposable
{
    private readonly WebApplication _ours;
    private readonly WebApplication _peers;
    private readonly HttpClient _client = new() { Timeout = Patience.Limit };

    private Transcoders(WebApplication ours, WebApplication peers) => (_ours, _peers) = (ours, peers);

    public static async Task<Transcoders> StartAsync()
    {
        var ours = NewBuilder();
        ours.Services.AddCodeFirstGrpc();
        ours.AddTranscoding(options => options.DescriptorSets.Add(ContractCase.Of("RoutesOfPeers").DescriptorSetBytes()));
        var peers = NewBuilder();
        peers.Services.AddGrpc().AddJsonTranscoding(options =>
        {
            options.JsonSettings.IgnoreDefaultValues = true;
            options.JsonSettings.WriteInt64sAsStrings = true;
        });
        var transcoders = new Transcoders(ours.Build(), peers.Build());
        transcoders._ours.MapGrpcService<CodeFirstEcho>();
        transcoders._ours.MapTranscoding();
        transcoders._peers.MapGrpcService<GeneratedEcho>();
        await Task.WhenAll(transcoders._ours.StartAsync(), transcoders._peers.StartAsync());

        return transcoders;
    }

    public async Task<(PeerAnswer Ours, PeerAnswer Peers)> SendAsync(PeerRequest request)
    {
        using var ours = await SendAsync(_ours, request);
        using var peers = await SendAsync(_peers, request);

        return (
            PeerAnswer.OfOurs((int)ours.StatusCode, await ours.Content.ReadAsStringAsync(), ours.Content.Headers.ContentType),
            PeerAnswer.OfPeers((int)peers.StatusCode, await peers.Content.ReadAsStringAsync(), peers.Content.Headers.ContentType));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _ours.DisposeAsync();
        await _peers.DisposeAsync();
    }

    private static WebApplicationBuilder NewBuilder()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http1));

        return builder;
    }

    private async Task<HttpResponseMessage> SendAsync(WebApplication app, PeerRequest request)
    {
        var address = new Uri($"{app.Urls.Single()}{request.Path}", new UriCreationOptions
        {
            DangerousDisablePathAndQueryCanonicalization = true,
        });
        using var message = new HttpRequestMessage(new HttpMethod(request.Verb), address);
        if (request.Body is not null)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body));
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }

        return await _client.SendAsync(message);
    }
}
