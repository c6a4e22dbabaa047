using CodeFirst.Hosting;
using CodeFirst.Hosting.Calls;
using CodeFirst.Hosting.Errors;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CodeFirst.Tests.Unit.Hosting.Calls;

/// <summary>Limits are asked in every call, so those that are kept cost no memory.</summary>
public sealed class CallCostTests
{
    private const int Calls = 1000;

    private readonly IOptions<CallLimitOptions> _options = Options.Create(new CallLimitOptions());

    [Test]
    public void A_unary_call_that_is_answered_at_once_costs_no_memory()
    {
        var deadline = new UnaryDeadline(_options, TimeProvider.System, Domain(), NullLogger<UnaryDeadline>.Instance);
        var answer = Task.FromResult("");
        UnaryServerMethod<string, string> service = (_, _) => answer;
        using var context = new Call();

        AllocatedBy(() => deadline.CallAsync(service, "", context)).Should().Be(0);
    }

    [Test]
    public void Metadata_is_measured_without_memory()
    {
        var context = new DefaultHttpContext();
        for (var i = 0; i < 10; i++)
        {
            context.Request.Headers[$"x-{i}"] = "some value";
        }

        var app = new ApplicationBuilder(new ServiceCollection().BuildServiceProvider());
        new MetadataLimit(_options, Domain()).Configure(next => next.Run(_ => Task.CompletedTask))(app);
        var pipeline = app.Build();

        AllocatedBy(() => pipeline(context)).Should().Be(0);
    }

    private static ErrorDomain Domain() => new(new MappedServices(), Options.Create(new ErrorOptions()));

    private static long AllocatedBy(Func<Task> call)
    {
        for (var i = 0; i < Calls; i++)
        {
            call().IsCompletedSuccessfully.Should().BeTrue();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
        {
            _ = call();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>A call without a deadline, whose caller stays.</summary>
    private sealed class Call : ServerCallContext, IHttpRequestLifetimeFeature, IDisposable
    {
        private readonly CancellationTokenSource _caller = new();
        private readonly Dictionary<object, object> _state = [];

        public Call()
        {
            RequestAborted = _caller.Token;
            var http = new DefaultHttpContext();
            http.Features.Set<IHttpRequestLifetimeFeature>(this);
            _state["__HttpContext"] = http; // where grpc-dotnet looks for it
        }

        public CancellationToken RequestAborted { get; set; }

        protected override string MethodCore => "/a.B/C";

        protected override string HostCore => "";

        protected override string PeerCore => "";

        protected override DateTime DeadlineCore => DateTime.MaxValue;

        protected override Metadata RequestHeadersCore { get; } = [];

        protected override CancellationToken CancellationTokenCore => RequestAborted;

        protected override Metadata ResponseTrailersCore { get; } = [];

        protected override Status StatusCore { get; set; }

        protected override WriteOptions? WriteOptionsCore { get; set; }

        protected override AuthContext AuthContextCore { get; } = new(null, []);

        protected override IDictionary<object, object> UserStateCore => _state;

        public void Abort() => _caller.Cancel();

        public void Dispose() => _caller.Dispose();

        protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
            throw new NotSupportedException();

        protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => throw new NotSupportedException();
    }
}
