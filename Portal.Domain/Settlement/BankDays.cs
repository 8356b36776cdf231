using System.Collections.Frozen;

namespace Portal.Domain.Settlement;

/// <summary>A day on which the banks of a country are closed, beside Saturdays and Sundays. Kept by people: governments declare substitute holidays at short notice.</summary>
public sealed class BankHoliday
{
    public const int CountryLength = 2;
    public const int NameLength = 60;

    public long Id { get; set; }

    /// <summary>ISO 3166-1 alpha-2: KR, CN.</summary>
    public string Country { get; set; } = "";

    public DateOnly Day { get; set; }

    public string Name { get; set; } = "";
}

/// <summary>Reckons in days on which the banks of one country are open: no Saturday, no Sunday, no holiday.</summary>
public sealed class BankDays(IEnumerable<DateOnly> holidays)
{
    private readonly FrozenSet<DateOnly> holidays = holidays.ToFrozenSet();

    public bool IsOpen(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(day);

    /// <summary>The day itself when the banks are open, otherwise the next one on which they are.</summary>
    public DateOnly OnOrAfter(DateOnly day)
    {
        while (!IsOpen(day))
            day = day.AddDays(1);
        return day;
    }

    /// <summary>T+n: that many bank days after a day. T+0 of a closed day is the next open one.</summary>
    public DateOnly Add(DateOnly day, int days)
    {
        day = OnOrAfter(day);
        for (; days > 0; days--)
            day = OnOrAfter(day.AddDays(1));
        return day;
    }

    /// <summary>The last day of sale that is due on a day: T+n of it is not later. Sales of closed days are due with those of the next open one.</summary>
    public DateOnly LastDue(DateOnly on, int days)
    {
        var sold = on;
        while (Add(sold, days) > on)
            sold = sold.AddDays(-1);
        return sold;
    }
}
