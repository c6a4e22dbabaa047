using System.Globalization;
using CodeFirst.ProtoExport.Problems;
using CodeFirst.ProtoExport.Reading;

namespace CodeFirst.ProtoExport.Reporting;

/// <summary>Where a contract stands, in one screen: the most frequent first, and the number of the rest.</summary>
internal static class ContractReport
{
    private const int Rows = 10;
    private const int Examples = 3;

    /// <param name="assembly">The name of the assembly.</param>
    /// <param name="contracts">Its files, which may not be complete if it has errors.</param>
    /// <param name="problems">What was found.</param>
    public static IEnumerable<string> Lines(string assembly, IReadOnlyList<ContractFile> contracts, ProblemList problems)
    {
        var errors = problems.All.Where(problem => problem.Severity == Severity.Error).ToList();
        var warnings = problems.All.Where(problem => problem.Severity == Severity.Warning).ToList();
        return
        [
            Text($"{assembly}: {(errors.Count == 0 ? "every rpc and message is exported" : $"nothing is exported, errors: {errors.Count}")}"),
            .. Contents(contracts),
            .. Section("Services", contracts.SelectMany(ServicesOf).ToList()),
            .. Section("Fields: how many, what they are in C#, what they are on the wire", FieldForms.Of(contracts)),
            .. ByKind("Errors", errors),
            .. ByKind(problems.Silenced > 0 ? Text($"Warnings (silenced: {problems.Silenced})") : "Warnings", warnings),
            .. Section("What would make this idiomatic, for new contracts: most of it changes the wire", Fixes(warnings)),
        ];
    }

    private static IEnumerable<string> Contents(IReadOnlyList<ContractFile> contracts)
    {
        var files = contracts.Select(contract => contract.Descriptor).ToList();
        var rpcs = files.SelectMany(file => file.Service).SelectMany(service => service.Method).ToList();
        var services = files.Sum(file => file.Service.Count);
        var streaming = rpcs.Count(rpc => rpc.ClientStreaming || rpc.ServerStreaming);
        var messages = files.Sum(file => file.MessageType.Count);
        var enums = files.Sum(file => file.EnumType.Count);
        yield return Text(
            $"  files: {files.Count}, services: {services}, rpcs: {rpcs.Count} (streaming: {streaming}), messages: {messages}, enums: {enums}");
    }

    private static IEnumerable<string> ServicesOf(ContractFile contract) => contract.Descriptor.Service.Select(service =>
    {
        var package = contract.Descriptor.Package;
        var name = package.Length > 0 ? $"{package}.{service.Name}" : service.Name;
        return Text($"{service.Method.Count,5} rpcs  {name}, in {contract.Descriptor.Name}");
    });

    private static IEnumerable<string> ByKind(string title, IReadOnlyList<Problem> problems)
    {
        var rows = problems.GroupBy(problem => problem.Code)
            .OrderByDescending(kind => kind.Count())
            .ThenBy(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind =>
            {
                var places = kind.Select(problem => problem.Where).Distinct().ToList();
                var more = places.Count > Examples ? ", ..." : "";
                return Text($"{kind.Count(),5} {kind.Key}  {string.Join(", ", places.Take(Examples))}{more}: {kind.First().What}");
            });
        return Section(title, [.. rows]);
    }

    private static List<string> Fixes(IEnumerable<Problem> warnings) =>
    [
        .. warnings.GroupBy(warning => warning.Code)
            .OrderByDescending(kind => kind.Count())
            .ThenBy(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind => Text($"{kind.Count(),5} {kind.Key}  {kind.GroupBy(one => one.Fix).MaxBy(same => same.Count())!.Key}")),
    ];

    private static IEnumerable<string> Section(string title, IReadOnlyList<string> rows) => rows.Count == 0
        ? []
        :
        [
            "",
            title,
            .. rows.Take(Rows).Select(row => $"  {row}"),
            .. rows.Count > Rows ? [Text($"        and {rows.Count - Rows} more")] : Array.Empty<string>(),
        ];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
