using System.Buffers;
using System.Text;
using CodeFirst.Hosting.Listening;
using CsCheck;

namespace CodeFirst.Tests.Unit.Hosting.Listening;

public sealed class Http2PrefaceTests
{
    private static readonly byte[] Preface = Http2Preface.Bytes.ToArray();

    [Test]
    public void The_preface_is_seen_however_it_is_split()
    {
        for (var first = 0; first <= Preface.Length; first++)
        {
            for (var second = first; second <= Preface.Length; second++)
            {
                var bytes = Split([.. Preface, 0, 0, 0, 4], first, second);

                Http2Preface.Starts(bytes).Should().BeTrue();
            }
        }
    }

    [Test]
    public void The_beginning_of_the_preface_leaves_it_open()
    {
        for (var length = 0; length < Preface.Length; length++)
        {
            Http2Preface.Starts(Split(Preface[..length], length / 3, length / 2)).Should().BeNull();
        }
    }

    [Test]
    public void One_wrong_byte_decides_against_it_at_once()
    {
        for (var wrong = 0; wrong < Preface.Length; wrong++)
        {
            var bytes = Preface[..(wrong + 1)];
            bytes[wrong] ^= 0x20;

            Http2Preface.Starts(Split(bytes, wrong / 2, wrong)).Should().BeFalse();
        }
    }

    [TestCase("G")]
    [TestCase("PO")]
    [TestCase("PROPFIND / HTTP/1.1\r\n\r\n")]
    [TestCase("PRI * HTTP/1.1\r\nhost: a\r\n\r\n")]
    public void HTTP_1_is_not_HTTP_2(string request)
    {
        Http2Preface.Starts(new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes(request))).Should().BeFalse();
    }

    [Test]
    public void Random_bytes_are_judged_as_the_standard_says()
    {
        // Half of the cases begin with a part of the preface.
        Gen.Select(Gen.Byte.Array[0, 40], Gen.Int[0, Preface.Length * 2], Gen.Int[0, 40], Gen.Int[0, 40]).Sample((tail, kept, a, b) =>
        {
            byte[] bytes = [.. Preface[..Math.Max(0, kept - Preface.Length)], .. tail];
            var (first, second) = (Math.Min(Math.Min(a, b), bytes.Length), Math.Min(Math.Max(a, b), bytes.Length));
            bool? expected = bytes.AsSpan().StartsWith(Preface) ? true
                : Preface.AsSpan().StartsWith(bytes) ? null
                : false;

            return Http2Preface.Starts(Split(bytes, first, second)) == expected;
        });
    }

    private static ReadOnlySequence<byte> Split(byte[] bytes, int first, int second)
    {
        var start = new Segment(bytes.AsMemory(0, first), null);
        var end = new Segment(bytes.AsMemory(second), new Segment(bytes.AsMemory(first, second - first), start));

        return new ReadOnlySequence<byte>(start, 0, end, end.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? before)
        {
            Memory = memory;
            if (before is not null)
            {
                RunningIndex = before.RunningIndex + before.Memory.Length;
                before.Next = this;
            }
        }
    }
}
