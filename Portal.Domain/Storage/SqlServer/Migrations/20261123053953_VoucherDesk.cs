using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Domain.Storage.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class VoucherDesk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_VoucherNotices_State_CreatedAt",
                table: "VoucherNotices");

            migrationBuilder.AddColumn<long>(
                name: "BuyerId",
                table: "VoucherNotices",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Channel",
                table: "VoucherNotices",
                type: "nvarchar(24)",
                maxLength: 24,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<DateTime>(
                name: "NextAt",
                table: "VoucherNotices",
                type: "datetime2",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<byte[]>(
                name: "Contact",
                table: "VoucherBuyers",
                type: "varbinary(428)",
                maxLength: 428,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ApplicationUid",
                table: "VendorEnrolments",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "CapUid",
                table: "VendorEnrolments",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Counts",
                table: "PaymentTenders",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "FraudCases",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Uid = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Subject = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SubjectId = table.Column<long>(type: "bigint", nullable: false),
                    SubjectCode = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    MarketId = table.Column<long>(type: "bigint", nullable: true),
                    Points = table.Column<int>(type: "int", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2"),
                    OpenerId = table.Column<long>(type: "bigint", nullable: false),
                    OpenerName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OpenedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    AssigneeId = table.Column<long>(type: "bigint", nullable: true),
                    AssigneeName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Decision = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: true, collation: "Latin1_General_100_BIN2"),
                    DecisionReason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2"),
                    DeciderId = table.Column<long>(type: "bigint", nullable: true),
                    DeciderName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    DecidedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    AppealReason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2"),
                    AppealedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    AppealDeciderId = table.Column<long>(type: "bigint", nullable: true),
                    AppealDeciderName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ClosedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ClaimedMinor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FraudCases", x => x.Id);
                    table.CheckConstraint("CK_FraudCases_Appeal", "\"AppealDeciderId\" is null or \"AppealDeciderId\" <> \"DeciderId\"");
                    table.CheckConstraint("CK_FraudCases_Decider", "\"DeciderId\" is null or \"DeciderId\" <> \"OpenerId\"");
                });

            migrationBuilder.CreateTable(
                name: "FraudRuns",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Markets = table.Column<int>(type: "int", nullable: false),
                    Vendors = table.Column<int>(type: "int", nullable: false),
                    Redemptions = table.Column<int>(type: "int", nullable: false),
                    Signals = table.Column<int>(type: "int", nullable: false),
                    Flagged = table.Column<int>(type: "int", nullable: false),
                    Milliseconds = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FraudRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "FreeIssueLists",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Uid = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ProgrammeId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Purpose = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FileName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FileHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SameBy = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false),
                    Count = table.Column<int>(type: "int", nullable: false),
                    TotalMinor = table.Column<long>(type: "bigint", nullable: false),
                    Needed = table.Column<int>(type: "int", nullable: false),
                    MakerId = table.Column<long>(type: "bigint", nullable: false),
                    MakerName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    SubmittedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    IssuedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FreeIssueLists", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FreeIssueLists_VoucherProgrammes_ProgrammeId",
                        column: x => x.ProgrammeId,
                        principalTable: "VoucherProgrammes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "InstitutionDeliveries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Uid = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    OrderId = table.Column<long>(type: "bigint", nullable: false),
                    Place = table.Column<int>(type: "int", nullable: false),
                    ReceivedBy = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Count = table.Column<int>(type: "int", nullable: false),
                    FaceMinor = table.Column<long>(type: "bigint", nullable: false),
                    PaidMinor = table.Column<long>(type: "bigint", nullable: false),
                    By = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InstitutionDeliveries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "InstitutionPayments",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Uid = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    OrderId = table.Column<long>(type: "bigint", nullable: false),
                    Way = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AmountMinor = table.Column<long>(type: "bigint", nullable: false),
                    Means = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Reason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    By = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BusinessDate = table.Column<DateOnly>(type: "date", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InstitutionPayments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Institutions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    NameKo = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    NameEn = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    NameZh = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    BusinessNumber = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ContactName = table.Column<byte[]>(type: "varbinary(500)", maxLength: 500, nullable: true),
                    ContactPhone = table.Column<byte[]>(type: "varbinary(500)", maxLength: 500, nullable: true),
                    ContactEmail = table.Column<byte[]>(type: "varbinary(500)", maxLength: 500, nullable: true),
                    MarketId = table.Column<long>(type: "bigint", nullable: true),
                    ArchivedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Institutions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Institutions_Markets_MarketId",
                        column: x => x.MarketId,
                        principalTable: "Markets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "VoucherGifts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Uid = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    VoucherId = table.Column<long>(type: "bigint", nullable: false),
                    FromWalletId = table.Column<long>(type: "bigint", nullable: false),
                    ToWalletId = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OfferedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    DecidedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VoucherGifts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "VoucherPrintFiles",
                columns: table => new
                {
                    BatchId = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Form = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OwnerId = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<byte[]>(type: "varbinary(120)", maxLength: 120, nullable: true),
                    Length = table.Column<long>(type: "bigint", nullable: false),
                    ReadyAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    FetchedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VoucherPrintFiles", x => x.BatchId);
                    table.ForeignKey(
                        name: "FK_VoucherPrintFiles_VoucherBatches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "VoucherBatches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FraudFreezes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Uid = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CaseId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Target = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ProgrammeId = table.Column<long>(type: "bigint", nullable: true),
                    AmountMinor = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Reason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AskerId = table.Column<long>(type: "bigint", nullable: false),
                    AskerName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AskedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    CheckerId = table.Column<long>(type: "bigint", nullable: true),
                    CheckerName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    CheckedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LiftedBy = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    LiftedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FraudFreezes", x => x.Id);
                    table.CheckConstraint("CK_FraudFreezes_Checker", "\"CheckerId\" is null or \"CheckerId\" <> \"AskerId\"");
                    table.ForeignKey(
                        name: "FK_FraudFreezes_FraudCases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "FraudCases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FraudNotes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    CaseId = table.Column<long>(type: "bigint", nullable: false),
                    Text = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FileName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Document = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2"),
                    By = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FraudNotes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FraudNotes_FraudCases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "FraudCases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FraudRecoveries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Uid = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CaseId = table.Column<long>(type: "bigint", nullable: false),
                    VendorId = table.Column<long>(type: "bigint", nullable: false),
                    ProgrammeId = table.Column<long>(type: "bigint", nullable: false),
                    AmountMinor = table.Column<long>(type: "bigint", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    By = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BusinessDate = table.Column<DateOnly>(type: "date", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FraudRecoveries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FraudRecoveries_FraudCases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "FraudCases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FraudSignals",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Subject = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SubjectId = table.Column<long>(type: "bigint", nullable: false),
                    MarketId = table.Column<long>(type: "bigint", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Source = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Weight = table.Column<int>(type: "int", nullable: false),
                    Score = table.Column<int>(type: "int", nullable: false),
                    Points = table.Column<int>(type: "int", nullable: false),
                    Values = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Rows = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CaseId = table.Column<long>(type: "bigint", nullable: true),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FraudSignals", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FraudSignals_FraudCases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "FraudCases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FreeIssueApprovals",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ListId = table.Column<long>(type: "bigint", nullable: false),
                    Decision = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ByUserId = table.Column<long>(type: "bigint", nullable: false),
                    ForUserId = table.Column<long>(type: "bigint", nullable: false),
                    ByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Comment = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2"),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FreeIssueApprovals", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FreeIssueApprovals_FreeIssueLists_ListId",
                        column: x => x.ListId,
                        principalTable: "FreeIssueLists",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FreeIssueRows",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    ListId = table.Column<long>(type: "bigint", nullable: false),
                    RowNumber = table.Column<int>(type: "int", nullable: false),
                    Person = table.Column<byte[]>(type: "varbinary(600)", maxLength: 600, nullable: false),
                    IdentityHash = table.Column<byte[]>(type: "varbinary(16)", maxLength: 16, nullable: false),
                    NameBirthHash = table.Column<byte[]>(type: "varbinary(16)", maxLength: 16, nullable: true),
                    TelephoneHash = table.Column<byte[]>(type: "varbinary(16)", maxLength: 16, nullable: true),
                    FaceMinor = table.Column<long>(type: "bigint", nullable: false),
                    Count = table.Column<int>(type: "int", nullable: false),
                    Wallet = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SameAsRow = table.Column<int>(type: "int", nullable: true),
                    SameAsListId = table.Column<long>(type: "bigint", nullable: true),
                    Choice = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SaleUid = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FreeIssueRows", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FreeIssueRows_FreeIssueLists_ListId",
                        column: x => x.ListId,
                        principalTable: "FreeIssueLists",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "InstitutionOrders",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Uid = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, collation: "Latin1_General_100_BIN2"),
                    InstitutionId = table.Column<long>(type: "bigint", nullable: false),
                    ProgrammeId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ValidUntil = table.Column<DateOnly>(type: "date", nullable: false),
                    Count = table.Column<int>(type: "int", nullable: false),
                    FaceMinor = table.Column<long>(type: "bigint", nullable: false),
                    PriceMinor = table.Column<long>(type: "bigint", nullable: false),
                    DepositedMinor = table.Column<long>(type: "bigint", nullable: false),
                    DeliveredMinor = table.Column<long>(type: "bigint", nullable: false),
                    DeliveredCount = table.Column<int>(type: "int", nullable: false),
                    ReturnedMinor = table.Column<long>(type: "bigint", nullable: false),
                    Reference = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Note = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    MakerName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    QuotedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    OrderedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    DepositedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InstitutionOrders", x => x.Id);
                    table.CheckConstraint("CK_InstitutionOrders_Deposit", "\"DeliveredMinor\" + \"ReturnedMinor\" <= \"DepositedMinor\" and \"DepositedMinor\" <= \"PriceMinor\"");
                    table.ForeignKey(
                        name: "FK_InstitutionOrders_Institutions_InstitutionId",
                        column: x => x.InstitutionId,
                        principalTable: "Institutions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_InstitutionOrders_VoucherProgrammes_ProgrammeId",
                        column: x => x.ProgrammeId,
                        principalTable: "VoucherProgrammes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "InstitutionPledges",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    InstitutionId = table.Column<long>(type: "bigint", nullable: false),
                    Year = table.Column<int>(type: "int", nullable: false),
                    AmountMinor = table.Column<long>(type: "bigint", nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InstitutionPledges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_InstitutionPledges_Institutions_InstitutionId",
                        column: x => x.InstitutionId,
                        principalTable: "Institutions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "InstitutionOrderItems",
                columns: table => new
                {
                    OrderId = table.Column<long>(type: "bigint", nullable: false),
                    Place = table.Column<int>(type: "int", nullable: false),
                    FaceMinor = table.Column<long>(type: "bigint", nullable: false),
                    Count = table.Column<int>(type: "int", nullable: false),
                    PriceMinor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InstitutionOrderItems", x => new { x.OrderId, x.Place });
                    table.ForeignKey(
                        name: "FK_InstitutionOrderItems_InstitutionOrders_OrderId",
                        column: x => x.OrderId,
                        principalTable: "InstitutionOrders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_VoucherNotices_BuyerId",
                table: "VoucherNotices",
                column: "BuyerId");

            migrationBuilder.CreateIndex(
                name: "IX_VoucherNotices_State_NextAt",
                table: "VoucherNotices",
                columns: new[] { "State", "NextAt" });

            migrationBuilder.CreateIndex(
                name: "IX_VendorEnrolments_ApplicationUid",
                table: "VendorEnrolments",
                column: "ApplicationUid",
                unique: true,
                filter: "[ApplicationUid] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_FraudCases_AssigneeId",
                table: "FraudCases",
                column: "AssigneeId",
                filter: "\"AssigneeId\" is not null");

            migrationBuilder.CreateIndex(
                name: "IX_FraudCases_Code",
                table: "FraudCases",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FraudCases_Open",
                table: "FraudCases",
                columns: new[] { "Subject", "SubjectId" },
                unique: true,
                filter: "\"ClosedAt\" is null");

            migrationBuilder.CreateIndex(
                name: "IX_FraudCases_State_OpenedAt",
                table: "FraudCases",
                columns: new[] { "State", "OpenedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_FraudCases_Uid",
                table: "FraudCases",
                column: "Uid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FraudFreezes_CaseId",
                table: "FraudFreezes",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_FraudFreezes_Uid",
                table: "FraudFreezes",
                column: "Uid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FraudNotes_CaseId",
                table: "FraudNotes",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_FraudRecoveries_CaseId",
                table: "FraudRecoveries",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_FraudRecoveries_Uid",
                table: "FraudRecoveries",
                column: "Uid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FraudRecoveries_VendorId",
                table: "FraudRecoveries",
                column: "VendorId");

            migrationBuilder.CreateIndex(
                name: "IX_FraudRuns_Day",
                table: "FraudRuns",
                column: "Day",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FraudSignals_CaseId",
                table: "FraudSignals",
                column: "CaseId",
                filter: "\"CaseId\" is not null");

            migrationBuilder.CreateIndex(
                name: "IX_FraudSignals_Day_Points",
                table: "FraudSignals",
                columns: new[] { "Day", "Points" });

            migrationBuilder.CreateIndex(
                name: "IX_FraudSignals_MarketId_Day",
                table: "FraudSignals",
                columns: new[] { "MarketId", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_FraudSignals_Subject_SubjectId_Day_Code",
                table: "FraudSignals",
                columns: new[] { "Subject", "SubjectId", "Day", "Code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FreeIssueApprovals_ListId_ByUserId",
                table: "FreeIssueApprovals",
                columns: new[] { "ListId", "ByUserId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FreeIssueLists_Code",
                table: "FreeIssueLists",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FreeIssueLists_ProgrammeId_FileHash",
                table: "FreeIssueLists",
                columns: new[] { "ProgrammeId", "FileHash" },
                unique: true,
                filter: "\"State\" <> 'Rejected'");

            migrationBuilder.CreateIndex(
                name: "IX_FreeIssueLists_Uid",
                table: "FreeIssueLists",
                column: "Uid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FreeIssueRows_IdentityHash",
                table: "FreeIssueRows",
                column: "IdentityHash");

            migrationBuilder.CreateIndex(
                name: "IX_FreeIssueRows_ListId_RowNumber",
                table: "FreeIssueRows",
                columns: new[] { "ListId", "RowNumber" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FreeIssueRows_NameBirthHash",
                table: "FreeIssueRows",
                column: "NameBirthHash");

            migrationBuilder.CreateIndex(
                name: "IX_FreeIssueRows_TelephoneHash",
                table: "FreeIssueRows",
                column: "TelephoneHash");

            migrationBuilder.CreateIndex(
                name: "IX_InstitutionDeliveries_OrderId_Place",
                table: "InstitutionDeliveries",
                columns: new[] { "OrderId", "Place" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_InstitutionDeliveries_Uid",
                table: "InstitutionDeliveries",
                column: "Uid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_InstitutionOrders_Code",
                table: "InstitutionOrders",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_InstitutionOrders_InstitutionId_State",
                table: "InstitutionOrders",
                columns: new[] { "InstitutionId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_InstitutionOrders_ProgrammeId",
                table: "InstitutionOrders",
                column: "ProgrammeId");

            migrationBuilder.CreateIndex(
                name: "IX_InstitutionOrders_State",
                table: "InstitutionOrders",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_InstitutionOrders_Uid",
                table: "InstitutionOrders",
                column: "Uid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_InstitutionPayments_OrderId",
                table: "InstitutionPayments",
                column: "OrderId");

            migrationBuilder.CreateIndex(
                name: "IX_InstitutionPayments_Uid",
                table: "InstitutionPayments",
                column: "Uid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_InstitutionPledges_InstitutionId_Year_Currency",
                table: "InstitutionPledges",
                columns: new[] { "InstitutionId", "Year", "Currency" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Institutions_BusinessNumber",
                table: "Institutions",
                column: "BusinessNumber",
                unique: true,
                filter: "\"BusinessNumber\" is not null");

            migrationBuilder.CreateIndex(
                name: "IX_Institutions_Code",
                table: "Institutions",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Institutions_MarketId",
                table: "Institutions",
                column: "MarketId");

            migrationBuilder.CreateIndex(
                name: "IX_VoucherGifts_Once",
                table: "VoucherGifts",
                column: "VoucherId",
                unique: true,
                filter: "\"State\" = 'Offered'");

            migrationBuilder.CreateIndex(
                name: "IX_VoucherGifts_ToWalletId",
                table: "VoucherGifts",
                column: "ToWalletId");

            migrationBuilder.CreateIndex(
                name: "IX_VoucherGifts_Uid",
                table: "VoucherGifts",
                column: "Uid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_VoucherGifts_VoucherId",
                table: "VoucherGifts",
                column: "VoucherId");

            migrationBuilder.CreateIndex(
                name: "IX_VoucherPrintFiles_State_ExpiresAt",
                table: "VoucherPrintFiles",
                columns: new[] { "State", "ExpiresAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "FraudFreezes");

            migrationBuilder.DropTable(
                name: "FraudNotes");

            migrationBuilder.DropTable(
                name: "FraudRecoveries");

            migrationBuilder.DropTable(
                name: "FraudRuns");

            migrationBuilder.DropTable(
                name: "FraudSignals");

            migrationBuilder.DropTable(
                name: "FreeIssueApprovals");

            migrationBuilder.DropTable(
                name: "FreeIssueRows");

            migrationBuilder.DropTable(
                name: "InstitutionDeliveries");

            migrationBuilder.DropTable(
                name: "InstitutionOrderItems");

            migrationBuilder.DropTable(
                name: "InstitutionPayments");

            migrationBuilder.DropTable(
                name: "InstitutionPledges");

            migrationBuilder.DropTable(
                name: "VoucherGifts");

            migrationBuilder.DropTable(
                name: "VoucherPrintFiles");

            migrationBuilder.DropTable(
                name: "FraudCases");

            migrationBuilder.DropTable(
                name: "FreeIssueLists");

            migrationBuilder.DropTable(
                name: "InstitutionOrders");

            migrationBuilder.DropTable(
                name: "Institutions");

            migrationBuilder.DropIndex(
                name: "IX_VoucherNotices_BuyerId",
                table: "VoucherNotices");

            migrationBuilder.DropIndex(
                name: "IX_VoucherNotices_State_NextAt",
                table: "VoucherNotices");

            migrationBuilder.DropIndex(
                name: "IX_VendorEnrolments_ApplicationUid",
                table: "VendorEnrolments");

            migrationBuilder.DropColumn(
                name: "BuyerId",
                table: "VoucherNotices");

            migrationBuilder.DropColumn(
                name: "Channel",
                table: "VoucherNotices");

            migrationBuilder.DropColumn(
                name: "NextAt",
                table: "VoucherNotices");

            migrationBuilder.DropColumn(
                name: "Contact",
                table: "VoucherBuyers");

            migrationBuilder.DropColumn(
                name: "ApplicationUid",
                table: "VendorEnrolments");

            migrationBuilder.DropColumn(
                name: "CapUid",
                table: "VendorEnrolments");

            migrationBuilder.DropColumn(
                name: "Counts",
                table: "PaymentTenders");

            migrationBuilder.CreateIndex(
                name: "IX_VoucherNotices_State_CreatedAt",
                table: "VoucherNotices",
                columns: new[] { "State", "CreatedAt" });
        }
    }
}
