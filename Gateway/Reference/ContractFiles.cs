namespace CodeFirst.Gateway.Reference;

/// <summary>The exported contract, which is in the program.</summary>
internal static class ContractFiles
{
    public const string Proto = "user_service.proto";
    public const string DescriptorSet = "user_service.binpb";

    public static byte[] Read(string name)
    {
        using var stream = typeof(ContractFiles).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly has no resource {name}: build CodeFirst.Contracts, which exports it.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);

        return bytes;
    }
}
