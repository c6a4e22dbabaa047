using System.Text;

namespace CodeFirst.Hosting;

/// <summary>Quotes any value for a message of one line.</summary>
public static class OneLine
{
    private const int Longest = 200;

    /// <summary>
    /// Returns the value in quotation marks, with every character that could end the line or change the terminal written as <c>\uXXXX</c>, and
    /// cut after 200 characters.
    /// </summary>
    public static string Of(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var character in value.AsSpan(0, Math.Min(value.Length, Longest)))
        {
            // U+2028 and U+2029 end lines too, and are no control characters.
            if (char.IsControl(character) || character is '\u2028' or '\u2029')
            {
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
            else
            {
                text.Append(character);
            }
        }

        return text.Append(value.Length > Longest ? "…\"" : "\"").ToString();
    }
}
