using CodeFirst.Hosting;
using Grpc.Core;

namespace CodeFirst.Tests.Functional.Hosting.Zoo;

public sealed class LionErrors : IErrorTranslator
{
    public RpcException? Translate(Exception exception, string method) => exception is LionException
        ? RpcErrors.Unavailable("LION_LOOSE", $"{method}: come back later.", TimeSpan.FromSeconds(2))
        : null;
}
