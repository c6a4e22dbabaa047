namespace CodeFirst.Transcoding.Json;

/// <summary>One thing that is wrong with a request.</summary>
/// <param name="Field">The path of the field, such as <c>greetings[1].name</c>; of what is no field, the name as it was sent.</param>
/// <param name="Problem">What to send instead.</param>
/// <param name="Line">The line of the body, from 1; 0 if it is not in the body.</param>
/// <param name="Byte">The byte of the line, from 1; 0 if it is not in the body.</param>
internal readonly record struct JsonViolation(string Field, string Problem, long Line, long Byte);
