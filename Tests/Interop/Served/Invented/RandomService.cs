using System.Globalization;
using System.Text;

namespace CodeFirst.Tests.Interop.Served.Invented;

/// <summary>The source of a service, with methods of any form.</summary>
internal sealed class RandomService(Choice choice, RandomTypes types, string package, string name)
{
    public string Write()
    {
        var source = new StringBuilder()
            .AppendLine(choice.Of(
                "[Service]",
                "[ServiceContract]",
                $"[Service(\"{package}.{name[1..]}\")]",
                $"[ServiceContract(Name = \"{package}.{name[1..]}\")]"))
            .AppendLine(CultureInfo.InvariantCulture, $"public interface {name}")
            .AppendLine("{");
        for (var i = 1 + choice.Below(4); i > 0; i--)
        {
            source.AppendLine(CultureInfo.InvariantCulture, $"    {Result()} Call{i}{choice.Of("", "Async")}({Parameters()});");
        }

        return source.AppendLine("}").ToString();
    }

    private string Result() => choice.Below(14) switch
    {
        0 => "Task",
        1 => "ValueTask",
        2 => "void",
        3 => types.OfPayload(),
        4 or 5 => $"IAsyncEnumerable<{types.OfPayload()}>",
        6 => $"IObservable<{types.OfPayload()}>",
        7 => "Task<Stream>",
        < 11 => $"Task<{types.OfPayload()}>",
        _ => $"ValueTask<{types.OfPayload()}>",
    };

    private string Parameters()
    {
        var request = choice.Below(12) switch
        {
            0 => "",
            1 or 2 => $"IAsyncEnumerable<{types.OfPayload()}> requests",
            3 => $"IObservable<{types.OfPayload()}> requests",
            _ => $"{types.OfPayload()} request",
        };
        var context = choice.Of("", "", "CallContext context = default", "CancellationToken cancellation = default");
        return string.Join(", ", new[] { request, context }.Where(part => part.Length > 0));
    }
}
