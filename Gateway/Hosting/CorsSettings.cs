namespace CodeFirst.Gateway.Hosting;

/// <summary>The pages elsewhere that may call the gateway.</summary>
internal sealed class CorsSettings : ISettings
{
    /// <summary>Their origins, such as https://app.example.com. Empty: none but the gateway's own.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; private set; } = [];

    public void Read(SettingReader settings)
    {
        const string Name = "Cors:AllowedOrigins";

        AllowedOrigins = settings.List(Name);
        foreach (var origin in AllowedOrigins.Where(origin => !IsOrigin(origin)))
        {
            settings.Refuse(Name, origin, "set it to origins with commas between, such as https://app.example.com: no path, no *");
        }
    }

    private static bool IsOrigin(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
        && address.GetLeftPart(UriPartial.Authority).Equals(text, StringComparison.OrdinalIgnoreCase)
        && address.UserInfo.Length == 0;
}
