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
        Bare = path.EndsWith(".razor", StringComparison.Ordinal) ? "" : BareCode.Of(code);
    }

    /// <summary>Below the root, with forward slashes.</summary>
    public string Path { get; }

    public string Code { get; }

    public string[] Lines { get; }

    public bool IsGenerated => Path.Contains("/Migrations/", StringComparison.Ordinal) || Path.EndsWith("Snapshot.cs", StringComparison.Ordinal);

    private string Bare { get; }

    public static IEnumerable<SourceFile> Everywhere() => Projects.SelectMany(All).Where(f => !f.IsGenerated);

    public static IEnumerable<SourceFile> All(string project) => SourceTree.Files(project, "*.cs").Concat(SourceTree.Files(project, "*.razor"))
        .Select(f => new SourceFile(System.IO.Path.GetRelativePath(SourceTree.Root, f).Replace('\\', '/'), File.ReadAllText(f).ReplaceLineEndings("\n")));

    public int LineOf(int index) => Code.AsSpan(0, index).Count('\n') + 1;

    /// <summary>The text between the next brace and the one that closes it.</summary>
    public string BlockAfter(int index)
    {
        var open = Bare.IndexOf('{', index);
        return open < 0 ? "" : Bare[open..Close(open)];
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
        return System.Text.RegularExpressions.Regex.IsMatch(head, @"\b(class|record|struct|interface|enum)\s+\w+");
    }
}
