namespace Portal.Domain.Storage.Postgres;

/// <summary>
/// Quick search on PostgreSQL: an index of the pairs of neighbouring letters of each text. Most Korean and Chinese words have two letters, for which
/// <c>pg_trgm</c> (three letters) has nothing in its index; and in a database of locale C it leaves Hangul out altogether.
/// </summary>
public static class PairSearch
{
    /// <summary>The shortest word that has a pair.</summary>
    public const int Length = 2;

    /// <summary>The functions of the database. The second is a plain expression, so that the planner puts it in place of the call and finds the index.</summary>
    internal const string Functions = """
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

    /// <summary>Whether the text has all pairs of the part; it may have them elsewhere, so this is asked beside the comparison itself. Translated only.</summary>
    public static bool MayContain(string text, string part) => throw new NotSupportedException($"{nameof(MayContain)}({text}, {part}) is for queries.");
}
