using CodeFirst.Transcoding.Json;

namespace CodeFirst.Tests.Unit.Transcoding.Json;

/// <summary>Finding the first byte that cannot stand in a JSON string as it is.</summary>
public sealed class PlainTextTests
{
    [Test]
    public void The_first_special_byte_is_found_wherever_it_is_in_a_text_of_any_length([Values] bool escapeHtml)
    {
        for (var length = 0; length <= 50; length++)
        {
            PlainText.Length(Plain(length), escapeHtml).Should().Be(length);
            for (var place = 0; place < length; place++)
            {
                for (var special = 0; special <= byte.MaxValue; special++)
                {
                    var text = Plain(length);
                    text[place] = (byte)special;
                    text[^1] = place < length - 1 ? (byte)'"' : text[^1]; // a later one does not count
                    var expected = IsSpecial((byte)special, escapeHtml) ? place : place < length - 1 ? length - 1 : length;

                    var found = PlainText.Length(text, escapeHtml);

                    if (found != expected)
                    {
                        Assert.Fail($"{found} instead of {expected}, of {length} bytes with {special} at {place}.");
                    }
                }
            }
        }
    }

    private static byte[] Plain(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)('a' + (i % 26)))];

    private static bool IsSpecial(byte value, bool escapeHtml) =>
        value is < (byte)' ' or >= 0x80 or (byte)'"' or (byte)'\\' || (escapeHtml && value is (byte)'<' or (byte)'>' or (byte)'&');
}
