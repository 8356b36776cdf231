using System.Globalization;

namespace Portal.Domain.Exchange.Reading;

/// <summary>The texts of a spreadsheet's numbers and dates.</summary>
internal static class SpreadsheetValues
{
    private const int DaysBetweenEpochs = 1_462;
    private const double LastSerial = 2_958_466;

    /// <summary>
    /// The shortest text with at most 15 digits, as a spreadsheet shows it: no exponent for whole numbers of up to 15
    /// digits. Longer ones keep their exponent, because their last digits are lost already.
    /// </summary>
    public static string Shortest(double value) => Math.Abs(value) switch
    {
        < 1e15 and > 1e-10 or 0 => ((decimal)value).ToString(CultureInfo.InvariantCulture),
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>
    /// A serial day as ISO 8601: the date, the date with time, or the time alone below 1. Null when it is no date: negative,
    /// beyond 9999, or 29 February 1900, which only spreadsheets know.
    /// </summary>
    /// <param name="days">Days since the workbook's epoch.</param>
    /// <param name="date1904">True when the workbook counts from 1 January 1904.</param>
    public static string? IsoDate(double days, bool date1904)
    {
        var serial = date1904 ? days + DaysBetweenEpochs : days;
        if (days is >= 0 and < 1)
            return TimeText(TimeOnly.MinValue.Add(TimeSpan.FromSeconds(Math.Min(Math.Round(days * 86_400), 86_399))));
        if (serial is < 1 or >= LastSerial or >= 60 and < 61)
            return null;
        // Excel takes 1900 for a leap year, so its days before March 1900 are one behind.
        var moment = DateTime.UnixEpoch.AddDays(-25_569 + (serial < 60 ? 1 : 0)).AddSeconds(Math.Round(serial * 86_400));
        return Iso(moment);
    }

    /// <summary>A date that the file itself spells in ISO 8601; null when it is none.</summary>
    public static string? IsoDate(string text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var moment) ? Iso(moment) : null;

    private static string Iso(DateTime moment) => moment.TimeOfDay == TimeSpan.Zero
        ? moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : moment.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    private static string TimeText(TimeOnly time) => time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
}
