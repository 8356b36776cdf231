namespace Portal.Domain.Markets;

/// <summary>The rules of a stall's fields, without database or clock.</summary>
public static class StallRules
{
    /// <summary>10,000 m², more than any stall has.</summary>
    public const long MaxAreaCm2 = 100_000_000;

    /// <summary>Ten kilometres in decimetres.</summary>
    public const int MaxPlan = 100_000;

    /// <summary>
    /// Sets what the edit gives, market and zone excepted, which need a look-up. When a field breaks a rule its reasons are added to
    /// <paramref name="refusals"/> and the stall must not be saved.
    /// </summary>
    public static void Apply(Stall stall, StallEdit edit, List<Refusal> refusals)
    {
        stall.Kind = edit.Kind.Or(stall.Kind);
        stall.Status = edit.Status.Or(stall.Status);
        stall.Utilities = edit.Utilities.Or(stall.Utilities);
        stall.AreaCm2 = MarketRules.Within(edit.Area, stall.AreaCm2, "area", 0, MaxAreaCm2, refusals);
        stall.PlanX = (int?)MarketRules.Within(edit.PlanX, stall.PlanX, "planX", 0, MaxPlan, refusals);
        stall.PlanY = (int?)MarketRules.Within(edit.PlanY, stall.PlanY, "planY", 0, MaxPlan, refusals);
        stall.PlanWidth = (int?)MarketRules.Within(edit.PlanWidth, stall.PlanWidth, "planWidth", 1, MaxPlan, refusals);
        stall.PlanHeight = (int?)MarketRules.Within(edit.PlanHeight, stall.PlanHeight, "planHeight", 1, MaxPlan, refusals);
        var given = new[] { stall.PlanX, stall.PlanY, stall.PlanWidth, stall.PlanHeight }.Count(p => p is not null);
        if (given is not (0 or 4) && !refusals.Any(r => r.Field?.StartsWith("plan", StringComparison.Ordinal) == true))
            refusals.Add(new PlanIncomplete { Field = "planX" });
    }

    /// <summary>
    /// Market code and number of a new stall, from its parts or from its code. A code without parts is cut at the market's code, which is
    /// known; a number may itself hold hyphens.
    /// </summary>
    public static (string Market, string Number)? Identify(StallEdit edit, Func<string, bool> isMarket, List<Refusal> refusals)
    {
        var market = edit.Market.Value?.Trim().ToUpperInvariant();
        var code = Codes.Clean(edit.Code.Value, "code", Stall.CodeLength, refusals);
        if (string.IsNullOrEmpty(market) && code is not null)
            market = Enumerable.Range(1, code.Length - 1).Where(i => code[i] == '-').Select(i => code[..i]).LastOrDefault(isMarket);
        if (string.IsNullOrEmpty(market) || !isMarket(market))
        {
            refusals.Add(new MarketNotFound(market ?? edit.Code.Value ?? "") { Field = "market" });
            return null;
        }

        var wanted = string.IsNullOrWhiteSpace(edit.Number.Value) && code?.StartsWith(market + "-", StringComparison.Ordinal) == true ? code[(market.Length + 1)..] : edit.Number.Value;
        var number = Codes.Clean(wanted, "number", Stall.NumberLength, refusals);
        if (number is null)
        {
            if (refusals.Count == 0)
                refusals.Add(new TextMissing { Field = "number" });
            return null;
        }

        if (code is not null && code != market + "-" + number)
        {
            refusals.Add(new FieldIsFixed { Field = "code" });
            return null;
        }

        return (market, number);
    }
}
