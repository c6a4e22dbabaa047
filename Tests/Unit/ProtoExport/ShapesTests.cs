using CodeFirst.ProtoExport.Output;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using ProtoBuf.Meta;

namespace CodeFirst.Tests.Unit.ProtoExport;

public sealed class ShapesTests
{
    [Test]
    public void Protoc_reads_the_text_as_the_descriptor_that_was_printed()
    {
        var (contract, printed) = Export.Of(typeof(IShapeService));

        var compiled = Protoc.Compile(contract, printed);

        Export.WithoutSource(compiled).Should().Be(Export.WithoutSource(contract.Descriptor));
    }

    [Test]
    public void Protoc_finds_every_declaration_and_comment_where_the_printer_says_it_is()
    {
        var (contract, printed) = Export.Of(typeof(IShapeService));

        var compiled = Protoc.Compile(contract, printed);

        compiled.SourceCodeInfo.Location.Should().Equal(printed.SourceCodeInfo.Location);
    }

    [Test]
    public void The_descriptor_set_loads_with_its_imports()
    {
        var (contract, _) = Export.Of(typeof(IShapeService));

        var set = FileDescriptorSet.Parser.ParseFrom(DescriptorSet.Bytes([contract.Descriptor]));
        var files = FileDescriptor.BuildFromByteStrings(set.File.Select(file => file.ToByteString()));

        files.Select(file => file.Name).Should().Equal(
            "google/protobuf/duration.proto", "google/protobuf/empty.proto", "google/protobuf/timestamp.proto", "shape_service.proto");
    }

    [Test]
    public void Protoc_decodes_what_protobuf_net_sends()
    {
        var (contract, printed) = Export.Of(typeof(IShapeService));
        var shape = new Shape
        {
            Id = "s",
            IsRound = true,
            Sides = -3,
            Mask = 4,
            Area = 5,
            Hash = 6,
            Width = 7.5f,
            Height = 8.5,
            Picture = [1],
            Color = ShapeColor.Blue,
            Parent = new Shape { Id = "p" },
            MadeAt = DateTime.UnixEpoch.AddSeconds(9),
            Lasts = TimeSpan.FromSeconds(10),
            MaybeCount = 0,
            MaybeText = "",
            MaybeBytes = [],
            MaybeColor = ShapeColor.Unspecified,
            Tags = ["t"],
            Loose = [1, 2],
            Tight = [3, 4],
            LabelsByName = { ["k"] = "v" },
            ByNumber = { [1] = new Shape { Id = "n" } },
            Delta = -1,
            Colors = { [1] = ShapeColor.Below },
        };
        using var bytes = new MemoryStream();
        RuntimeTypeModel.Create().Serialize(bytes, shape);

        var text = Protoc.Decode(contract, printed, "test.shapes.v1.Shape", bytes.ToArray()).ReplaceLineEndings(" ");

        text.Should().NotMatchRegex("(^| )[0-9]+:", "a field without a name is one that the file does not know")
            .And.ContainAll("sides: -3", "made_at {   seconds: 9 }", "lasts {   seconds: 10 }", "maybe_count: 0")
            .And.ContainAll("maybe_text: \"\"", "maybe_bytes: \"\"", "parent {   id: \"p\" }")
            .And.ContainAll("maybe_color: COLOR_UNSPECIFIED", "loose: 1 loose: 2", "tight: 3 tight: 4", "delta: -1", "value: COLOR_BELOW");
    }

    [Test]
    public void Absence_can_be_seen_exactly_where_the_member_is_nullable()
    {
        var (contract, _) = Export.Of(typeof(IShapeService));

        var shape = contract.Descriptor.MessageType.Single(message => message.Name == "Shape");

        shape.Field.Where(field => field.Proto3Optional).Select(field => field.Name)
            .Should().Equal("maybe_count", "maybe_text", "maybe_bytes", "maybe_color");
        shape.OneofDecl.Select(oneof => oneof.Name).Should().Equal("_maybe_count", "_maybe_text", "_maybe_bytes", "_maybe_color");
    }

    [Test]
    public void Methods_keep_the_order_names_and_streams_of_the_contract()
    {
        var (_, printed) = Export.Of(typeof(IShapeService));

        printed.Text.Split('\n').Where(line => line.StartsWith("  rpc ", StringComparison.Ordinal)).Should().Equal(
            "  rpc Get(ShapeRequest) returns (Shape);",
            "  rpc Watch(ShapeRequest) returns (stream Shape);",
            "  rpc Upload(stream Shape) returns (Shape);",
            "  rpc Chat(stream Shape) returns (stream Shape);",
            "  rpc Reset(google.protobuf.Empty) returns (google.protobuf.Empty);");
    }

    [Test]
    public void Comments_use_the_names_on_the_wire_and_wrap()
    {
        var (_, printed) = Export.Of(typeof(IShapeService));

        printed.Text.Should().Contain("  // One for one. Returns Shape by id; see Watch.\n  rpc Get")
            .And.Contain("// Every type a field may have.\n//\n// Second paragraph with code, null, a < b & \"quotes\", and enough");
        printed.Text.Split('\n').Should().OnlyContain(line => line.Length <= 120);
    }

    [Test]
    public void Zero_is_the_first_value_of_an_enum_and_reservations_are_kept()
    {
        var (_, printed) = Export.Of(typeof(IShapeService));

        printed.Text.Should().Contain("  COLOR_UNSPECIFIED = 0;\n\n  COLOR_BELOW = -1;\n\n  // Two.\n  COLOR_BLUE = 2;\n")
            .And.Contain("  reserved 2, 5 to 7;\n  reserved \"old_id\";\n");
    }

    [Test]
    public void The_same_contract_gives_the_same_text_in_every_culture()
    {
        var expected = Export.Of(typeof(IShapeService)).Printed.Text;
        var culture = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo("sv-SE");

            Export.Of(typeof(IShapeService)).Printed.Text.Should().Be(expected);
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = culture;
        }
    }
}
