using System.Globalization;
using System.Text;
using CodeFirst.Tests.Unit.Transcoding.Json.BclCases;
using CodeFirst.Transcoding.Json;
using ProtoBuf;
using static CodeFirst.Tests.Unit.Transcoding.Json.JsonCase;
using Vehicle = CodeFirst.Tests.Unit.Transcoding.Json.BclCases.Vehicle;

namespace CodeFirst.Tests.Unit.Transcoding.Json;

/// <summary>Values of code-first contracts below compatibility level 300, compared with what protobuf-net itself reads and writes.</summary>
public sealed class BclTests
{
    private static readonly MessagePlan Plan = Plans.Of(Booking.Descriptor);

    [TestCase("00000000-0000-0000-0000-000000000000")]
    [TestCase("d3b07384-d9a0-4c9b-8f3e-0123456789ab")]
    public void A_guid_is_written_as_people_write_it(string text)
    {
        var booking = Serializer.Deserialize<NetBooking>(RoundTrip("id", $"\"{text}\""));

        booking.Id.Should().Be(Guid.Parse(text));
    }

    [TestCase("0")]
    [TestCase("12.50")]
    [TestCase("-1.5")]
    [TestCase("-0.0")]
    [TestCase("0.0000000000000000000000000001")]
    [TestCase("79228162514264337593543950335")]
    [TestCase("-7.9228162514264337593543950335")]
    public void A_decimal_keeps_its_digits(string text)
    {
        var booking = Serializer.Deserialize<NetBooking>(RoundTrip("price", $"\"{text}\""));

        booking.Price.ToString(CultureInfo.InvariantCulture).TrimStart('-').Should().Be(text.TrimStart('-'));
    }

    [TestCase("1970-01-01T00:00:00")]
    [TestCase("0001-01-01T00:00:00")]
    [TestCase("9999-12-31T23:59:59.9999999")]
    [TestCase("2026-11-28T10:00:00Z")]
    [TestCase("2026-11-28T10:00:00.5")]
    [TestCase("1969-12-31T23:59:59.9999999")]
    public void A_time_is_kept_to_its_ticks(string text)
    {
        var booking = Serializer.Deserialize<NetBooking>(RoundTrip("at", $"\"{text}\""));

        booking.At.Should().Be(DateTime.Parse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind));
    }

    [TestCase("3.5s")]
    [TestCase("-0.0000001s")]
    [TestCase("0s")]
    [TestCase("86400s")]
    [TestCase("922337203685.4775807s")]
    [TestCase("-922337203685.4775808s")]
    public void A_span_is_kept_to_its_ticks(string text)
    {
        var booking = Serializer.Deserialize<NetBooking>(RoundTrip("lasts", $"\"{text}\""));

        booking.Lasts.Ticks.Should().Be((long)(decimal.Parse(text.TrimEnd('s'), CultureInfo.InvariantCulture) * 10_000_000));
    }

    [Test]
    public void Bytes_are_those_that_protobuf_net_writes()
    {
        using var stream = new MemoryStream();
        Serializer.Serialize(stream, new NetBooking
        {
            Id = Guid.Parse("d3b07384-d9a0-4c9b-8f3e-0123456789ab"),
            Price = 12.50m,
            At = new DateTime(2026, 11, 28, 10, 0, 0, DateTimeKind.Unspecified),
            Lasts = TimeSpan.FromSeconds(3.5),
        });
        const string json = """{"id":"d3b07384-d9a0-4c9b-8f3e-0123456789ab","price":"12.50","at":"2026-11-28T10:00:00","lasts":"3.5s"}""";

        Write(Plan, stream.ToArray()).Should().Be(json);
        Wire(Plan, Encoding.UTF8.GetBytes(json)).Should().Equal(stream.ToArray());
    }

    [TestCase("id", "\"d3b07384\"")]
    [TestCase("price", "\"12,50\"")]
    [TestCase("price", "\"79228162514264337593543950336\"")]
    [TestCase("price", "\"0.00000000000000000000000000001\"")]
    [TestCase("at", "\"2026-11-28T10:00:00.00000001Z\"")]
    [TestCase("lasts", "\"922337203685.4775808s\"")]
    [TestCase("lasts", "\"0.00000001s\"")]
    public void What_cannot_be_kept_is_refused(string field, string json)
    {
        using var draft = RequestDraft.Rent(Plan);
        draft.AddBody(new(Encoding.UTF8.GetBytes($$"""{"{{field}}":{{json}}}""")));

        draft.Violations.Should().ContainSingle().Which.Field.Should().Be(field);
    }

    [Test]
    public void A_decimal_may_come_as_a_number()
    {
        Write(Plan, Wire(Plan, """{"price":12.50}"""u8.ToArray())).Should().Be("""{"price":"12.50"}""");
    }

    [Test]
    public void The_derived_type_is_first_on_the_wire_wherever_it_is_in_the_JSON()
    {
        var plan = Plans.Of(Vehicle.Descriptor);
        var first = Wire(plan, """{"car":{"plate":"x"},"wheels":4}"""u8.ToArray());

        first.Should().Equal(0x52, 3, 0x0A, 1, (byte)'x', 0x08, 4);
        Wire(plan, """{"wheels":4,"car":{"plate":"x"}}"""u8.ToArray()).Should().Equal(first);
        Write(plan, first).Should().Be("""{"wheels":4,"car":{"plate":"x"}}""");
        using var draft = RequestDraft.Rent(plan);
        draft.AddParameter("wheels", "4");
        draft.AddParameter("car.plate", "x");
        draft.Complete().ToArray().Should().Equal(first);
    }

    private static MemoryStream RoundTrip(string field, string json)
    {
        var text = $$"""{"{{field}}":{{json}}}""";
        var wire = Wire(Plan, Encoding.UTF8.GetBytes(text));
        Write(Plan, wire).Should().Be(text);

        return new MemoryStream(wire);
    }

    [ProtoContract]
    public sealed class NetBooking
    {
        [ProtoMember(1)]
        public Guid Id { get; set; }

        [ProtoMember(2)]
        public decimal Price { get; set; }

        [ProtoMember(3)]
        public DateTime At { get; set; }

        [ProtoMember(4)]
        public TimeSpan Lasts { get; set; }
    }
}
