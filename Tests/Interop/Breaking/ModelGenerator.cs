using Idempotency = Google.Protobuf.Reflection.MethodOptions.Types.IdempotencyLevel;
using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.Tests.Interop.Breaking;

/// <summary>Makes a valid contract from choices: every type of field in every kind, reservations, streams.</summary>
internal static class ModelGenerator
{
    private static readonly ModelKind[] Kinds = Enum.GetValues<ModelKind>();

    private static readonly WireType[] Scalars =
        [.. Enum.GetValues<WireType>().Where(type => type is not (WireType.Group or WireType.Message or WireType.Enum))];

    private static readonly WireType[] Keys = [WireType.String, WireType.Int32, WireType.Uint64, WireType.Bool, WireType.Sfixed32];

    public static Model Make(string package, Choices choices)
    {
        var model = new Model { Package = package };
        for (var i = 0; i < 2; i++)
        {
            model.Enums.Add(MakeEnum($"Color{i}", choices));
        }

        for (var i = 0; i < 4; i++)
        {
            var message = new ModelMessage { Name = $"Thing{i}", IsLeaf = i < 2 };
            model.Messages.Add(message);
            AddFields(model, message, choices);
        }

        for (var i = 0; i < 3; i++)
        {
            model.Rpcs.Add(new ModelRpc
            {
                Name = $"Call{i}",
                Request = choices.Of(model.Messages).Name,
                Response = choices.Of(model.Messages).Name,
                StreamsRequests = choices.Once(4),
                StreamsResponses = choices.Once(3),
                Level = choices.Once(3) ? Level(choices) : default,
            });
        }

        return model;
    }

    /// <summary>Gives a field another type: a scalar, an enum, or a message if its own message may refer to one.</summary>
    public static void Retype(ModelField field, Model model, ModelMessage owner, Choices choices)
    {
        (field.Type, field.TypeName) = choices.Below(6) switch
        {
            0 => (WireType.Enum, choices.Of(model.Enums).FullName),
            1 when !owner.IsLeaf => (WireType.Message, choices.Of(model.Messages).Name),
            _ => (choices.Of(Scalars), ""),
        };
        if (field is { Type: WireType.Message, Kind: ModelKind.Implicit })
        {
            field.Kind = ModelKind.Optional;
        }
    }

    public static ModelKind Kind(Choices choices) => choices.Of(Kinds);

    public static WireType Key(Choices choices) => choices.Of(Keys);

    public static Idempotency Level(Choices choices) => choices.Of(Enum.GetValues<Idempotency>());

    private static void AddFields(Model model, ModelMessage message, Choices choices)
    {
        var count = 2 + choices.Below(5);
        for (var number = 1; number <= count; number++)
        {
            var field = new ModelField
            {
                Name = $"field_{number}",
                Number = number,
                Kind = Kind(choices),
                Type = WireType.Int32,
                Key = Key(choices),
            };
            Retype(field, model, message, choices);
            message.Fields.Add(field);
        }

        if (choices.Once(2))
        {
            message.Numbers.Add((20, 20 + choices.Below(6)));
            message.Names.Add("gone");
        }
    }

    private static ModelEnum MakeEnum(string name, Choices choices)
    {
        var @enum = new ModelEnum { Name = name };
        for (var number = 0; number < 2 + choices.Below(4); number++)
        {
            @enum.Values.Add(($"{name.ToUpperInvariant()}_{number}", number));
        }

        if (choices.Once(2))
        {
            @enum.Numbers.Add((-5, -1));
            @enum.Numbers.Add((20, 20 + choices.Below(6)));
            @enum.Names.Add($"{name.ToUpperInvariant()}_GONE");
        }

        return @enum;
    }
}
