using System.Text;
using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Loading;
using CodeFirst.ProtoExport.Output;
using CodeFirst.ProtoExport.Printing;
using CodeFirst.ProtoExport.Problems;
using CodeFirst.ProtoExport.Reading;

namespace CodeFirst.ProtoExport;

/// <summary>One export: assembly → descriptor → text → files. Nothing is written if the contract has a problem.</summary>
internal static class Exporter
{
    public static ExportResult Export(ExportOptions options)
    {
        var problems = new ProblemList();
        var assembly = ContractLoader.Load(options.Assembly, options.References);
        var documentation = XmlDocumentation.Load(options.Documentation, options.References);

        var contracts = new ContractReader(documentation, problems).Read(assembly, options.FileName);
        foreach (var contract in contracts)
        {
            FileOptionsReader.Apply(options.FileOptions, contract.Descriptor, problems);
        }

        if (problems.Any)
        {
            return ExportResult.Failed(problems);
        }

        var files = new List<(string Path, byte[] Content)>();
        foreach (var contract in contracts)
        {
            var printed = ProtoPrinter.Print(contract);
            contract.Descriptor.SourceCodeInfo = printed.SourceCodeInfo;
            files.Add((contract.Descriptor.Name, Encoding.UTF8.GetBytes(printed.Text)));
        }

        // One set for all packages, so that whoever loads it needs no other.
        var set = contracts is [var only] ? only.Descriptor.Name : $"{assembly.GetName().Name}.proto";
        files.Add((Path.ChangeExtension(set, ".binpb"), DescriptorSet.Bytes(contracts.Select(contract => contract.Descriptor))));
        var written = files.Select(file => (Path: Path.Combine(options.Directory, file.Path), file.Content)).ToList();
        var lines = written.Select(file => OutputFile.Write(file.Path, file.Content)).ToList();

        if (options.Stamp.Length > 0)
        {
            File.WriteAllLines(options.Stamp, written.Select(file => file.Path));
        }

        return ExportResult.Done(lines);
    }
}
