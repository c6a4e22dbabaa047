namespace CodeFirst.Gateway.Documents;

/// <summary>The exported contract, which is in the program.</summary>
internal static class ContractFiles
{
    public const string Proto = "user_service.proto";
    public const string DescriptorSet = "user_service.binpb";

    // The targets of CodeFirst.Hosting name it after the assembly of the contract.
    private const string DescriptorSetResource = "CodeFirst.Descriptors/CodeFirst.Contracts.binpb";

    public static byte[] Read(string name)
    {
        var resource = name == DescriptorSet ? DescriptorSetResource : name;
        using var stream = typeof(ContractFiles).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException(
                $"The assembly has no resource {resource}: build CodeFirst.Contracts, which exports it.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);

        return bytes;
    }
}
