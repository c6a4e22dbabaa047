using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.Tests.Interop.Breaking;

/// <summary>Changes that people make to a contract. Each leaves it valid.</summary>
internal static class Mutations
{
    private static readonly (string Name, Func<Model, Choices, string> Change)[] All =
    [
        ("delete field", (model, choices) => InMessage(model, choices, (message, field) => DeleteField(message, field, choices))),
        ("rename field", (model, choices) => InMessage(model, choices, (_, field) => field.Name = $"renamed_{field.Number}")),
        ("respell field", (model, choices) => InMessage(model, choices, (_, field) => field.Name = $"field{field.Number}_")),
        ("set JSON name", (model, choices) => InMessage(model, choices, (_, field) => field.JsonName = $"json{field.Number}")),
        ("renumber field", (model, choices) => InMessage(model, choices, (_, field) => field.Number += 50)),
        ("retype field", (model, choices) =>
            InMessage(model, choices, (message, field) => ModelGenerator.Retype(field, model, message, choices))),
        ("change kind", (model, choices) => InMessage(model, choices, (_, field) => field.Kind = ModelGenerator.Kind(choices))),
        ("change key", (model, choices) => InMessage(model, choices, (_, field) => field.Key = ModelGenerator.Key(choices))),
        ("swap fields", (model, choices) => InMessage(model, choices, (message, field) =>
        {
            var other = choices.Of(message.Fields);
            (field.Number, other.Number) = (other.Number, field.Number);
        })),
        ("add field", (model, choices) => InMessage(model, choices, (message, field) => AddField(message, field))),
        ("reserve", (model, choices) => InMessage(model, choices, (message, _) => Reserve(message, 200, 200 + choices.Below(3)))),
        ("unreserve number", (model, choices) => InMessage(model, choices, (message, _) => Unreserve(message.Numbers, choices))),
        ("unreserve name", (model, choices) => InMessage(model, choices, (message, _) => message.Names.Clear())),
        ("move message", (model, choices) => MoveMessage(model, choices)),
        ("rename message", (model, choices) => RenameMessage(model, choices)),
        ("delete enum value", (model, choices) => InEnum(model, choices, @enum => DeleteValue(@enum, choices))),
        ("rename enum value", (model, choices) => InEnum(model, choices, @enum =>
        {
            var index = choices.Below(@enum.Values.Count);
            @enum.Values[index] = ($"{@enum.Values[index].Name}_RENAMED", @enum.Values[index].Number);
        })),
        ("renumber enum value", (model, choices) => InEnum(model, choices, RenumberValue)),
        ("add enum value", (model, choices) => InEnum(model, choices, AddValue)),
        ("unreserve enum number", (model, choices) => InEnum(model, choices, @enum => Unreserve(@enum.Numbers, choices))),
        ("unreserve enum name", (model, choices) => InEnum(model, choices, @enum => @enum.Names.Clear())),
        ("nest enum", (model, choices) => InEnum(model, choices, @enum => NestEnum(model, @enum))),
        ("rename enum", (model, choices) => InEnum(model, choices, @enum => Rename(model, @enum, $"Renamed{@enum.Name}"))),
        ("delete rpc", (model, choices) => InRpc(model, choices, rpc => model.Rpcs.Remove(rpc))),
        ("rename rpc", (model, choices) => InRpc(model, choices, rpc => rpc.Name = $"Renamed{rpc.Name}")),
        ("add rpc", (model, choices) => InRpc(model, choices, rpc =>
            model.Rpcs.Add(rpc with { Name = $"Added{rpc.Name}{model.Rpcs.Count}" }))),
        ("other request", (model, choices) => InRpc(model, choices, rpc => rpc.Request = choices.Of(model.Messages).Name)),
        ("other response", (model, choices) => InRpc(model, choices, rpc => rpc.Response = choices.Of(model.Messages).Name)),
        ("stream requests", (model, choices) => InRpc(model, choices, rpc => rpc.StreamsRequests = !rpc.StreamsRequests)),
        ("stream responses", (model, choices) => InRpc(model, choices, rpc => rpc.StreamsResponses = !rpc.StreamsResponses)),
        ("idempotency", (model, choices) => InRpc(model, choices, rpc => rpc.Level = ModelGenerator.Level(choices))),
        ("rename service", (model, _) => model.Service = "Store"),
        ("Go package", (model, _) => model.GoPackage = "a.b/d"),
        ("package", (model, _) => model.Package = $"{model.Package.Split('.')[0]}.v2"),
    ];

    /// <summary>Changes the model at random, and says how.</summary>
    public static string Apply(Model model, Choices choices)
    {
        var (name, change) = choices.Of(All);
        return $"{name} {change(model, choices)}";
    }

    private static string InMessage(Model model, Choices choices, Action<ModelMessage, ModelField> change)
    {
        var message = choices.Of(model.Messages.Where(candidate => candidate.Fields.Count > 0).ToList());
        var field = choices.Of(message.Fields);
        var place = $"{message.Name}.{field.Name}";
        change(message, field);
        return place;
    }

    private static string InEnum(Model model, Choices choices, Action<ModelEnum> change)
    {
        var @enum = choices.Of(model.Enums);
        var place = @enum.FullName;
        change(@enum);
        return place;
    }

    private static string InRpc(Model model, Choices choices, Action<ModelRpc> change)
    {
        if (model.Rpcs.Count == 0)
        {
            return "none";
        }

        var rpc = choices.Of(model.Rpcs);
        var place = rpc.Name;
        change(rpc);
        return place;
    }

    private static void AddField(ModelMessage message, ModelField like)
    {
        var number = message.Fields.Max(field => field.Number) + 1000;
        message.Fields.Add(like with { Name = $"added_{number}", Number = number, JsonName = null });
    }

    private static void Reserve(ModelMessage message, int first, int last)
    {
        if (message.Numbers.All(range => range.Last < first))
        {
            message.Numbers.Add((first, last));
        }
    }

    private static void AddValue(ModelEnum @enum)
    {
        var number = @enum.Values.Max(value => value.Number) + 1000;
        @enum.Values.Add(($"{@enum.Name}_ADDED_{number}", number));
    }

    // proto3 keeps the zero.
    private static void RenumberValue(ModelEnum @enum)
    {
        if (@enum.Values.Count > 1)
        {
            @enum.Values[^1] = (@enum.Values[^1].Name, @enum.Values[^1].Number + 100);
        }
    }

    private static void DeleteField(ModelMessage message, ModelField field, Choices choices)
    {
        // The last field stays, so that other changes find one.
        if (message.Fields.Count == 1)
        {
            return;
        }

        message.Fields.Remove(field);
        if (choices.Once(2))
        {
            message.Numbers.Add((field.Number, field.Number));
        }

        if (choices.Once(2))
        {
            message.Names.Add(field.Name);
        }
    }

    private static void DeleteValue(ModelEnum @enum, Choices choices)
    {
        if (@enum.Values.Count == 1)
        {
            return;
        }

        var value = @enum.Values[^1];
        @enum.Values.Remove(value);
        if (choices.Once(2))
        {
            @enum.Numbers.Add((value.Number, value.Number));
        }

        if (choices.Once(2))
        {
            @enum.Names.Add(value.Name);
        }
    }

    private static void Unreserve(List<(int First, int Last)> ranges, Choices choices)
    {
        if (ranges.Count == 0)
        {
            return;
        }

        var (first, last) = ranges[^1];
        ranges.RemoveAt(ranges.Count - 1);
        if (last - first > 1 && !choices.Once(3))
        {
            // Cut in two, with or without a hole.
            ranges.Add((first, first));
            ranges.Add((first + 1 + choices.Below(2), last));
        }
    }

    // A leaf that others refer to cannot leave its file; any other message can join the leaves once it refers to no message.
    private static string MoveMessage(Model model, Choices choices)
    {
        var message = choices.Of(model.Messages);
        var refersToMessages = message.Fields.Any(field => field.Type == WireType.Message);
        var holdsAnEnum = model.Enums.Any(@enum => @enum.Parent == message.Name);
        if (!refersToMessages && !holdsAnEnum)
        {
            message.IsLeaf = !message.IsLeaf;
        }

        return message.Name;
    }

    private static string RenameMessage(Model model, Choices choices)
    {
        var message = choices.Of(model.Messages);
        var (before, after) = (message.Name, $"Renamed{message.Name}");
        message.Name = after;
        Refer(model, before, after);
        foreach (var @enum in model.Enums.Where(@enum => @enum.Parent == before))
        {
            var old = @enum.FullName;
            @enum.Parent = after;
            Refer(model, old, @enum.FullName);
        }

        foreach (var rpc in model.Rpcs)
        {
            rpc.Request = rpc.Request == before ? after : rpc.Request;
            rpc.Response = rpc.Response == before ? after : rpc.Response;
        }

        return before;
    }

    private static void NestEnum(Model model, ModelEnum @enum)
    {
        var parent = model.Messages.FirstOrDefault(message => message.IsLeaf)?.Name;
        var old = @enum.FullName;
        @enum.Parent = @enum.Parent is null ? parent : null;
        Refer(model, old, @enum.FullName);
    }

    private static void Rename(Model model, ModelEnum @enum, string name)
    {
        var old = @enum.FullName;
        @enum.Name = name;
        Refer(model, old, @enum.FullName);
    }

    private static void Refer(Model model, string before, string after)
    {
        foreach (var field in model.Messages.SelectMany(message => message.Fields).Where(field => field.TypeName == before))
        {
            field.TypeName = after;
        }
    }
}
