using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting.Listening;

/// <summary>Puts the caller's certificate before all that a program does with a request, if callers are asked for certificates.</summary>
internal sealed class CallerCertificateFilter(IOptions<TlsOptions> options) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => options.Value.ClientCa.Length == 0
        ? next
        : app =>
        {
            CallerCertificate.UseIt(app);
            next(app);
        };
}
