namespace CodeFirst.Transcoding.Calls;

internal sealed class MessageTexts
{
}
