using System.Text.Json;
using Portal.Access;
using Portal.Domain;
using Portal.Domain.Access;

namespace Portal.Api;

/// <summary>What calls with a body have in common: the right first, then one JSON object, then what it means, then the act.</summary>
internal static class ApiBodies
{
    /// <summary>Who asks, and what for.</summary>
    public static async Task<Outcome<(Actor Actor, T Asked)>> ReadAsync<T>(HttpContext context, CurrentActor who, Right right, Func<JsonElement, Outcome<T>> read)
    {
        var actor = await who.GetAsync();
        if (!actor.May(right))
            return new NotAllowed(right);
        var body = await JsonFields.ReadAsync(context);
        if (!body.TryGet(out var fields))
            return body.Refusals.ToList();
        var asked = read(fields.Body);
        return asked.TryGet(out var value) ? (actor, value) : asked.Refusals.ToList();
    }

    /// <summary>Reads, does and answers. Once it was read it is taken to its end, whether or not the caller still listens.</summary>
    public static async Task<IResult> DoAsync<T, TDone>(
        HttpContext context, CurrentActor who, Right right, Func<JsonElement, Outcome<T>> read, Func<Actor, T, Task<Outcome<TDone>>> act, Func<TDone, IResult> answer)
    {
        var asked = await ReadAsync(context, who, right, read);
        return asked.Ok ? ApiAnswers.Answer(context, await act(asked.Value.Actor, asked.Value.Asked), answer) : ApiAnswers.Refused(context, asked.Refusals);
    }
}
