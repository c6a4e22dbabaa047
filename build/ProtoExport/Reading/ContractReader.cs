using System.Reflection;
using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;
using ProtoBuf.Grpc.Configuration;
using ProtoBuf.Meta;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Reads the services of a compiled contract, and every message and enum they use, into one file descriptor.</summary>
internal sealed class ContractReader(XmlDocumentation documentation, ProblemList problems)
{
    private readonly CommentBook _comments = new(documentation);

    public ContractFile Read(Assembly assembly, string fileName) =>
        Read([.. assembly.GetTypes().Where(type => type.IsInterface).OrderBy(type => type.MetadataToken)], fileName);

    public ContractFile Read(IReadOnlyList<Type> contracts, string fileName)
    {
        var services = new List<(Type Contract, string Name)>();
        foreach (var contract in contracts)
        {
            if (ServiceBinder.Default.IsServiceContract(contract, out var name) && !ReportGeneric(contract))
            {
                services.Add((contract, name!));
            }
        }

        var file = new FileDescriptorProto { Syntax = "proto3", Package = PackageOf(services.Select(service => service.Name)) };
        file.Name = fileName.Length > 0 ? fileName : FileNameOf(services.Select(service => service.Name).ToList());

        // A model of its own: what the process or an earlier contract did to the default model must not show.
        var types = new TypeReader(RuntimeTypeModel.Create(), file, _comments, problems);
        foreach (var (contract, name) in services)
        {
            var reader = new ServiceReader(types, _comments, problems);
            file.Service.Add(reader.Read(contract, name, OperationBinder.Find(contract)));
        }

        NameRules.Check(file, problems);
        return new ContractFile(file, _comments);
    }

    private bool ReportGeneric(Type contract)
    {
        if (contract.IsGenericTypeDefinition)
        {
            problems.Add(
                ProblemCodes.Generic,
                Naming.CSharp(contract),
                "is a generic service, which no server can bind.",
                "Write one service for each use.");
        }

        return contract.IsGenericTypeDefinition;
    }

    private string PackageOf(IEnumerable<string> services)
    {
        var packages = services.Select(Naming.PackageOf).Distinct(StringComparer.Ordinal).ToList();
        if (packages.Count > 1)
        {
            problems.Add(
                ProblemCodes.SeveralServices,
                "contract",
                $"has services in {packages.Count} packages ({string.Join(", ", packages)}), and a .proto file has one.",
                "Put each package into a project of its own.");
        }

        return packages.FirstOrDefault("");
    }

    private string FileNameOf(List<string> services)
    {
        switch (services)
        {
            case [var only]:
                return $"{Naming.SnakeCase(Naming.SimpleNameOf(only))}.proto";

            case []:
                problems.Add(
                    ProblemCodes.NoService,
                    "contract",
                    "has no service.",
                    "Mark a public interface with [ServiceContract(Name = \"package.Name\")].");
                return "empty.proto";

            default:
                problems.Add(
                    ProblemCodes.SeveralServices,
                    "contract",
                    $"has {services.Count} services ({string.Join(", ", services)}), so the file has no obvious name.",
                    "Set the MSBuild property ProtoExportFileName, such as users.proto.");
                return "several.proto";
        }
    }
}
