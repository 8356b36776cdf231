namespace Portal.Tests.Style;

/// <summary>A block of braces that is the body of a method: where it begins and how long it is.</summary>
internal sealed record Block(int First, int Lines);

/// <summary>A source file, and the same with the insides of strings and comments blanked, so that braces can be counted.</summary>
internal sealed class SourceFile
{
    private static readonly string[] Projects = ["Portal", "Portal.Domain", "Portal.Tests", "Portal.Benchmarks"];

    private SourceFile(string path, string code)
    {
        Path = path;
        Code = code;
        Lines = code.TrimEnd().Split('\n');
        var markup = path.EndsWith(".razor", StringComparison.Ordinal) ? CodeBlock(code) : 0;
        Bare = new string('\n', code.AsSpan(0, markup).Count('\n')).PadLeft(markup) + BareCode.Of(code[markup..]);
    }

    /// <summary>Below the root, with forward slashes.</summary>
    public string Path { get; }

    public string Code { get; }

    public string[] Lines { get; }

    public bool IsGenerated => Path.Contains("/Migrations/", StringComparison.Ordinal) || Path.EndsWith("Snapshot.cs", StringComparison.Ordinal);

    /// <summary>The code without comments and literals; of a component, its @code block.</summary>
    public string Bare { get; }

    public static IEnumerable<SourceFile> Everywhere() => Projects.SelectMany(All).Where(f => !f.IsGenerated);

    public static IEnumerable<SourceFile> All(string project) => SourceTree.Files(project, "*.cs").Concat(SourceTree.Files(project, "*.razor"))
        .Select(f => new SourceFile(System.IO.Path.GetRelativePath(SourceTree.Root, f).Replace('\\', '/'), File.ReadAllText(f).ReplaceLineEndings("\n")));

    public int LineOf(int index) => Code.AsSpan(0, index).Count('\n') + 1;

    /// <summary>A file of the test's own making.</summary>
    public static SourceFile Of(string path, string code) => new(path, code);

    /// <summary>The next block of braces that stands outside parentheses, with its braces and comments.</summary>
    public string BlockAfter(int index)
    {
        for (int i = index, depth = 0; i < Bare.Length; i++)
        {
            depth += Bare[i] == '(' ? 1 : Bare[i] == ')' ? -1 : 0;
            if (depth == 0 && Bare[i] == '{')
                return Code[i..Math.Min(Close(i) + 1, Code.Length)];
        }

        return "";
    }

    /// <summary>The bodies of methods: blocks that follow a closing parenthesis directly inside a type.</summary>
    public IEnumerable<Block> Blocks()
    {
        var openers = new Stack<(int At, bool IsType)>();
        for (var i = 0; i < Bare.Length; i++)
        {
            if (Bare[i] == '{')
            {
                var isType = IsType(i);
                if (!isType && openers.TryPeek(out var outer) && outer.IsType)
                    yield return new Block(LineOf(i), Bare.AsSpan(i, Close(i) - i).Count('\n') + 1);
                openers.Push((i, isType));
            }
            else if (Bare[i] == '}')
            {
                openers.TryPop(out _);
            }
        }
    }

    private static int CodeBlock(string razor) => razor.IndexOf("\n@code", StringComparison.Ordinal) is var at && at >= 0 ? at : razor.Length;

    private int Close(int open)
    {
        for (int i = open, depth = 0; i < Bare.Length; i++)
        {
            depth += Bare[i] == '{' ? 1 : Bare[i] == '}' ? -1 : 0;
            if (depth == 0)
                return i;
        }

        return Bare.Length;
    }

    /// <summary>True when what stands before the brace, back to the last end of a statement, declares a type.</summary>
    private bool IsType(int brace)
    {
        var start = Bare.LastIndexOfAny([';', '{', '}'], Math.Max(0, brace - 1));
        var head = Bare[(start + 1)..brace];
        return System.Text.RegularExpressions.Regex.IsMatch(head, @"\b(class|record|struct|interface|enum)\s+\w+|@code\s*$");
    }
}
