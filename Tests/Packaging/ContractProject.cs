namespace CodeFirst.Tests.Packaging;

/// <summary>A project outside the repository, as a user of the package would write it.</summary>
internal sealed class ContractProject
{
    /// <summary>A contract of one service, which every test changes as it likes.</summary>
    public const string Contract = """
        using System.Threading.Tasks;
        using ProtoBuf;
        using ProtoBuf.Grpc.Configuration;

        namespace Shop;

        /// <summary>Takes orders.</summary>
        [Service("shop.Orders")]
        public interface IOrders
        {
            /// <summary>Places an order.</summary>
            [Operation("Place")]
            ValueTask<Order> PlaceAsync(Order order);
        }

        /// <summary>What a customer wants.</summary>
        [ProtoContract]
        public sealed class Order
        {
            /// <summary>In cents.</summary>
            [ProtoMember(1, Name = "price")]
            public int Price { get; set; }
        }
        """;

    public ContractProject(string name, string properties)
    {
        Name = name;
        Folder = Directory.CreateDirectory(Path.Combine(Packages.Folder, name)).FullName;
        Write($"{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <GenerateDocumentationFile>true</GenerateDocumentationFile>
                <LangVersion>latest</LangVersion>
                <Version>1.2.3</Version>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="CodeFirst.ProtoExport" PrivateAssets="all" />
                <PackageReference Include="protobuf-net" />
                <PackageReference Include="protobuf-net.Grpc" />
              </ItemGroup>
            </Project>
            """);
        Write("Orders.cs", Contract);
    }

    public string Name { get; }

    public string Folder { get; }

    /// <summary>The package that <c>dotnet pack -o packed</c> makes of the project.</summary>
    public NuGetPackage Packed => new(File("packed"), Name, "1.2.3");

    public string File(string path) => Path.Combine(Folder, path);

    public string Read(string path) => System.IO.File.ReadAllText(File(path));

    public void Write(string path, string content) => System.IO.File.WriteAllText(File(path), content);

    /// <summary>Runs dotnet with a log that tells each command that the build runs.</summary>
    public Task<CommandResult> BuildAsync(params string[] arguments) => DotNet.BuildAsync(Folder, [.. arguments, "-v:n"]);

    /// <summary>How often a build ran the exporter.</summary>
    public static int Exports(CommandResult build) => build.Output.Split("CodeFirst.ProtoExport.dll\" export ").Length - 1;
}
