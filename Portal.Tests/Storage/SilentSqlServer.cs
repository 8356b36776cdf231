using System.Collections;
using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Portal.Domain.Storage;
using Portal.Domain.Storage.SqlServer;

namespace Portal.Tests.Storage;

/// <summary>Contexts of SQL Server's provider that reach no server: what would be sent is translated, counted and answered with made-up rows.</summary>
internal sealed class SilentSqlServer : IDbContextFactory<PortalDbContext>
{
    public const string ConnectionString = "Server=none.invalid;Database=portal;Encrypt=false";
    private readonly DbContextOptions<SqlServerPortalDbContext> options;

    public SilentSqlServer() => options = new DbContextOptionsBuilder<SqlServerPortalDbContext>().UseSqlServer(ConnectionString)
        .AddInterceptors(new NoConnection(), new NoTransaction(), new NoCommand(this)).Options;

    /// <summary>A loop that asks until nothing is found would never end otherwise.</summary>
    private const int AnsweredPerCall = 20;

    private int answered;

    /// <summary>How many rows each query answers, the first ones of a call.</summary>
    public int Rows { get; set; }

    /// <summary>How many commands were made ready to be sent.</summary>
    public int Commands { get; private set; }

    public PortalDbContext CreateDbContext() => new SqlServerPortalDbContext(options, new WriteGate(false));

    private sealed class NoConnection : DbConnectionInterceptor
    {
        public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) => InterceptionResult.Suppress();

        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) => new(InterceptionResult.Suppress());
    }

    private sealed class NoTransaction : DbTransactionInterceptor
    {
        public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
            DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default) =>
            new(InterceptionResult<DbTransaction>.SuppressWithResult(new Nothing(connection)));

        private sealed class Nothing(DbConnection connection) : DbTransaction
        {
            public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

            protected override DbConnection DbConnection => connection;

            public override void Commit()
            {
            }

            public override void Rollback()
            {
            }
        }
    }

    private sealed class NoCommand(SilentSqlServer server) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            new(InterceptionResult<DbDataReader>.SuppressWithResult(server.Answer()));

        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
            InterceptionResult<DbDataReader>.SuppressWithResult(server.Answer());

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            new(InterceptionResult<int>.SuppressWithResult(server.Count()));
    }

    /// <summary>A new call begins: its queries find rows again.</summary>
    public void BeginCall() => answered = 0;

    private MadeUpRows Answer()
    {
        Count();
        return new MadeUpRows(answered++ < AnsweredPerCall ? Rows : 0);
    }

    private int Count()
    {
        Commands++;
        return Rows;
    }

    /// <summary>Rows in which every column holds a value of whatever type is asked for.</summary>
    private sealed class MadeUpRows(int rows) : DbDataReader
    {
        private int read;

        public override int FieldCount => 100;

        public override int Depth => 0;

        public override bool HasRows => rows > 0;

        public override bool IsClosed => false;

        public override int RecordsAffected => rows;

        public override object this[int ordinal] => GetValue(ordinal);

        public override object this[string name] => GetValue(0);

        public override bool Read() => read++ < rows;

        public override bool NextResult() => false;

        public override bool IsDBNull(int ordinal) => false;

        public override string GetName(int ordinal) => "Column";

        public override int GetOrdinal(string name) => 0;

        public override string GetDataTypeName(int ordinal) => "bigint";

        public override Type GetFieldType(int ordinal) => typeof(long);

        public override object GetValue(int ordinal) => 1L;

        public override int GetValues(object[] values) => 0;

        public override bool GetBoolean(int ordinal) => true;

        public override byte GetByte(int ordinal) => 1;

        public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => 0;

        public override char GetChar(int ordinal) => 'A';

        public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => 0;

        public override DateTime GetDateTime(int ordinal) => new(2026, 11, 22, 0, 0, 0, DateTimeKind.Utc);

        public override decimal GetDecimal(int ordinal) => 1;

        public override double GetDouble(int ordinal) => 1;

        public override float GetFloat(int ordinal) => 1;

        public override Guid GetGuid(int ordinal) => Guid.Empty;

        public override short GetInt16(int ordinal) => 1;

        public override int GetInt32(int ordinal) => 1;

        public override long GetInt64(int ordinal) => 1;

        /// <summary>Text that every enum can be read from as well.</summary>
        public override string GetString(int ordinal) => "1";

        public override T GetFieldValue<T>(int ordinal) => typeof(T) == typeof(byte[]) ? (T)(object)new byte[60]
            : typeof(T) == typeof(DateOnly) ? (T)(object)new DateOnly(2026, 11, 22)
            : typeof(T) == typeof(string) ? (T)(object)GetString(ordinal)
            : (T)Convert.ChangeType(1, typeof(T), null);

        public override IEnumerator GetEnumerator() => new DbEnumerator(this);
    }
}
