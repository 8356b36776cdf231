using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Portal.Access;
using Portal.Components.Shared;
using Portal.Components.Shared.Fields;
using Portal.Domain;
using Portal.Domain.Attachments;
using Portal.Resources;

namespace Portal.Components.Pages.Attachments;

/// <summary>The documents of one record.</summary>
public sealed partial class AttachmentList
{
    private const long Megabyte = 1024 * 1024;
    private IReadOnlyList<AttachmentRow>? rows;
    private IReadOnlyList<Refusal> refusals = [];
    private IReadOnlyList<Refusal> wrong = [];
    private List<FieldChoice<AttachmentKind>> kinds = [];
    private AttachedTo? shown;
    private AttachmentRow? chosen;
    private AttachmentTarget? target;
    private IBrowserFile? file;
    private AttachmentKind kind;
    private string? title;
    private DateOnly? from;
    private DateOnly? until;
    private string? note;
    private bool opening;
    private bool archiving;

    /// <summary>What a new document can be attached to; the first is the record itself.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<AttachmentTarget> Targets { get; set; }

    /// <summary>True when the reader may attach and archive: for showing the buttons; the service asks again.</summary>
    [Parameter] public bool MayEdit { get; set; }

    /// <summary>True when the reader may open personal documents, for a reason.</summary>
    [Parameter] public bool MayReveal { get; set; }

    /// <summary>True when what is attached here is personal.</summary>
    [Parameter] public bool Personal { get; set; }

    /// <summary>The market's clock.</summary>
    [Parameter, EditorRequired] public required TimeZoneInfo Zone { get; set; }

    /// <summary>The number of documents may have changed.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    [Inject] public required Texts T { get; set; }

    [Inject] public required Formats F { get; set; }

    [Inject] public required AttachmentService Documents { get; set; }

    [Inject] public required CurrentActor Current { get; set; }

    [Inject] public required TimeProvider Clock { get; set; }

    [Inject] public required NavigationManager Navigator { get; set; }

    [Inject] public required Toasts Toasts { get; set; }

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(Clock.GetUtcNow().UtcDateTime, Zone));

    protected override void OnInitialized() => kinds = [.. Enum.GetValues<AttachmentKind>().Select(k => new FieldChoice<AttachmentKind>(k, T.Of("documents", k)))];

    protected override async Task OnParametersSetAsync()
    {
        if (shown == Targets[0].To)
            return;
        shown = Targets[0].To;
        await LoadAsync();
    }

    private static string Ending(AttachmentRow row) => row.ContentType[(row.ContentType.LastIndexOfAny(['/', '.']) + 1)..] switch
    {
        "sheet" => "XLSX",
        "document" => "DOCX",
        var ending => ending.ToUpperInvariant(),
    };

    private static string Size(long bytes) => bytes >= Megabyte
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)Megabyte:0.#} MB") : string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes / 1024)} KB");

    private string Validity(AttachmentRow row) => (row.ValidFrom, row.ValidUntil) switch
    {
        (null, null) => "–",
        ({ } first, var last) => F.Range(first, last),
        (null, { } last) => T["documents.until", F.ShortDate(last)],
    };

    private async Task LoadAsync()
    {
        var read = await Documents.ListAsync(await Current.GetAsync(), Targets[0].To);
        (rows, refusals) = (read.Ok ? read.Value : [], read.Refusals);
    }

    private void Clear() => (file, title, kind, target, from, until, note) = (null, null, AttachmentKind.Contract, Targets[0], null, null, null);

    private async Task<IReadOnlyList<Refusal>> AddAsync()
    {
        if (file is null)
            return [new TextMissing { Field = "file" }];
        await using var content = file.OpenReadStream(Attachment.MaxSize);
        var added = await Documents.AddAsync(await Current.GetAsync(), (target ?? Targets[0]).To, new AttachmentEdit(kind, title, from, until, note), content);
        if (!added.Ok)
            return added.Refusals;
        Toasts.Show(T["documents.added_toast"]);
        await LoadAsync();
        // The form's button is the form's event: the list around it is told.
        StateHasChanged();
        await Changed.InvokeAsync();
        return [];
    }

    /// <summary>The download is another request: it keeps the reason.</summary>
    private void Open(string reason)
    {
        opening = false;
        Navigator.NavigateTo(PortalUrls.DocumentFile(chosen!.Uid, reason), forceLoad: true);
    }

    private async Task ArchiveAsync(string reason)
    {
        var archived = await Documents.ArchiveAsync(await Current.GetAsync(), chosen!.Uid, reason);
        wrong = archived.Refusals;
        if (!archived.Ok)
            return;
        archiving = false;
        Toasts.Show(T["documents.archived_toast"]);
        await LoadAsync();
        await Changed.InvokeAsync();
    }
}
