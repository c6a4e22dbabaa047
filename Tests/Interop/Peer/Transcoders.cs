using System.Text;
using CodeFirst.Tests.Unit.ProtoExport;
using CodeFirst.Transcoding;
using Google.Protobuf.Reflection;
using Google.Rpc;
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
    private readonly string _ours;
    private readonly string _peers;
    private readonly bool _hasOriginalNames;
    private readonly IReadOnlyList<IAsyncDisposable> _servers;
    private readonly HttpClient _client = new() { Timeout = Patience.Limit };

    private Transcoders(string ours, string peers, bool hasOriginalNames, params IReadOnlyList<IAsyncDisposable> servers) =>
        (_ours, _peers, _hasOriginalNames, _servers) = (ours, peers, hasOriginalNames, servers);

    /// <summary>The contract of the corpus with a field of every type, whose service answers what it is asked.</summary>
    public static async Task<Transcoders> OfEchoAsync()
    {
        var builder = NewBuilder();
        builder.Services.AddCodeFirstGrpc();
        builder.AddTranscoding(options => options.DescriptorSets.Add(ContractCase.Of("RoutesOfPeers").DescriptorSetBytes()));
        var ours = builder.Build();
        ours.MapGrpcService<CodeFirstEcho>();
        ours.MapTranscoding();
        await ours.StartAsync();
        var peers = await StartPeerAsync<GeneratedEcho>(_ => { });

        return new Transcoders(ours.Urls.Single(), peers.Urls.Single(), hasOriginalNames: false, ours, peers);
    }

    /// <summary>The user service as it is published. The peer has no users of its own, and sends each call on to it.</summary>
    public static async Task<Transcoders> OfUsersAsync(ServerProcess server)
    {
        var users = new ForwardedUsers(server.Connect().CreateCallInvoker());
        var peers = await StartPeerAsync<ForwardedUsers>(services => services.AddSingleton(users));

        return new Transcoders(server.Address, peers.Urls.Single(), hasOriginalNames: true, peers);
    }

    /// <summary>Sends the requests, and returns those with different answers for no known reason, and the reasons seen.</summary>
    public async Task<(IReadOnlyList<string> Unexplained, IReadOnlySet<Difference> Seen)> CompareAsync(
        IEnumerable<PeerRequest> requests, IReadOnlyList<Difference> known)
    {
        const int MaxUnexplained = 20;

        var (unexplained, seen) = (new List<string>(), new HashSet<Difference>());
        foreach (var request in requests)
        {
            var (ours, peers) = await SendAsync(request);
            if (ours.Agrees(peers))
            {
                continue;
            }

            var reasons = known.Where(difference => difference.Is(request, ours, peers)).ToList();
            seen.UnionWith(reasons);
            if (reasons.Count == 0 && unexplained.Count < MaxUnexplained)
            {
                unexplained.Add($"{request}\n  ours  {ours}\n  peers {peers}\n");
            }
        }

        return (unexplained, seen);
    }

    public async Task<(PeerAnswer Ours, PeerAnswer Peers)> SendAsync(PeerRequest request)
    {
        using var ours = await SendAsync(_ours, request);
        using var peers = await SendAsync(_peers, request);

        return (
            PeerAnswer.OfOurs((int)ours.StatusCode, await ours.Content.ReadAsStringAsync(), ours.Content.Headers.ContentType),
            PeerAnswer.OfPeers((int)peers.StatusCode, await peers.Content.ReadAsStringAsync(), peers.Content.Headers.ContentType, _hasOriginalNames));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }
    }

    private static async Task<WebApplication> StartPeerAsync<TService>(Action<IServiceCollection> addServices)
        where TService : class
    {
        var builder = NewBuilder();
        builder.Services.AddGrpc().AddJsonTranscoding(options =>
        {
            options.JsonSettings.IgnoreDefaultValues = true;
            options.JsonSettings.WriteInt64sAsStrings = true;
            options.TypeRegistry = TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor);
        });
        addServices(builder.Services);
        var app = builder.Build();
        app.MapGrpcService<TService>();
        await app.StartAsync();

        return app;
    }

    private static WebApplicationBuilder NewBuilder()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http1));

        return builder;
    }

    private async Task<HttpResponseMessage> SendAsync(string address, PeerRequest request)
    {
        var target = new Uri($"{address}{request.Path}", new UriCreationOptions
        {
            DangerousDisablePathAndQueryCanonicalization = true,
        });
        using var message = new HttpRequestMessage(new HttpMethod(request.Verb), target);
        if (request.Body is not null)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body));
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }

        return await _client.SendAsync(message);
    }
}
