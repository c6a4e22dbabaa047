using System.Reflection;
using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Problems;
using CodeFirst.ProtoExport.Reading.Bcl;
using CodeFirst.ProtoExport.Routes;
using CodeFirst.ProtoExport.Tools;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Reads the services of a compiled contract, and every message and enum they use, into one file for each package.</summary>
/// <param name="documentation">The comments.</param>
/// <param name="problems">Where to tell what is wrong.</param>
/// <param name="model">How the contract is served, or null if the server sets up nothing.</param>
/// <param name="enumNames">The form of the names of enum values.</param>
internal sealed class ContractReader(
    XmlDocumentation documentation, ProblemList problems, ServedModel? model = null, EnumNameForm enumNames = EnumNameForm.Prefix)
{
    private readonly CommentBook _comments = new(documentation);
    private readonly ServedModel _model = model ?? ServedModel.New();

    public IReadOnlyList<ContractFile> Read(Assembly assembly, string fileName) => Read(TypesOf(assembly), fileName);

    /// <summary>The types of a contract, in the order they are declared.</summary>
    public static IReadOnlyList<Type> TypesOf(Assembly assembly) => [.. assembly.GetTypes().OrderBy(type => type.MetadataToken)];

    /// <summary>The files, each after those it imports.</summary>
    public IReadOnlyList<ContractFile> Read(IReadOnlyList<Type> types, string fileName)
    {
        var services = new ServiceFinder(_model.Configuration, problems).Find(types);

        // Once to learn which type uses which, and again when each has its package.
        var uses = TypeUses.Find(book =>
        {
            var (comments, scratch) = (new CommentBook(documentation), new ProblemList());
            var reader = new PayloadReader(services, book, comments, scratch, enumNames: enumNames);
            new ServiceReader(reader, comments, scratch, new RouteBook(), new ToolBook()).Read(services, book);
        });
        var plan = PackagePlan.Of(services, uses, problems);
        var files = new FileBook(plan.PackageOf);
        var payloads = new PayloadReader(services, files, _comments, problems, package => uses.NamesIn(package, plan), enumNames);
        var (routes, tools) = (new RouteBook(), new ToolBook());
        new ServiceReader(payloads, _comments, problems, routes, tools).Read(services, files);

        files.Requests.Report(files.All);
        FileNames.Set(files.All, fileName, problems);
        var (names, enumValueNames) = (new NameRules(_comments, problems), new EnumNameRules(_comments, problems));
        foreach (var file in files.All)
        {
            names.Check(file);
            enumValueNames.Check(file);
        }

        var all = ImportRules.Sort([.. files.All, .. BclFile.For(files.All, _comments)]);
        new RouteChecks(all, problems).Run(routes);
        tools.Check(problems);
        return [.. all.Select(file => new ContractFile(file, _comments, routes, tools))];
    }
}
