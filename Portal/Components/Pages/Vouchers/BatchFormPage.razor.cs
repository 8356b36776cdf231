using Microsoft.AspNetCore.Components;
using Portal.Access;
using Portal.Components.Shared;
using Portal.Components.Shared.Fields;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Vouchers;
using Portal.Resources;

namespace Portal.Components.Pages.Vouchers;

/// <summary>A batch as it is submitted, or submitted again after an edit: it offers the face values of the rule in force and says what it comes to before it is sent.</summary>
public sealed partial class BatchFormPage
{
    private const int MostProgrammes = 100;
    private static readonly string?[] Fields = ["programme", "purpose", "office", "items"];
    private readonly List<Line> lines = [];
    private IReadOnlyList<FieldChoice<string>> programmes = [];
    private IReadOnlyList<Refusal> wrong = [];
    private BatchOffer? offer;
    private BatchRecord? edited;
    private VoucherKind chosenKind;
    private string? chosen;
    private string? purpose;
    private string? office;
    private Guid id = Guid.CreateVersion7();
    private bool loaded;
    private bool missing;
    private bool busy;

    /// <summary>The batch that is edited; null for a new one.</summary>
    [Parameter] public string? Code { get; set; }

    [SupplyParameterFromQuery(Name = "programme")] public string? Programme { get; set; }

    [Inject] public required Texts T { get; set; }

    [Inject] public required Formats F { get; set; }

    [Inject] public required CurrentActor Current { get; set; }

    [Inject] public required ProgrammeQueries Programmes { get; set; }

    [Inject] public required ProgrammeRecords Records { get; set; }

    [Inject] public required BatchQueries Queries { get; set; }

    [Inject] public required BatchService Batches { get; set; }

    [Inject] public required VoucherOffices Offices { get; set; }

    [Inject] public required Toasts Toasts { get; set; }

    [Inject] public required NavigationManager Navigator { get; set; }

    private bool Editing => edited is not null;

    private string Title => Editing ? T["vouchers.batch_edit_title", Code!] : T["vouchers.batch_new"];

    private long Count => lines.Sum(l => l.Count ?? 0);

    private long Total => lines.Sum(l => l.Face * (l.Count ?? 0));

    protected override async Task OnParametersSetAsync()
    {
        if (loaded)
            return;
        loaded = true;
        var actor = await Current.GetAsync();
        await Offices.EnsureHeadAsync();
        if (Code is not null)
        {
            await EditAsync(actor);
            return;
        }

        var page = await Programmes.PageAsync(actor, ListQuery.Everything with { Size = MostProgrammes });
        programmes = page.TryGet(out var found) ? [.. found.Items.Where(p => p.StoppedAt is null).Select(p => new FieldChoice<string>(p.Code, $"{p.Local()} ({p.Code})"))] : [];
        await ChooseAsync(programmes.FirstOrDefault(p => p.Value == Programme)?.Value ?? (programmes is [var only] ? only.Value : null));
    }

    private async Task EditAsync(Actor actor)
    {
        if (!(await Queries.GetAsync(actor, Code!)).TryGet(out var batch) || batch.Row.State is not (BatchState.Submitted or BatchState.Approved or BatchState.Rejected))
        {
            missing = true;
            return;
        }

        (edited, id, purpose) = (batch, batch.Row.Uid, batch.Row.Purpose);
        await ChooseAsync(batch.Row.Programme);
        ChooseKind(batch.Row.Kind);
        office = batch.Row.Office;
        foreach (var line in lines)
            line.Count = batch.Items.Where(i => i.FaceMinor == line.Face).Sum(i => i.Count) is > 0 and var count ? count : null;
    }

    private async Task ChooseAsync(string? programme)
    {
        (chosen, offer, wrong) = (programme, null, []);
        lines.Clear();
        if (programme is null || !(await Records.OfferAsync(await Current.GetAsync(), programme)).TryGet(out var found))
            return;
        offer = found;
        office = found.Offices.FirstOrDefault(o => o.Code == VoucherOffices.Head)?.Code;
        if (found.Kinds.Count > 0)
            ChooseKind(found.Kinds[0].Kind);
    }

    /// <summary>The face values of a kind; counts that were typed for the same values stay.</summary>
    private void ChooseKind(VoucherKind kind)
    {
        chosenKind = kind;
        var typed = lines.ToDictionary(l => l.Face, l => l.Count);
        lines.Clear();
        lines.AddRange((offer?.Kinds.FirstOrDefault(k => k.Kind == kind)?.Faces ?? []).Select(face => new Line(face) { Count = typed.GetValueOrDefault(face) }));
    }

    private async Task SubmitAsync()
    {
        if (busy || offer is null || Total == 0)
            return;
        busy = true;
        try
        {
            var wanted = new NewBatch(id, chosen, chosenKind, [.. lines.Where(l => l.Count is > 0).Select(l => new BatchItem(new Money(offer.Currency, l.Face), (int)l.Count!.Value))], purpose, office);
            var actor = await Current.GetAsync();
            var done = Editing ? await Batches.EditAsync(actor, wanted) : await NewAsync(actor, wanted);
            wrong = done.Refusals;
            if (!done.TryGet(out var batch))
                return;
            Toasts.Show(T[Editing ? "vouchers.batch_edited" : "vouchers.batch_submitted", batch.Code]);
            Navigator.NavigateTo(PortalUrls.VoucherBatch(batch.Code));
        }
        finally
        {
            busy = false;
        }
    }

    private async Task<Outcome<VoucherBatch>> NewAsync(Actor actor, NewBatch wanted)
    {
        var submitted = await Batches.SubmitAsync(actor, wanted);
        return submitted.TryGet(out var made) ? made.Batch : submitted.Refusals.ToList();
    }

    private string Money(long value) => F.Money(new(offer!.Currency, value));

    private sealed class Line(long face)
    {
        public long Face { get; } = face;

        public long? Count { get; set; }
    }
}
