using CodeFirst.ProtoExport.Problems;

namespace CodeFirst.ProtoExport.Routes;

/// <summary>Checks what a method says about its answer: the status, the Location header, and how a stream is continued.</summary>
internal sealed class AnswerChecks(MessageBook messages, ProblemList problems)
{
    private const int Ok = 200;
    private const int Created = 201;
    private const int Accepted = 202;
    private const int NoContent = 204;

    public void Run(RoutedMethod method)
    {
        CheckAgreement(method);
        CheckStatus(method);
        CheckLocation(method);
        CheckResumption(method);
    }

    // The answer is that of the rpc, by whichever route it was called.
    private void CheckAgreement(RoutedMethod method)
    {
        if (method.Declared.Select(route => (route.Status, route.Location)).Distinct().Count() > 1)
        {
            Tell(method, "has routes with different Status or Location.", "Set the same on each route, because they call one method.");
        }
    }

    private void CheckStatus(RoutedMethod method)
    {
        var (status, location) = (method.Answer.Status, method.Answer.Location);
        if (status is not (0 or Ok or Created or Accepted or NoContent))
        {
            Tell(method, $"has Status = {status}.", "Use 200, 201, 202 or 204: errors have the status of their gRPC code.");
        }
        else if (method.Descriptor.ServerStreaming && (status is not (0 or Ok) || location.Length > 0))
        {
            Tell(method, "has a Status or Location, and its response is a stream.", "Remove them: a stream has the status 200.");
        }
        else if (status == NoContent && method.Declared.Any(route => route.ResponseBody.Length > 0))
        {
            Tell(method, "has Status = 204 and a ResponseBody.", "Remove one of them: a response with 204 has no body.");
        }
    }

    private void CheckLocation(RoutedMethod method)
    {
        var (status, location) = (method.Answer.Status, method.Answer.Location);
        if (location.Length == 0)
        {
            return;
        }

        if (status is not (Created or Accepted))
        {
            Tell(method, $"has Location = \"{location}\" without a status that has one.", "Add Status = 201, or 202.");
        }

        try
        {
            foreach (var variable in RouteParser.ParsePath(location).Variables)
            {
                var field = messages.Find(method.Descriptor.OutputType, variable.FieldPath);
                if (field is null || messages.WhyNoValue(field) is not null)
                {
                    Tell(
                        method,
                        $"has Location = \"{location}\", and the response has no field {variable.FieldPath} with one value.",
                        messages.FieldsOf(method.Descriptor.OutputType));
                }
            }
        }
        catch (RouteSyntaxException failure)
        {
            Tell(method, $"has Location = \"{location}\", which {failure.What}", failure.Fix);
        }
    }

    private void CheckResumption(RoutedMethod method)
    {
        if (method.Resumption is not { } resumption)
        {
            return;
        }

        if (!method.Descriptor.ServerStreaming)
        {
            TellResumption("its response is not a stream.", "Remove [Resumable].");
            return;
        }

        CheckField(resumption.Mark, method.Descriptor.OutputType, "response");
        CheckField(resumption.After, method.Descriptor.InputType, "request");

        void CheckField(string name, string message, string role)
        {
            if (messages.Find(message, name) is not { } field)
            {
                TellResumption($"the {role} has no field {name}.", messages.FieldsOf(message));
            }
            else if (messages.WhyNoValue(field) is { } why)
            {
                TellResumption($"the field {name} of the {role} is {why}.", "Name a field with one value.");
            }
        }

        void TellResumption(string what, string fix) =>
            problems.Add(ProblemCodes.Resumption, method.Method, $"is marked [Resumable], and {what}", fix);
    }

    private void Tell(RoutedMethod method, string what, string fix) =>
        problems.Add(ProblemCodes.RouteAnswer, method.Method, what, fix);
}
