using System.Globalization;
using System.Text;

namespace CodeFirst.Tests.Interop.Served.Invented;

/// <summary>The source of a message, or of a base with the types that derive from it.</summary>
internal sealed class RandomMessageSource(Choice choice, RandomTypes types, string name)
{
    private readonly StringBuilder _source = new();
    private readonly bool _isData = choice.OneIn(3);

    public string Write()
    {
        switch (choice.Below(10))
        {
            case 0:
                WriteHierarchy();
                break;

            case 1:
                Write(Attribute(""), "class", name, $" : {name}Base", 1);
                _source.AppendLine(CultureInfo.InvariantCulture, $"public abstract class {name}Base")
                    .AppendLine("{ public string Trace { get; set; } }");
                break;

            case 2:
                Write("[ProtoContract(ImplicitFields = ImplicitFields.AllPublic)]", "class", name, "", 0);
                break;

            case 3:
                // A struct cannot hold itself.
                _source.AppendLine(CultureInfo.InvariantCulture, $"{Attribute("")} public struct {name}");
                _source.AppendLine(CultureInfo.InvariantCulture, $"{{ {Number(1)} public int X {{ get; set; }}")
                    .AppendLine(CultureInfo.InvariantCulture, $"  {Number(2)} public string Y {{ get; set; }} }}");
                break;

            default:
                Write(Attribute(""), choice.Of("class", "sealed class", "record", "sealed record"), name, "", 1);
                break;
        }

        return _source.ToString();
    }

    private void WriteHierarchy()
    {
        var derived = 1 + choice.Below(2);
        var includes = string.Concat(Enumerable.Range(0, derived).Select(i => $"[ProtoInclude({50 + i}, typeof({name}D{i}))] "));
        Write($"{includes}{Attribute("")}", choice.Of("class", "abstract class"), name, "", 1);
        for (var i = 0; i < derived; i++)
        {
            Write(Attribute(""), "class", $"{name}D{i}", $" : {name}", 1);
        }
    }

    private string Attribute(string arguments) => $"[{(_isData ? "DataContract" : "ProtoContract")}{arguments}]";

    private string Number(int number) => _isData
        ? choice.OneIn(60) ? "[DataMember]" : $"[DataMember(Order = {number})]"
        : $"[ProtoMember({number})]";

    private void Write(string attributes, string kind, string type, string bases, int firstNumber)
    {
        _source.AppendLine(CultureInfo.InvariantCulture, $"{attributes} public {kind} {type}{bases}").AppendLine("{");
        var number = firstNumber;
        var members = choice.Below(6);
        for (var i = 0; i < members; i++)
        {
            _source.AppendLine(CultureInfo.InvariantCulture, $"    {MemberOf($"{(type == name ? 'P' : 'Q')}{i}", number)}");
            number += choice.OneIn(80) ? 0 : 1 + (choice.OneIn(5) ? choice.Below(20) : 0);
        }

        _source.AppendLine("}");
    }

    private string MemberOf(string member, int number)
    {
        var memberType = types.OfMember();
        var attribute = number == 0 ? "" : NumberOf(memberType, number);
        var initial = InitialOf(memberType) is { Length: > 0 } value ? $" = {value};" : "";
        return choice.Below(8) switch
        {
            0 when number > 0 => $"{attribute} public {memberType} {member}{(initial.Length > 0 ? initial : ";")}",
            1 => $"{attribute} public {memberType} {member} {{ get; init; }}{initial}",
            2 when number > 0 => $"{attribute} public {memberType} {member} {{ get; private set; }}{initial}",
            _ => $"{attribute} public {memberType} {member} {{ get; set; }}{initial}",
        };
    }

    private string NumberOf(string memberType, int number)
    {
        if (!_isData && RandomTypes.IsInteger(memberType.TrimEnd('?')) && choice.OneIn(3))
        {
            return $"[ProtoMember({number}, DataFormat = DataFormat.{choice.Of("ZigZag", "FixedSize", "TwosComplement")})]";
        }

        var attribute = !_isData && choice.OneIn(10) ? $"[ProtoMember({number}, IsRequired = true)]" : Number(number);
        return memberType == "int" && choice.OneIn(4) ? $"{attribute} [DefaultValue(7)]" : attribute;
    }

    private string InitialOf(string memberType) => memberType switch
    {
        "int" or "long" or "double" when choice.OneIn(5) => "7",
        "bool" when choice.OneIn(5) => "true",
        "string" when choice.OneIn(3) => choice.Of("\"\"", "\"*\""),
        _ when memberType.EndsWith("[]", StringComparison.Ordinal) && choice.OneIn(2) => "[]",
        _ when memberType.StartsWith("List<", StringComparison.Ordinal) && choice.OneIn(2) => "new()",
        _ when memberType.StartsWith("Dictionary<", StringComparison.Ordinal) && choice.OneIn(2) => "new()",
        _ => "",
    };
}
