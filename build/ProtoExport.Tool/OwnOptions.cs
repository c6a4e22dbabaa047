using CodeFirst.ProtoExport.CommandLine;

namespace CodeFirst.ProtoExport.Tool;

/// <summary>The options that commands of the tool have besides those of the exporter.</summary>
internal static class OwnOptions
{
    /// <summary>Returns the options of the command itself, and all other words.</summary>
    public static (ILookup<string, string> Own, string[] Others) Split(string[] words, string[] options)
    {
        var own = new List<(string Option, string Value)>();
        var rest = new List<string>();
        for (var i = 0; i < words.Length; i++)
        {
            if (!options.Contains(words[i]))
            {
                rest.Add(words[i]);
            }
            else if (i + 1 == words.Length)
            {
                throw Arguments.BadUsage($"has no value after {words[i]}.");
            }
            else
            {
                own.Add((words[i], words[++i]));
            }
        }

        return (own.ToLookup(one => one.Option, one => one.Value), [.. rest]);
    }

    /// <summary>Returns whether the second of two values is chosen.</summary>
    public static bool Choose(ILookup<string, string> own, string option, string first, string second)
    {
        var value = own[option].LastOrDefault(first);

        return value == second || (value == first ? false : throw Arguments.BadUsage($"has {option} {value}.", $"Use {first} or {second}."));
    }
}
