using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;

namespace Portal.Benchmarks;

/// <summary>The same rows written without a ledger: nothing is locked, compared or refused.</summary>
internal static class BareLedger
{
    private const int Batch = 64;

    /// <summary>Far above the ids of the ledger's own batches.</summary>
    private static long lastId = 1L << 50;

    /// <summary>SQLite: one loop of prepared statements, 64 postings a commit.</summary>
    public static async Task<double> PreparedAsync(FilledPortal portal, BenchmarkBooks books, TimeSpan time)
    {
        await using var connection = new SqliteConnection(portal.ConnectionString);
        await connection.OpenAsync();
        Run(connection, null, "pragma synchronous=full; pragma cache_size=-65536; pragma temp_store=memory;");
        using var posting = Prepare(connection, "insert into LedgerPostings (Id, Uid, Owner, Request, OperatorId, MarketId, BusinessDate, At, Lines, FirstLine) values ($a, $b, 'benchmark', $c, $d, 0, $e, $f, 1, $a)", 6);
        using var line = Prepare(connection, "insert into Transfers (Id, PostingId, Kind, Code, DebitId, CreditId, Amount, CreditLine, CreditBalance) values ($a, $a, 'Immediate', 'TopUp', $b, $c, $d, $e, $f)", 6);
        using var account = Prepare(connection, "update LedgerAccounts set Credits = Credits + $b, LastLine = LastLine + 1 where Id = $a returning Credits, LastLine", 2);
        using var total = Prepare(connection, "update AccountTotals set Debits = Debits + $b where AccountId = $a", 2);
        var (clock, count) = (Stopwatch.StartNew(), 0);
        while (clock.Elapsed < time)
        {
            using var transaction = connection.BeginTransaction();
            foreach (var command in (SqliteCommand[])[posting, line, account, total])
                command.Transaction = transaction;
            var sum = 0L;
            for (var i = 0; i < Batch; i++)
            {
                var (wallet, amount) = (books.AnyWallet(), 1 + (i % 100));
                var next = Interlocked.Increment(ref lastId);
                sum += amount;
                Set(account, wallet, amount);
                long balance, number;
                using (var reader = account.ExecuteReader())
                {
                    reader.Read();
                    (balance, number) = (reader.GetInt64(0), reader.GetInt64(1));
                }

                Set(posting, next, Guid.NewGuid().ToByteArray(), "{\"wallet\":1,\"amount\":1}", books.OperatorId, "2026-01-01", DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture));
                posting.ExecuteNonQuery();
                Set(line, next, books.Cash, wallet, amount, number, balance);
                line.ExecuteNonQuery();
            }

            Set(total, books.Cash, sum);
            total.ExecuteNonQuery();
            transaction.Commit();
            count += Batch;
        }

        return count / clock.Elapsed.TotalSeconds;
    }

    /// <summary>One transfer a transaction, through EF Core, by as many callers.</summary>
    public static async Task<double> OneByOneAsync(FilledPortal portal, BenchmarkBooks books, int callers, TimeSpan time)
    {
        var contexts = portal.Get<PortalDbContextFactory>();
        var clock = Stopwatch.StartNew();
        var done = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            for (; clock.Elapsed < time; count++)
                await OneAsync(contexts, books, Interlocked.Increment(ref lastId));
            return count;
        })));
        return done.Sum() / clock.Elapsed.TotalSeconds;
    }

    private static async Task OneAsync(PortalDbContextFactory contexts, BenchmarkBooks books, long id)
    {
        var wallet = books.AnyWallet();
        await using var db = contexts.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var account = await db.LedgerAccounts.FromSqlRaw("select * from \"LedgerAccounts\" where \"Id\" = {0} for update", wallet).SingleAsync();
        (account.Credits, account.LastLine) = (account.Credits + 1, account.LastLine + 1);
        db.Add(new LedgerPosting { Id = id, Uid = Guid.NewGuid(), Owner = "benchmark", Request = "{\"wallet\":1,\"amount\":1}", OperatorId = books.OperatorId, BusinessDate = new DateOnly(2026, 1, 1), At = DateTime.UtcNow, Lines = 1, FirstLine = id });
        db.Add(new Transfer { Id = id, PostingId = id, Code = TransferCode.TopUp, DebitId = books.Cash, CreditId = wallet, Amount = 1, CreditLine = account.LastLine, CreditBalance = account.Credits });
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
            command.Parameters.Add(new SqliteParameter { ParameterName = "$" + (char)('a' + i) });
        return command;
    }

    private static void Set(SqliteCommand command, params object[] values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
    }

    private static void Run(SqliteConnection connection, SqliteTransaction? transaction, string sql)
    {
        using var command = new SqliteCommand(sql, connection, transaction);
        command.ExecuteNonQuery();
    }
}
