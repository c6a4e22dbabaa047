using System.Text;
using CodeFirst.Contracts;

namespace CodeFirst.Tests.Functional.Users;

public sealed class CreateUserValidationTests : ServerTests
{
    private const string Empty = "Must not be empty.";
    private const string TooLong = "Must be at most 200 characters.";
    private const string NotText = "Must be valid UTF-8 without control characters, line breaks, bidirectional controls or U+FFFD.";
    private const string NotEmail = "Must be an e-mail address, such as ann@example.com, of at most 254 characters.";
    private const string NotRole = "Must be at most 64 characters of a-z, 0-9, '_' and '-'.";
    private const string NotRequestId = "Must be a UUID, such as 1b4e28ba-2fa1-41d2-883f-0016d3cca427, or empty.";

    [TestCase("")]
    [TestCase("   ")]
    [TestCase("\t\r\n\u00A0\u2003")]
    public async Task Empty_name_is_refused(string name)
    {
        var failure = await Failure.OfAsync(CreateUserAsync(name));

        failure.ShouldBeInvalid(("name", Empty));
    }

    [TestCase("a")]
    [TestCase("ä")]
    [TestCase("\U0001F600")]
    public async Task Name_may_have_200_characters_and_no_more(string character)
    {
        var longest = string.Concat(Enumerable.Repeat(character, 200));

        var user = await CreateUserAsync(longest);
        var failure = await Failure.OfAsync(CreateUserAsync(longest + character));

        user.Name.Should().Be(longest);
        failure.ShouldBeInvalid(("name", TooLong));
    }

    [Test]
    public async Task Space_around_the_text_is_trimmed_and_does_not_count()
    {
        var email = NewEmail();
        var role = NewRole();
        var name = new string('a', 200);

        var user = await CreateUserAsync($"  {name}\n", $"\t{role} ", $" {email}\r\n");

        (user.Name, user.Email, user.Role).Should().Be((name, email, role));
    }

    [TestCase("a\0b", TestName = "Name with NUL is refused")]
    [TestCase("a\u0001b", TestName = "Name with U+0001 is refused")]
    [TestCase("a\u001B[31mb", TestName = "Name with ESC is refused")]
    [TestCase("a\nb", TestName = "Name with a line feed is refused")]
    [TestCase("a\tb", TestName = "Name with a tab is refused")]
    [TestCase("a\u007Fb", TestName = "Name with DEL is refused")]
    [TestCase("a\u0085b", TestName = "Name with NEL is refused")]
    [TestCase("a\u009Fb", TestName = "Name with U+009F is refused")]
    [TestCase("a\u2028b", TestName = "Name with a line separator is refused")]
    [TestCase("a\u2029b", TestName = "Name with a paragraph separator is refused")]
    [TestCase("a\u202Ab", TestName = "Name with U+202A is refused")]
    [TestCase("a\u202Eb", TestName = "Name with U+202E is refused")]
    [TestCase("a\u2066b", TestName = "Name with U+2066 is refused")]
    [TestCase("a\u2069b", TestName = "Name with U+2069 is refused")]
    [TestCase("a\uFFFDb", TestName = "Name with U+FFFD is refused")]
    public async Task Name_that_cannot_be_shown_is_refused(string name)
    {
        var failure = await Failure.OfAsync(CreateUserAsync(name));

        failure.ShouldBeInvalid(("name", NotText));
    }

    [TestCase("O'Brien; DROP TABLE users; --")]
    [TestCase("שרה כהן")]
    [TestCase("محمد")]
    [TestCase("e\u0301")]
    [TestCase("\U0001F469\u200D\U0001F469\u200D\U0001F467")]
    [TestCase("%_\\\"<script>")]
    public async Task Name_in_any_script_is_kept_as_it_is(string name)
    {
        var user = await CreateUserAsync(name);

        (await Client.GetUserAsync(new GetUserRequest { Id = user.Id })).Name.Should().Be(name);
    }

    private static IEnumerable<TestCaseData> BytesThatAreNotUtf8()
    {
        (string Name, byte[] Bytes)[] cases =
        [
            ("stray bytes", [0xFF, 0xFE, 0x41]),
            ("a surrogate", [0x41, 0xED, 0xA0, 0x80]),
            ("a surrogate pair", [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80]),
            ("an overlong NUL", [0x41, 0xC0, 0x80]),
            ("half a character", [0x41, 0xE2, 0x82]),
            ("more than Unicode has", [0xF4, 0x90, 0x80, 0x80]),
        ];

        return cases.Select(one => new TestCaseData(one.Bytes).SetArgDisplayNames(one.Name));
    }

    [TestCaseSource(nameof(BytesThatAreNotUtf8))]
    public async Task Bytes_that_are_not_UTF8_are_refused(byte[] bytes)
    {
        var failure = await Failure.OfAsync(Wire.CallAsync(
            Server.Channel,
            "CreateUser",
            [.. Wire.Field(1, bytes), .. Wire.Field(2, bytes), .. Wire.Field(3, bytes), .. Wire.Field(4, bytes)]));

        failure.ShouldBeInvalid(("name", NotText), ("email", NotEmail), ("role", NotRole), ("request_id", NotRequestId));
    }

    [TestCase("{0}@b")]
    [TestCase("{0}+tag@mail.example.org")]
    [TestCase("o'brien.{0}@example.com")]
    [TestCase("!#$%&'*+/=?^_`{{|}}~-.{0}@example.com")]
    [TestCase("{0}@1-2.3")]
    public async Task Plausible_email_is_accepted(string format)
    {
        var email = string.Format(System.Globalization.CultureInfo.InvariantCulture, format, Guid.NewGuid().ToString("N"));

        var user = await CreateUserAsync(email: email);

        user.Email.Should().Be(email);
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("a")]
    [TestCase("@example.com")]
    [TestCase("a@")]
    [TestCase("a@@b")]
    [TestCase("a@b@c")]
    [TestCase("a b@c")]
    [TestCase("a@b c")]
    [TestCase("a@b..c")]
    [TestCase("a@.b")]
    [TestCase("a@b.")]
    [TestCase("a@-b")]
    [TestCase("a@b-")]
    [TestCase("a@b_c")]
    [TestCase("ä@b")]
    [TestCase("a@ä.org")]
    [TestCase("a@b\nc")]
    [TestCase("a\0@b")]
    [TestCase("Ann <a@b>")]
    [TestCase("a@[127.0.0.1]")]
    public async Task Implausible_email_is_refused(string email)
    {
        var failure = await Failure.OfAsync(CreateUserAsync(email: email));

        failure.ShouldBeInvalid(("email", NotEmail));
    }

    [Test]
    public async Task Email_may_have_254_characters_and_a_label_63_and_no_more()
    {
        var longest = NewEmail().PadLeft(254, 'a');
        var label = new string('b', 63);

        var user = await CreateUserAsync(email: longest);
        var withLabel = await CreateUserAsync(email: $"{Guid.NewGuid():N}@{label}.org");
        var tooLong = await Failure.OfAsync(CreateUserAsync(email: "a" + longest));
        var tooLongLabel = await Failure.OfAsync(CreateUserAsync(email: $"a@{label}b.org"));

        user.Email.Should().Be(longest);
        withLabel.Email.Should().EndWith(label + ".org");
        tooLong.ShouldBeInvalid(("email", NotEmail));
        tooLongLabel.ShouldBeInvalid(("email", NotEmail));
    }

    [TestCase("")]
    [TestCase("a")]
    [TestCase("abcdefghijklmnopqrstuvwxyz")]
    [TestCase("0123456789_-")]
    [TestCase("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff1234")]
    public async Task Role_of_its_alphabet_is_accepted(string role)
    {
        var user = await CreateUserAsync(role: role);

        user.Role.Should().Be(role);
    }

    [TestCase("Admin")]
    [TestCase("a b")]
    [TestCase("a.b")]
    [TestCase("a*")]
    [TestCase("ä")]
    [TestCase("\u0430")]
    [TestCase("a\0")]
    [TestCase("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff12345")]
    public async Task Other_role_is_refused(string role)
    {
        var failure = await Failure.OfAsync(CreateUserAsync(role: role));

        failure.ShouldBeInvalid(("role", NotRole));
    }

    [TestCase("x")]
    [TestCase("1b4e28ba2fa141d2883f0016d3cca427")]
    [TestCase("{1b4e28ba-2fa1-41d2-883f-0016d3cca427}")]
    [TestCase("1b4e28ba-2fa1-41d2-883f-0016d3cca42")]
    [TestCase("1b4e28ba-2fa1-41d2-883f-0016d3cca4270")]
    [TestCase("1b4e28ba-2fa1-41d2-883f-0016d3cca42g")]
    [TestCase("1b4e28ba-2fa1-41d2-883f0-016d3cca427")]
    [TestCase(" 1b4e28ba-2fa1-41d2-883f-0016d3cca42")]
    [TestCase("0x4e28ba-2fa1-41d2-883f-0016d3cca427")]
    public async Task Request_id_that_is_no_UUID_is_refused(string requestId)
    {
        var failure = await Failure.OfAsync(Client.CreateUserAsync(
            new CreateUserRequest { Name = "Ann", Email = NewEmail(), RequestId = requestId }));

        failure.ShouldBeInvalid(("request_id", NotRequestId));
    }

    [Test]
    public async Task Every_violation_is_listed_at_once()
    {
        var failure = await Failure.OfAsync(Client.CreateUserAsync(
            new CreateUserRequest { Name = new string('a', 200) + "\0", Email = "x", Role = "A", RequestId = "x" }));

        failure.ShouldBeInvalid(
            ("name", TooLong), ("name", NotText), ("email", NotEmail), ("role", NotRole), ("request_id", NotRequestId));
    }

    [Test]
    public async Task Megabyte_of_text_is_refused()
    {
        var text = new string('a', 1 << 20);

        var failure = await Failure.OfAsync(Wire.CallAsync(
            Server.Channel, "CreateUser", [.. Wire.Field(1, text), .. Wire.Field(2, Encoding.ASCII.GetBytes(text + "@b"))]));

        failure.ShouldBeInvalid(("name", TooLong), ("email", NotEmail));
    }
}
