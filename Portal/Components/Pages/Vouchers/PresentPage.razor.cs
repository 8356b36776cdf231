using Microsoft.AspNetCore.Components;
using Portal.Access;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Vouchers;
using Portal.Resources;

namespace Portal.Components.Pages.Vouchers;

/// <summary>A vendor's bundle: pieces are scanned one after another; what is taken is taken at once, so that the page can be left and opened again at any piece.</summary>
public sealed partial class PresentPage
{
    /// <summary>How much of a torn piece may be left, by quarters: the least of each in percent.</summary>
    private static readonly (int Share, string Text)[] Shares = [(PresentedVoucher.LeastPercent, "most"), (50, "half"), (25, "quarter")];

    private readonly Dictionary<string, string> reasons = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> lefts = new(StringComparer.Ordinal);
    private IReadOnlyList<Refusal> wrong = [];
    private ScanField? field;
    private BundleRecord? bundle;
    private TimeZoneInfo zone = TimeZoneInfo.Utc;
    private string? said;
    private bool accepted;
    private bool damaged;
    private int left = PresentedVoucher.LeastPercent;
    private bool closing;
    private bool mayPresent;
    private bool mine;
    private bool missing;

    /// <summary>The bundle that is being taken in; null before there is one.</summary>
    [SupplyParameterFromQuery(Name = PortalUrls.BundleKey)] public Guid? Bundle { get; set; }

    [Inject] public required Texts T { get; set; }

    [Inject] public required Formats F { get; set; }

    [Inject] public required CurrentActor Current { get; set; }

    [Inject] public required Presentments Presentments { get; set; }

    [Inject] public required PresentmentQueries Queries { get; set; }

    [Inject] public required NavigationManager Navigator { get; set; }

    private bool IsOpen => mine && mayPresent && bundle?.Row.ClosedAt is null;

    protected override async Task OnParametersSetAsync()
    {
        if (bundle?.Row.Uid == Bundle)
            return;
        (bundle, said, wrong, missing) = (null, null, [], false);
        reasons.Clear();
        if (Bundle is not null)
            await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var actor = await Current.GetAsync();
        mayPresent = actor.MayEverywhere(Right.PresentVouchers);
        var found = await Queries.GetAsync(actor, Bundle!.Value);
        missing = !found.TryGet(out bundle);
        if (bundle is null)
            return;
        zone = TimeZoneInfo.FindSystemTimeZoneById(bundle.TimeZone);
        mine = bundle.ByUserId == actor.OwnerId;
    }

    private void GoTo(Guid uid) => Navigator.NavigateTo(PortalUrls.VoucherPresentOf(uid), replace: true);

    private async Task<bool?> ScanAsync(string text)
    {
        var (piece, torn, share) = (VoucherScan.Read(text), damaged, left);
        (damaged, left) = (false, PresentedVoucher.LeastPercent);
        var taken = await Presentments.TakeAsync(await Current.GetAsync(), Bundle!.Value, [new PieceScan(piece, torn, torn ? share : null)]);
        wrong = taken.Refusals;
        if (!taken.TryGet(out var answers))
        {
            (said, accepted) = (Texts.Of(System.Globalization.CultureInfo.CurrentUICulture, taken.Refusal!), false);
            StateHasChanged();
            return false;
        }

        var answer = answers[0];
        accepted = answer is { Reason: null, Again: false };
        said = answer switch
        {
            { Reason: { } reason } => Because(answer.Serial ?? T["vouchers.present_unreadable"], VoucherWords.Reason(reason, answer.Values)),
            { Again: true } => Because(answer.Serial!, T["vouchers.present_again"]),
            _ => $"{answer.Serial} · {F.Money(bundle!.Row.Money(answer.Amount))}",
        };
        if (answer is { Reason: { } why, Serial: { } serial })
        {
            reasons[serial] = VoucherWords.Reason(why, answer.Values);
            if (torn)
                lefts[serial] = share;
        }

        Add(answer, torn);
        StateHasChanged();
        return accepted;
    }

    private static string Because(string serial, string reason) => $"{serial} · {reason}";

    /// <summary>Counts the piece on the screen as the database has it; the whole is read anew when the page is opened.</summary>
    private void Add(PieceAnswer answer, bool torn)
    {
        if (answer.Again || bundle is null)
            return;
        var row = bundle.Row;
        row = answer.Reason is null ? row with { Count = row.Count + 1, Sum = row.Sum + answer.Amount } : row with { Refused = row.Refused + 1 };
        bundle = bundle with { Row = row, Pieces = [.. bundle.Pieces, new BundlePiece(answer.Serial, answer.Amount, answer.Reason, torn, DateTime.MaxValue)] };
    }

    private async Task DamagedAsync(ChangeEventArgs e)
    {
        damaged = e.Value is true;
        await (field?.FocusAsync() ?? Task.CompletedTask);
    }

    private async Task ShareAsync(ChangeEventArgs e)
    {
        left = int.TryParse(e.Value as string, out var share) ? share : PresentedVoucher.LeastPercent;
        await (field?.FocusAsync() ?? Task.CompletedTask);
    }

    private string CloseText(PresentmentRow row) =>
        T[row.Differs ? "vouchers.present_close_differs" : "vouchers.present_close_text", F.Count(row.Count), F.Money(row.Money(row.Sum)), F.Count(row.SlipCount ?? row.Count), F.Money(row.Money(row.SlipSum ?? row.Sum))];

    private async Task CloseAsync()
    {
        var closed = await Presentments.CloseAsync(await Current.GetAsync(), Bundle!.Value);
        (wrong, closing) = (closed.Refusals, false);
        await LoadAsync();
    }
}
