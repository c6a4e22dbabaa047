using CodeFirst.Gateway.Hosting;

namespace CodeFirst.Gateway.Limits;

internal sealed class RequestLimitOptions : ISettings
{
    /// <summary>The size of the largest body, in bytes. The largest message of the contract has a few thousand.</summary>
    public int MaxBodyBytes { get; private set; } = 64 * 1024;

    public void Read(SettingReader settings) => MaxBodyBytes = settings.Number("Gateway:MaxBodyBytes", MaxBodyBytes, 1024, 4 * 1024 * 1024);
}
