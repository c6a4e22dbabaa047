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
        var documentation = XmlDocumentation.Load(options.Documentation);

        var contract = new ContractReader(documentation, problems).Read(assembly, options.FileName);
        FileOptionsReader.Apply(options.FileOptions, contract.Descriptor, problems);
        if (problems.Any)
        {
            return ExportResult.Failed(problems);
        }

        var printed = ProtoPrinter.Print(contract);
        contract.Descriptor.SourceCodeInfo = printed.SourceCodeInfo;

        var proto = Path.Combine(options.Directory, contract.Descriptor.Name);
        var descriptors = Path.ChangeExtension(proto, ".binpb");
        string[] lines =
        [
            OutputFile.Write(proto, Encoding.UTF8.GetBytes(printed.Text)),
            OutputFile.Write(descriptors, DescriptorSet.Bytes(contract.Descriptor)),
        ];

        if (options.Stamp.Length > 0)
        {
            File.WriteAllLines(options.Stamp, [proto, descriptors]);
        }

        return ExportResult.Done(lines);
    }
}
