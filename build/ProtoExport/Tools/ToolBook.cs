using System.Reflection;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Tools;

/// <summary>The methods of a contract that are tools of agents.</summary>
internal sealed class ToolBook
{
    private readonly Dictionary<MethodDescriptorProto, Tool> _tools = new(ReferenceEqualityComparer.Instance);
    private readonly List<(string Path, MethodInfo Method, Tool Tool)> _ordered = [];
    private readonly HashSet<Type> _titled = [];

    /// <summary>Adds a method if it is a tool.</summary>
    public void Add(MethodDescriptorProto descriptor, string path, MethodInfo method, Type contract)
    {
        if (ToolAttributes.HasTitle(contract))
        {
            _titled.Add(contract);
        }

        if (ToolAttributes.Of(method, contract, descriptor.Name) is { } tool)
        {
            _tools.Add(descriptor, tool);
            _ordered.Add((path, method, tool));
        }
    }

    /// <summary>Reports names that no agent could use, or that two methods have.</summary>
    public void Check(ProblemList problems)
    {
        foreach (var contract in _titled)
        {
            problems.Add(
                ProblemCodes.ToolName, contract, "has [Tool] with a Title.", "Put the title on the methods: it is the name of one tool.");
        }

        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, method, tool) in _ordered)
        {
            if (!Tool.IsName(tool.Name))
            {
                problems.Add(
                    ProblemCodes.ToolName,
                    method,
                    $"is the tool \"{tool.Name}\", and agents do not accept that name.",
                    $"Name it with letters, digits, _ and -, at most {Tool.LongestName}: [Tool(\"…\")].");
            }
            else if (!taken.TryAdd(tool.Name, path))
            {
                problems.Add(
                    ProblemCodes.ToolTaken,
                    method,
                    $"is the tool \"{tool.Name}\", and {taken[tool.Name][1..]} has that name already.",
                    "Give one of them a name of its own: [Tool(\"…\")] on the method, or a prefix on the interface.");
            }
        }
    }

    /// <summary>Adds the option to the methods of a file, and the import for it.</summary>
    public void AddToSet(FileDescriptorProto file)
    {
        foreach (var method in file.Service.SelectMany(service => service.Method))
        {
            if (!_tools.TryGetValue(method, out var tool))
            {
                continue;
            }

            tool.WriteTo(method);
            if (!file.Dependency.Contains(ToolFile.Name))
            {
                file.Dependency.Add(ToolFile.Name);
            }
        }
    }
}
