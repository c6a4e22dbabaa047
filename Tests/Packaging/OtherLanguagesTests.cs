namespace CodeFirst.Tests.Packaging;

/// <summary>Contracts that are not written in C#, whose own libraries are in package folders and not beside them.</summary>
public sealed class OtherLanguagesTests
{
    private const string FSharp = """
        namespace Shop

        open System.Threading.Tasks
        open ProtoBuf
        open ProtoBuf.Grpc.Configuration

        /// <summary>What a customer wants.</summary>
        [<ProtoContract; CLIMutable>]
        type Order =
            { /// <summary>In cents.</summary>
              [<ProtoMember(1, Name = "price")>]
              Price: int }

        /// <summary>Takes orders.</summary>
        [<Service("shop.Orders")>]
        type IOrders =
            /// <summary>Places an order.</summary>
            abstract PlaceAsync: order: Order -> ValueTask<Order>
        """;

    private const string VisualBasic = """
        Imports System.Threading.Tasks
        Imports ProtoBuf
        Imports ProtoBuf.Grpc.Configuration

        ''' <summary>Takes orders.</summary>
        <Service("shop.Orders")>
        Public Interface IOrders
            ''' <summary>Places an order.</summary>
            Function PlaceAsync(order As Order) As ValueTask(Of Order)
        End Interface

        ''' <summary>What a customer wants.</summary>
        <ProtoContract>
        Public Class Order
            ''' <summary>In cents.</summary>
            <ProtoMember(1, Name:="price")>
            Public Property Price As Integer
        End Class
        """;

    [Test]
    public async Task A_contract_in_FSharp_is_exported_by_its_build_and_by_the_tool()
    {
        var folder = Write("Shop.Functional", "fsproj", "Orders.fs", FSharp, "<Compile Include=\"Orders.fs\" />");

        await DotNet.BuildAsync(folder, "build").OrFailAsync();

        ShouldBeExported(Path.Combine(folder, "proto", "orders.proto"));

        var assembly = Path.Combine(folder, "bin", "Debug", "net10.0", "Shop.Functional.dll");
        File.Exists(Path.Combine(Path.GetDirectoryName(assembly)!, "FSharp.Core.dll")).Should().BeFalse("the tool has to find it");
        await DotNet.RunAsync(folder, "exec", Built.Exporter, "export", assembly, "--directory", "by the tool").OrFailAsync();

        ShouldBeExported(Path.Combine(folder, "by the tool", "orders.proto"));
    }

    [Test]
    public async Task The_tool_names_what_is_missing_and_takes_it_by_its_path()
    {
        var folder = Write("Shop.Moved", "fsproj", "Orders.fs", FSharp, "<Compile Include=\"Orders.fs\" />");
        await DotNet.BuildAsync(folder, "build", "-p:ProtoExportEnabled=false", "-p:CopyLocalLockFileAssemblies=true").OrFailAsync();
        var output = Path.Combine(folder, "bin", "Debug", "net10.0");
        var moved = Directory.CreateDirectory(Path.Combine(folder, "moved")).FullName;
        File.Copy(Path.Combine(output, "Shop.Moved.dll"), Path.Combine(moved, "Shop.Moved.dll"));
        string[] export = ["exec", Built.Exporter, "export", Path.Combine(moved, "Shop.Moved.dll")];

        var missing = await DotNet.RunAsync(folder, export);
        var found = await DotNet.RunAsync(folder, [.. export, "--reference", Path.Combine(output, "FSharp.Core.dll")]).OrFailAsync();

        missing.ExitCode.Should().Be(1, missing.ToString());
        missing.Output.Should().Contain("error CFP0003: Shop.Moved.dll: needs FSharp.Core ").And.Contain("--reference FSharp.Core.dll")
            .And.NotContain("Free the disk");
        found.Output.Should().Contain("orders.proto");
    }

    [Test]
    public async Task A_contract_in_Visual_Basic_is_exported_by_its_build()
    {
        var folder = Write("Shop.Basic", "vbproj", "Orders.vb", VisualBasic, "");

        await DotNet.BuildAsync(folder, "build", "-p:RootNamespace=Shop").OrFailAsync();

        ShouldBeExported(Path.Combine(folder, "proto", "orders.proto"));
    }

    private static void ShouldBeExported(string proto) => File.ReadAllText(proto).Should()
        .Contain("package shop;").And.Contain("// Takes orders.").And.Contain("// In cents.").And.Contain("int32 price = 1;")
        .And.MatchRegex(@"rpc Place\(Order\) returns \(Order\)");

    private static string Write(string name, string extension, string file, string contract, string items)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Packages.Folder, name)).FullName;
        File.WriteAllText(Path.Combine(folder, file), contract);
        File.WriteAllText(Path.Combine(folder, $"{name}.{extension}"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <GenerateDocumentationFile>true</GenerateDocumentationFile>
                <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
              </PropertyGroup>
              <ItemGroup>
                {items}
                <PackageReference Include="CodeFirst.ProtoExport" Version="{Packages.Version}" PrivateAssets="all" />
                <PackageReference Include="protobuf-net" Version="{Built.VersionOf("protobuf-net")}" />
                <PackageReference Include="protobuf-net.Grpc" Version="{Built.VersionOf("protobuf-net.Grpc")}" />
              </ItemGroup>
            </Project>
            """);
        return folder;
    }
}
