using CodeFirst.Gateway.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CodeFirst.Gateway.Limits;

internal static class RequestLimitExtensions
{
    private const int HeaderBytes = 16 * 1024;
    private const int RequestLineBytes = 8 * 1024;
    private const int HeaderCount = 64;

    /// <summary>Limits how large a request may be: over it Kestrel answers 413, 431 or 414.</summary>
    public static WebApplicationBuilder AddRequestLimits(this WebApplicationBuilder builder)
    {
        builder.AddSettings<RequestLimitOptions>();
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IConfiguration>((kestrel, configuration) =>
        {
            // Not the validated options: Kestrel is made before the settings are validated, and would tell of these alone.
            var options = new RequestLimitOptions();
            options.Read(new SettingReader(configuration));
            kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = HeaderBytes;
            kestrel.Limits.MaxRequestHeaderCount = HeaderCount;
            kestrel.Limits.MaxRequestLineSize = RequestLineBytes;
        });

        return builder;
    }
}
