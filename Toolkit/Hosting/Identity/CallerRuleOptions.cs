namespace CodeFirst.Hosting.Identity;

/// <summary>What happens to calls of methods without a rule.</summary>
internal sealed class CallerRuleOptions
{
    public static readonly Setting[] Settings =
    [
        new(
            "Authentication:RequireRules",
            "true refuses every call of a method without a rule, such as [Authorize] or [AllowAnonymous].",
            "false"),
    ];

    /// <summary>Whether a method without a rule refuses every call. Default false: it accepts every caller that is let in.</summary>
    public bool RequireRules { get; set; }

    /// <summary>What the setting says, if it is not true or false, so that it can be named.</summary>
    public string? Malformed { get; private set; }

    public void Read(IConfiguration configuration)
    {
        if (configuration["Authentication:RequireRules"] is { Length: > 0 } text)
        {
            var isBool = bool.TryParse(text, out var isOn);
            RequireRules = isOn;
            Malformed = isBool ? null : text;
        }
    }
}
