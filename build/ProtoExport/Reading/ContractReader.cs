using System.Reflection;
using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Problems;
using CodeFirst.ProtoExport.Reading.Bcl;
using ProtoBuf.Grpc.Configuration;
using ProtoBuf.Meta;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Reads the services of a compiled contract, and every message and enum they use, into one file for each package.</summary>
internal sealed class ContractReader(XmlDocumentation documentation, ProblemList problems)
{
    private readonly CommentBook _comments = new(documentation);

    public IReadOnlyList<ContractFile> Read(Assembly assembly, string fileName) =>
        Read([.. assembly.GetTypes().Where(type => type.IsInterface).OrderBy(type => type.MetadataToken)], fileName);

    /// <summary>The files, each after those it imports.</summary>
    public IReadOnlyList<ContractFile> Read(IReadOnlyList<Type> contracts, string fileName)
    {
        var services = Services(contracts);
        var files = new FileBook(services, problems);

        // A model of its own: what the process or an earlier contract did to the default model must not show.
        var types = new TypeReader(RuntimeTypeModel.Create(), files, _comments, problems);
        foreach (var (contract, name) in services)
        {
            new ServiceReader(types, _comments, problems).Read(contract, name, files.OfPackage(Naming.PackageOf(name)));
        }

        files.Requests.Report(files.All);
        FileNames.Set(files.All, fileName, problems);
        foreach (var file in files.All)
        {
            NameRules.Check(file, problems);
            EnumNameRules.Check(file, problems);
        }

        return [.. ImportRules.Sort([.. files.All, .. BclFile.For(files.All, _comments)], problems).Select(file => new ContractFile(file, _comments))];
    }

    private List<(Type Contract, string Name)> Services(IReadOnlyList<Type> contracts)
    {
        var services = new List<(Type Contract, string Name)>();
        foreach (var contract in contracts)
        {
            if (ServiceBinder.Default.IsServiceContract(contract, out var name) && !ReportGeneric(contract))
            {
                services.Add((contract, name!));
            }
        }

        if (services.Count == 0)
        {
            problems.Add(
                ProblemCodes.NoService,
                "contract",
                "has no service.",
                "Mark a public interface with [ServiceContract(Name = \"package.Name\")].");
        }

        foreach (var same in services.GroupBy(service => service.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            problems.Add(
                ProblemCodes.SameTypeName,
                same.Key,
                $"is the name of {same.Count()} services: {string.Join(", ", same.Select(service => Naming.CSharp(service.Contract)))}.",
                "Give one of them another name with [ServiceContract(Name = \"...\")].");
        }

        return services;
    }

    private bool ReportGeneric(Type contract)
    {
        if (contract.IsGenericTypeDefinition)
        {
            problems.Add(
                ProblemCodes.Generic,
                contract,
                "is a generic service, which no server can bind.",
                "Write one service for each use.");
        }

        return contract.IsGenericTypeDefinition;
    }
}
