using System.Text;
using CodeFirst.ProtoExport.Breaking;
using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Loading;
using CodeFirst.ProtoExport.Output;
using CodeFirst.ProtoExport.Places;
using CodeFirst.ProtoExport.Printing;
using CodeFirst.ProtoExport.Problems;
using CodeFirst.ProtoExport.Reading;
using CodeFirst.ProtoExport.Reading.Bcl;
using CodeFirst.ProtoExport.Reporting;
using CodeFirst.ProtoExport.Routes;
using Google.Protobuf;

namespace CodeFirst.ProtoExport;

/// <summary>Assembly → descriptor → text → files. Nothing is written if the contract has a problem or breaks callers.</summary>
internal static class Exporter
{
    /// <summary>Writes the files, unless the contract breaks callers of the released one.</summary>
    public static ExportResult Export(ExportOptions options)
    {
        var problems = new ProblemList(options.Warnings);
        if (Read(options, problems) is not { } exported)
        {
            return ExportResult.Failed(problems);
        }

        var gate = BreakingGate.Pass(options, exported, problems);
        return problems.AnyError
            ? ExportResult.Failed(problems)
            : ExportResult.Done(problems, Finish(options, exported, [.. Write(exported), .. gate]));
    }

    /// <summary>Writes the files, and makes the contract the released one, whatever it breaks.</summary>
    public static ExportResult Accept(ExportOptions options)
    {
        var problems = new ProblemList(options.Warnings);
        if (Read(options, problems) is not { } exported)
        {
            return ExportResult.Failed(problems);
        }

        return ExportResult.Done(problems, Finish(options, exported, [.. Write(exported), .. BreakingGate.Accept(options, exported)]));
    }

    /// <summary>Writes nothing, and fails if the files on the disk are not those of the contract.</summary>
    public static ExportResult Check(ExportOptions options)
    {
        var problems = new ProblemList(options.Warnings);
        if (Read(options, problems) is not { } exported)
        {
            return ExportResult.Failed(problems);
        }

        var gate = BreakingGate.Pass(options, exported, problems);

        foreach (var (path, _) in exported.Files.Where(file => !OutputFile.Has(file.Path, file.Content)))
        {
            // Descriptor sets are rarely committed. One that is there has to be right.
            var exists = File.Exists(path);
            if (exists || Path.GetExtension(path) != ".binpb")
            {
                var what = exists ? "is not what the contract exports." : "is missing.";
                problems.Add(ProblemCodes.FileDiffers, path, what, "Build the contract, and commit the file that changes.");
            }
        }

        return problems.AnyError ? ExportResult.Failed(problems) : ExportResult.Done(problems, gate);
    }

    /// <summary>Writes nothing, and tells in one screen what is exported as what, and what surprises callers.</summary>
    public static ExportResult Report(ExportOptions options)
    {
        var problems = new ProblemList(options.Warnings);
        var loaded = ContractLoader.Load(options.Assembly, options.References);
        var contracts = Read(loaded, options, problems);
        return ExportResult.Done([.. ContractReport.Lines(Path.GetFileName(options.Assembly), contracts, problems)]);
    }

    /// <summary>The contract in memory, or null if it has problems.</summary>
    public static Exported? Read(ExportOptions options, ProblemList problems)
    {
        var loaded = ContractLoader.Load(options.Assembly, options.References);
        var contracts = Read(loaded, options, problems);
        if (problems.AnyError)
        {
            return null;
        }

        var files = new List<(string Path, byte[] Content)>();
        foreach (var contract in contracts)
        {
            if (options.HttpRules)
            {
                RouteOptions.AddRules(contract.Descriptor, contract.Routes);
            }

            var printed = ProtoPrinter.Print(contract);
            contract.Descriptor.SourceCodeInfo = printed.SourceCodeInfo;
            files.Add((contract.Descriptor.Name, Encoding.UTF8.GetBytes(printed.Text)));
            RouteOptions.AddToSet(contract.Descriptor, contract.Routes);
            contract.Tools.AddToSet(contract.Descriptor);
        }

        if (options.HttpRules && contracts.Any(contract => contract.Descriptor.Dependency.Contains(GoogleFiles.Annotations)))
        {
            string[] imports = [GoogleFiles.Annotations, GoogleFiles.Http];
            files.AddRange(imports.Select(import => (import, GoogleFiles.Text(import))));
        }

        // One set for all packages, so that whoever loads it needs no other.
        var own = contracts.Where(contract => contract.Descriptor.Name != BclFile.Name).ToList();
        var set = own is [var only] ? only.Descriptor.Name : $"{loaded.Assembly.GetName().Name}.proto";
        var descriptors = DescriptorSet.Of(contracts.Select(contract => contract.Descriptor));
        files.Add((Path.ChangeExtension(set, ".binpb"), descriptors.ToByteArray()));
        return new Exported(
            [.. files.Select(file => (Path.Combine(options.Directory, file.Path), file.Content))],
            descriptors,
            declaration => contracts[0].Comments.MemberOf(declaration));
    }

    /// <summary>The files of the contract, which are not complete if it has problems.</summary>
    public static IReadOnlyList<ContractFile> Read(LoadedContract loaded, ExportOptions options, ProblemList problems)
    {
        problems.Places = new PlaceFinder(loaded.PathOf, new PathMap(options.PathMap));
        var documentation = XmlDocumentation.Load(options.Documentation, options.References);
        try
        {
            var model = ModelFinder.Find(options.Model, loaded.Assembly);
            var contracts = new ContractReader(documentation, problems, model, options.EnumNames).Read(loaded.Assembly, options.FileName);
            foreach (var contract in contracts)
            {
                FileOptionsReader.Apply(options.FileOptions, contract.Descriptor, problems);
            }

            return contracts;
        }
        catch (Exception failure) when (ContractLoader.IsOfLoading(failure))
        {
            throw loaded.Unloadable(failure);
        }
    }

    private static IEnumerable<string> Write(Exported exported) =>
        exported.Files.Select(file => OutputFile.Write(file.Path, file.Content));

    // The stamp is written after all that a build compares it with.
    private static IReadOnlyList<string> Finish(ExportOptions options, Exported exported, IReadOnlyList<string> lines)
    {
        if (options.Stamp.Length > 0)
        {
            OutputFile.WriteStamp(options.Stamp, exported.Files.Select(file => file.Path));
        }

        return lines;
    }
}
