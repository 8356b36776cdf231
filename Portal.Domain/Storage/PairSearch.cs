namespace Portal.Domain.Storage;

/// <summary>
/// What makes quick search quick: an index of the pairs of neighbouring letters of each text. Most Korean and Chinese words have two letters, for which
/// indexes of trigrams (<c>pg_trgm</c>, FTS5's own) have nothing; and <c>pg_trgm</c> leaves Hangul out altogether in a database of locale C.
/// Says which texts may contain a part; whether they do is asked beside it. SQL Server has no such index and walks over the texts.
/// </summary>
public static class PairSearch
{
    /// <summary>The shortest part that has a pair.</summary>
    public const int Length = 2;

    /// <summary>PostgreSQL's functions. The second is a plain expression, so that the planner puts it in place of the call and finds the index.</summary>
    internal const string PostgresFunctions = """
        create or replace function portal_pairs(word text) returns text[] language plpgsql immutable strict parallel safe as $pairs$
        declare
            letters text[] := string_to_array(word, null);
            pairs text[] := '{}';
        begin
            for i in 1 .. coalesce(array_length(letters, 1), 0) - 1 loop
                pairs := pairs || (letters[i] || letters[i + 1]);
            end loop;
            return pairs;
        end $pairs$;
        create or replace function portal_may_contain(whole text, part text) returns boolean language sql immutable parallel safe as $may$ select portal_pairs(whole) @> portal_pairs(part) $may$;
        """;

    /// <summary>
    /// SQLite's full-text table of pairs and the triggers that keep it. Made when they are missing, after every migration: a migration that makes
    /// a table anew drops its triggers.
    /// </summary>
    internal const string SqliteIndex = """
        create table if not exists "PairPositions" ("At" integer primary key);
        insert or ignore into "PairPositions" with recursive n(at) as (select 1 union all select at + 1 from n where at < 450) select at from n;
        create virtual table if not exists "VendorPairs" using fts5(pairs, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'");
        create trigger if not exists "VendorPairs_Insert" after insert on "Vendors" begin
            insert into "VendorPairs"(rowid, pairs) select new."Id", group_concat(substr(new."SearchText", "At", 2), ' ') from "PairPositions" where "At" < length(new."SearchText");
        end;
        create trigger if not exists "VendorPairs_Update" after update of "SearchText" on "Vendors" when old."SearchText" <> new."SearchText" begin
            delete from "VendorPairs" where rowid = old."Id";
            insert into "VendorPairs"(rowid, pairs) select new."Id", group_concat(substr(new."SearchText", "At", 2), ' ') from "PairPositions" where "At" < length(new."SearchText");
        end;
        create trigger if not exists "VendorPairs_Delete" after delete on "Vendors" begin
            delete from "VendorPairs" where rowid = old."Id";
        end;
        insert into "VendorPairs"(rowid, pairs)
            select v."Id", (select group_concat(substr(v."SearchText", "At", 2), ' ') from "PairPositions" where "At" < length(v."SearchText"))
            from "Vendors" v where v."Id" not in (select id from "VendorPairs_docsize");
        """;

    /// <summary>PostgreSQL: whether the text has all pairs of the part. Translated only.</summary>
    public static bool MayContain(string text, string part) => throw new NotSupportedException($"{nameof(MayContain)}({text}, {part}) is for queries.");

    /// <summary>SQLite: what FTS5 is asked for a part, its pairs one behind the other.</summary>
    public static string Phrase(string part)
    {
        var letters = part.EnumerateRunes().Select(r => r.ToString()).ToList();
        var pairs = letters.Zip(letters.Skip(1), (a, b) => a + b);
        return "\"" + string.Join(' ', pairs).Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }
}

/// <summary>A row that a full-text table names.</summary>
public sealed class FoundRow
{
    public long Id { get; init; }
}
