using CodeFirst.Hosting.Marshalling;
using CodeFirst.Hosting.Reflection;
using CodeFirst.ProtoExport.Breaking;
using CodeFirst.ProtoExport.Problems;
using CodeFirst.Transcoding;
using CodeFirst.Transcoding.Descriptors;
using CodeFirst.Transcoding.Routes;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Label = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;
using MessagePlans = CodeFirst.Transcoding.Json.MessagePlans;
using Type = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.Tests.Unit.Fuzzing;

/// <summary>Descriptor sets: of a contract that is transcoded, and of one that was released.</summary>
internal static class DescriptorTargets
{
    private static readonly string[] Pieces =
        ["\n", "\u0012", "\"", "2", "\u0008", "\u0001", "\0", ".shop.Item", "proto3", "editions", "{id}", "*", "/v1"];

    private static readonly byte[][] Seeds =
    [
        Shop().ToByteArray(),
        new FileDescriptorSet { File = { Shop().File[0], Shop("other.proto", "other").File[0] } }.ToByteArray(),
    ];

    public static FuzzTarget Transcoded { get; } = new("descriptors", Transcode, Seeds, Pieces);

    public static FuzzTarget Released { get; } = new("released", Compare, Seeds, Pieces);

    private static void Transcode(byte[] input)
    {
        DescriptorScan.ServiceNames(input).Should().NotContainNulls();
        if (ParsedOrNull(input) is { } set)
        {
            new DescribedPlans(set.File).TryFind(typeof(FuzzTarget), out _);
        }

        ContractDescriptors contracts;
        try
        {
            contracts = ContractDescriptors.Parse([input]);
            contracts.Commented.Files.Should().HaveSameCount(contracts.Files);
        }
        catch (InvalidOperationException error) when (IsClear(error))
        {
            return;
        }

        var plans = new MessagePlans(contracts.Files);
        foreach (var method in contracts.Methods)
        {
            Attempt(() => HttpRoutes.Of(method).Should().NotContainNulls());
            Attempt(() => HttpRoutes.Unrouted(method).Should().NotBeNull());
            plans.Of(method.InputType).Should().NotBeNull();
            plans.Of(method.OutputType).Should().NotBeNull();
        }

        Attempt(() => OpenApiDocuments.ToJson(new TranscodingOptions { DescriptorSets = { input }, ServesMethodsWithoutRoute = true }));
    }

    private static void Compare(byte[] input)
    {
        FileDescriptorSet released;
        try
        {
            released = ReleasedContract.Parse(input, "a.released.binpb");
        }
        catch (ExportException error) when (error.Problem.Code == ProblemCodes.UnreadableBaseline)
        {
            return;
        }

        BreakingChanges.Between(released, released.Clone(), BreakingLevels.Files, _ => null).Should().BeEmpty("nothing changed");
        BreakingChanges.Between(Shop(), released, BreakingLevels.Files, _ => null).Should().NotBeNull();
        BreakingChanges.Between(released, Shop(), BreakingLevels.Files, _ => null).Should().NotBeNull();
        ReleasedContract.Bytes(released).Should().NotBeNull();
    }

    private static void Attempt(Action action)
    {
        try
        {
            action();
        }
        catch (InvalidOperationException error) when (IsClear(error))
        {
        }
    }

    // Not one of .NET's own, such as that a sequence is empty.
    private static bool IsClear(InvalidOperationException error) => error.Message.Contains("contract", StringComparison.Ordinal);

    private static FileDescriptorSet? ParsedOrNull(byte[] input)
    {
        try
        {
            return FileDescriptorSet.Parser.ParseFrom(input);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static FileDescriptorSet Shop(string name = "shop.proto", string package = "shop")
    {
        var item = $".{package}.Item";
        var place = new MethodDescriptorProto { Name = "Place", InputType = item, OutputType = item, Options = new MethodOptions() };
        var another = new HttpRule { Get = "/v1/{next.id=a/*}" };
        var rule = new HttpRule { Post = "/v1/{id}:place", Body = "next", AdditionalBindings = { another } };
        place.Options.SetExtension(AnnotationsExtensions.Http, rule);
        var file = new FileDescriptorProto
        {
            Name = name,
            Package = package,
            Syntax = "proto3",
            MessageType =
            {
                new DescriptorProto
                {
                    Name = "Item",
                    Field =
                    {
                        Field("id", 1, Type.String),
                        Field("next", 2, Type.Message, item),
                        Field("kind", 3, Type.Enum, $".{package}.Kind"),
                        Field("labels", 4, Type.Message, $"{item}.LabelsEntry", Label.Repeated),
                    },
                    NestedType =
                    {
                        new DescriptorProto
                        {
                            Name = "LabelsEntry",
                            Field = { Field("key", 1, Type.String), Field("value", 2, Type.Int32) },
                            Options = new MessageOptions { MapEntry = true },
                        },
                    },
                    ReservedRange = { new DescriptorProto.Types.ReservedRange { Start = 7, End = 9 } },
                },
            },
            EnumType = { new EnumDescriptorProto { Name = "Kind", Value = { new EnumValueDescriptorProto { Name = "NONE" } } } },
            Service = { new ServiceDescriptorProto { Name = "Shop", Method = { place } } },
            SourceCodeInfo = new SourceCodeInfo
            {
                Location = { new SourceCodeInfo.Types.Location { Path = { 4, 0 }, Span = { 0, 0, 1 }, LeadingComments = " An item." } },
            },
        };

        return new FileDescriptorSet { File = { file } };
    }

    private static FieldDescriptorProto Field(
        string name, int number, Type type, string typeName = "", Label label = Label.Optional) =>
        new() { Name = name, JsonName = name, Number = number, Type = type, TypeName = typeName, Label = label };
}
