using System.Text;
using System.Text.Json;
using CodeFirst.Gateway.Json;
using CsCheck;

namespace CodeFirst.Tests.Unit.Gateway;

public sealed class GoEncoderTests
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = GoEncoder.Instance };

    [TestCase("plain", "plain")]
    [TestCase("\"\\", "\\\"\\\\")]
    [TestCase("<>&", "\\u003c\\u003e\\u0026")]
    [TestCase("\b\f\n\r\t", "\\b\\f\\n\\r\\t")]
    [TestCase("\0\u0001\u001f", "\\u0000\\u0001\\u001f")]
    [TestCase("\u2028\u2029", "\\u2028\\u2029")]
    [TestCase("'+`/\u007f\u0085é\ufffd", "'+`/\u007f\u0085é\ufffd")]
    [TestCase("😀", "😀")]
    public void Text_is_escaped_as_Go_does(string text, string expected)
    {
        JsonSerializer.Serialize(text, Options).Should().Be($"\"{expected}\"");
        Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(text, Options)).Should().Be($"\"{expected}\"");
    }

    [TestCase("a\ud800b")]
    [TestCase("\udc00")]
    [TestCase("a\ud83d")]
    public void Half_a_surrogate_pair_becomes_the_replacement_character(string text)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(text, Options);

        JsonSerializer.Deserialize<string>(json).Should().Contain("\ufffd");
    }

    [Test]
    public void Whatever_is_written_can_be_read()
    {
        Gen.String[Gen.OneOf(Gen.Char['\0', '\u00ff'], Gen.Char['\u2000', '\u2100'])].Sample(text =>
            JsonSerializer.Deserialize<string>(JsonSerializer.SerializeToUtf8Bytes(text, Options)) == text);
    }
}
