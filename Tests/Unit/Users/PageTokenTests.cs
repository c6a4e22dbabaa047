using System.Buffers.Text;
using System.Security.Cryptography;
using CodeFirst.Server.Users;
using CsCheck;

namespace CodeFirst.Tests.Unit.Users;

public sealed class PageTokenTests
{
    private const string Id = "user-0199c0ffee007000800000000000beef";
    private const string Filter = "role = \"admin\"";

    private static byte[] Key { get; } = [.. Enumerable.Range(0, PageToken.KeyLength).Select(i => (byte)i)];

    [TestCase("")]
    [TestCase(Filter)]
    [TestCase("name:😀")]
    public void Token_gives_back_the_last_id(string filter)
    {
        var token = PageToken.Create(Key, filter, Id);

        PageToken.TryParse(Key, token, filter, out var lastId, out var failure).Should().BeTrue();

        lastId.Should().Be(Id);
        failure.Should().Be(PageTokenFailure.None);
    }

    [Test]
    public void Token_is_short_and_safe_in_a_URL()
    {
        PageToken.Create(Key, Filter, Id).Should().HaveLength(83).And.MatchRegex("^[A-Za-z0-9_-]+$");
    }

    [Test]
    public void Every_id_and_filter_comes_back()
    {
        var characters = Gen.Char["abcÄ€-_ 0123456789"];

        Gen.Select(Gen.String[characters, 1, 60], Gen.String[characters, 0, 100]).Sample((id, filter) =>
            PageToken.TryParse(Key, PageToken.Create(Key, filter, id), filter, out var lastId, out _) && lastId == id);
    }

    [Test]
    public void Longest_id_makes_the_longest_token()
    {
        var id = new string('x', 200);

        var token = PageToken.Create(Key, "", id);

        token.Should().HaveLength(300);
        PageToken.TryParse(Key, token, "", out var lastId, out _).Should().BeTrue();
        lastId.Should().Be(id);
    }

    [TestCase(0)]
    [TestCase(201)]
    public void Empty_and_longer_ids_make_no_token(int length)
    {
        var act = () => PageToken.Create(Key, "", new string('x', length));

        act.Should().Throw<ArgumentException>().WithParameterName("lastId");
    }

    [TestCase(0)]
    [TestCase(31)]
    [TestCase(33)]
    public void Key_has_32_bytes(int length)
    {
        var act = () => PageToken.Create(new byte[length], "", Id);

        act.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Test]
    public void Space_around_the_filter_does_not_count()
    {
        var token = PageToken.Create(Key, Filter, Id);

        PageToken.TryParse(Key, token, $" {Filter}\n", out var lastId, out _).Should().BeTrue();
        lastId.Should().Be(Id);
    }

    [TestCase("")]
    [TestCase("role = \"admin\" ")]
    [TestCase("role=\"admin\"")]
    [TestCase("role = \"other\"")]
    public void Token_of_another_filter_is_told_apart(string filter)
    {
        var token = PageToken.Create(Key, filter + "x", Id);

        ShouldFail(token, filter, PageTokenFailure.OtherFilter);
    }

    [Test]
    public void Every_altered_bit_is_refused()
    {
        var bytes = Base64Url.DecodeFromChars(PageToken.Create(Key, Filter, Id));

        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var altered = bytes.ToArray();
            altered[bit / 8] ^= (byte)(1 << (bit % 8));

            ShouldFail(Base64Url.EncodeToString(altered), Filter, PageTokenFailure.Malformed);
        }
    }

    [Test]
    public void Every_altered_character_is_refused()
    {
        var token = PageToken.Create(Key, Filter, Id);

        for (var i = 0; i < token.Length; i++)
        {
            foreach (var c in "AB_-9z=+/ \n\0é\uD83D")
            {
                var altered = $"{token[..i]}{c}{token[(i + 1)..]}";
                if (altered != token)
                {
                    ShouldFail(altered, Filter, PageTokenFailure.Malformed);
                }
            }
        }
    }

    [Test]
    public void Every_truncated_token_is_refused()
    {
        var token = PageToken.Create(Key, Filter, Id);

        for (var length = 0; length < token.Length; length++)
        {
            ShouldFail(token[..length], Filter, PageTokenFailure.Malformed);
            ShouldFail(token[^length..], Filter, PageTokenFailure.Malformed);
        }
    }

    [Test]
    public void Each_token_has_one_spelling()
    {
        var token = PageToken.Create(Key, Filter, Id);
        token.Length.Should().Be(83, "two bits of its last character are then unused");
        const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var last = Digits.IndexOf(token[^1], StringComparison.Ordinal);

        for (var unused = 1; unused < 4; unused++)
        {
            ShouldFail(token[..^1] + Digits[last | unused], Filter, PageTokenFailure.Malformed);
        }

        ShouldFail(token + "=", Filter, PageTokenFailure.Malformed);
        ShouldFail(token + " ", Filter, PageTokenFailure.Malformed);
        ShouldFail(" " + token, Filter, PageTokenFailure.Malformed);
        ShouldFail(token.Insert(10, "\n"), Filter, PageTokenFailure.Malformed);
        ShouldFail(token + "A", Filter, PageTokenFailure.Malformed);
    }

    [Test]
    public void Token_signed_with_another_key_is_refused()
    {
        ShouldFail(PageToken.Create(new byte[PageToken.KeyLength], Filter, Id), Filter, PageTokenFailure.Malformed);
    }

    [TestCase(0)]
    [TestCase(2)]
    [TestCase(255)]
    public void Token_of_another_version_is_refused_even_if_signed(int version)
    {
        var bytes = Base64Url.DecodeFromChars(PageToken.Create(Key, Filter, Id));
        bytes[0] = (byte)version;
        HMACSHA256.HashData(Key, bytes.AsSpan(..^16)).AsSpan(0, 16).CopyTo(bytes.AsSpan(^16));

        ShouldFail(Base64Url.EncodeToString(bytes), Filter, PageTokenFailure.Malformed);
    }

    [Test]
    public void Huge_token_is_refused_at_once()
    {
        var token = new string('A', 10_000_000);

        ShouldFail(token, Filter, PageTokenFailure.Malformed);
        ShouldFail(token[..301], Filter, PageTokenFailure.Malformed);

        Timing.Fastest(() => PageToken.TryParse(Key, token, Filter, out _, out _)).Should().BeLessThan(TimeSpan.FromMilliseconds(1));
    }

    [Test]
    public void Garbage_is_refused_without_an_exception()
    {
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["AZaz09-_="], 0, 320]).Sample(
            token => !PageToken.TryParse(Key, token, Filter, out _, out var failure) && failure == PageTokenFailure.Malformed,
            iter: 20_000);
    }

    private static void ShouldFail(string token, string filter, PageTokenFailure expected)
    {
        PageToken.TryParse(Key, token, filter, out var lastId, out var failure).Should().BeFalse();

        lastId.Should().BeNull();
        failure.Should().Be(expected);
    }
}
