using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Portal.Domain.Attachments;
using Portal.Domain.Exchange.Writing;

namespace Portal.Api;

/// <summary>What the document at /openapi/v1.json says beyond what the endpoints themselves show: examples, conditions of lists, forms, errors, keys.</summary>
internal static partial class ApiDescription
{
    private const string Key = "key";
    private const string Problem = "application/problem+json";

    private const string Refused = """
        {"type":"about:blank","title":"100자까지 입력할 수 있습니다.","status":422,"code":"text_too_long","errors":[{"field":"tradeName","code":"text_too_long","message":"100자까지 입력할 수 있습니다."}]}
        """;

    private static readonly (string Name, string Says)[] Conditions =
    [
        ("q", "Quick search, as above the list"),
        ("market", "The code of a market. Every column is a condition by its key: status=suspended is short for f.status=suspended"),
    ];

    private static readonly (string Name, string Says)[] OfExports =
    [
        ("format", "xlsx (when not given) or csv"), ("sort", "Keys of columns, - for descending: market,-code"), ("cols", "Keys of the columns wanted"),
        ("reason", "Why personal data are needed; without it they come masked"), .. Conditions,
    ];

    private static readonly (string Name, string Says)[] Parts =
    [
        ("file", "xlsx, csv or json, 20 MB at most"), ("dryRun", "true: says what would happen and changes nothing"), ("mapping", """{"heading":"field"} for what is not recognised by itself"""),
        ("market", "The code of the market of rows that name none"), ("encoding", "When it is not to be told by content"), ("sheet", "The name of the sheet; the first when not given"),
    ];

    private static readonly (string Name, string Says)[] DocumentParts =
    [
        ("file", "pdf, jpeg, png, webp, xlsx, docx, hwp or hwpx by its content, 20 MB at most"), ("kind", "contract, licence, identity, registration, insurance, plan, letter or other"),
        ("title", "What people call it"), ("validFrom", "The first day on which it holds, as 2026-01-01"), ("validUntil", "The last day on which it holds, included"), ("note", "Anything else"),
    ];

    private static readonly (string Name, string Says)[] VisitParts = [("file", "A photo of the stall: jpeg, png or webp by its content, 5 MB at most")];

    private static readonly (string Name, string Says)[] CapParts =
    [
        ("id", "Made by the client: sent again, nothing more is asked for"), ("amount", "The cap of the month that is wanted, in minor units"), ("reason", "What speaks for it"),
        ("file", "What shows it, where more is wanted than the present cap: a picture or a PDF, 20 MB at most"),
    ];

    private static readonly (string Name, string Says)[] StatementParts = [("file", "camt.052, camt.053, camt.054 (any version), MT940, MT942 or MT950, 2 GB at most")];

    /// <summary>Title, keys.</summary>
    public static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info.Title = "Portal";
        document.Info.Description = "Keys go into the header Authorization: Bearer. Errors are problem details (RFC 9457) with a stable code.";
        document.AddComponent<IOpenApiSecurityScheme>(Key, new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key" });
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Key, document)] = [] }];
        return Task.CompletedTask;
    }

    /// <summary>One call.</summary>
    public static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var (method, path) = (context.Description.HttpMethod, "/" + Constraint().Replace(context.Description.RelativePath ?? "", "}"));
        if (!ApiExamples.All.TryGetValue($"{method} {path}", out var example))
            return Task.CompletedTask;
        var isExport = path.EndsWith("/export", StringComparison.Ordinal);
        if (method == "GET" && (isExport || (!path.EndsWith('}') && !path.Contains("/documents", StringComparison.Ordinal) && !path.Contains("/qr.", StringComparison.Ordinal) && !path.Contains("/ledger/", StringComparison.Ordinal) && !path.EndsWith("/me", StringComparison.Ordinal) && !path.EndsWith("/statement-sources", StringComparison.Ordinal))))
            AddParameters(operation, isExport ? OfExports : Conditions);
        if (path.EndsWith("/import", StringComparison.Ordinal))
            operation.RequestBody = Form(Parts, "file");
        if (method == "POST" && path.EndsWith("/documents", StringComparison.Ordinal))
            operation.RequestBody = Form(DocumentParts, "file", "kind", "title");
        if (path.EndsWith("/visits", StringComparison.Ordinal))
            operation.RequestBody = Form(VisitParts, "file");
        if (path.EndsWith("/statements", StringComparison.Ordinal))
            operation.RequestBody = Form(StatementParts, "file");
        if (path.EndsWith("/cap-requests", StringComparison.Ordinal))
            operation.RequestBody = Form(CapParts, "id", "amount", "reason");
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
            parameter.Example = example.Parameters.TryGetValue(parameter.Name!, out var value) ? JsonValue.Create(value) : null;
        foreach (var name in example.Parameters.Keys.Where(n => operation.Parameters?.Any(p => p.Name == n) != true))
            (operation.Parameters ??= []).Add(new OpenApiParameter { Name = name, In = ParameterLocation.Query, Schema = Texts(), Example = JsonValue.Create(example.Parameters[name]) });
        foreach (var media in operation.RequestBody?.Content?.Values ?? [])
            media.Example = JsonNode.Parse(example.Body!);
        AddAnswers(operation, example, isExport);
        if (path.EndsWith("/content", StringComparison.Ordinal) && operation.Responses!["200"] is OpenApiResponse file)
            file.Content = AttachmentService.ContentTypes.ToDictionary(type => type, _ => new OpenApiMediaType());
        if (path.Contains("/qr.", StringComparison.Ordinal) && operation.Responses!["200"] is OpenApiResponse code)
            code.Content = new Dictionary<string, OpenApiMediaType> { [StallQrApi.MediaTypes[path[^3..]]] = new() { Schema = Texts(), Example = JsonValue.Create(example.Answer) } };
        if (path.EndsWith("/print/file", StringComparison.Ordinal) && operation.Responses!["200"] is OpenApiResponse vouchers)
            vouchers.Content = new Dictionary<string, OpenApiMediaType> { ["application/zip"] = new() };
        return Task.CompletedTask;
    }

    /// <summary>What a route says of a parameter beside its name.</summary>
    [GeneratedRegex(":[a-z]+}")]
    private static partial Regex Constraint();

    private static void AddParameters(OpenApiOperation operation, IEnumerable<(string Name, string Says)> added)
    {
        operation.Parameters ??= [];
        foreach (var (name, says) in added)
            operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Query, Description = says, Schema = Texts() });
    }

    private static OpenApiRequestBody Form((string Name, string Says)[] parts, params string[] required) => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["multipart/form-data"] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = required.ToHashSet(),
                    Properties = parts.ToDictionary(p => p.Name, IOpenApiSchema (p) => new OpenApiSchema { Type = JsonSchemaType.String, Format = p.Name == "file" ? "binary" : null, Description = p.Says }),
                },
            },
        },
    };

    private static void AddAnswers(OpenApiOperation operation, ApiExample example, bool isExport)
    {
        foreach (var answer in operation.Responses!.Values.OfType<OpenApiResponse>())
        {
            if (isExport)
                answer.Content = new Dictionary<string, OpenApiMediaType> { ["text/csv"] = new() { Schema = Texts(), Example = JsonValue.Create(example.Answer) }, [XlsxTableWriter.MediaType] = new() };
            else if (answer.Content?.TryGetValue("application/json", out var json) == true)
                json.Example = JsonNode.Parse(example.Answer);
        }

        operation.Responses["4XX"] = new OpenApiResponse
        {
            Description = "Refused: nothing was changed. 400 cannot be read, 401 no key, 403 not allowed, 404 not found, 409 taken or changed meanwhile, 413 too large, 422 a field is wrong, 429 too fast",
            Content = new Dictionary<string, OpenApiMediaType> { [Problem] = new() { Example = JsonNode.Parse(Refused) } },
        };
    }

    private static OpenApiSchema Texts() => new() { Type = JsonSchemaType.String };
}
