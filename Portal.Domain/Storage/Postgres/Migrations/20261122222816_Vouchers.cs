using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Portal.Domain.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Vouchers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ChangeMinor",
                table: "PaymentTenders",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "VoucherId",
                table: "PaymentTenders",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReasonValues",
                table: "Payments",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true,
                collation: "C");

            migrationBuilder.CreateTable(
                name: "PresentedVouchers",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    PresentmentId = table.Column<long>(type: "bigint", nullable: false),
                    VoucherId = table.Column<long>(type: "bigint", nullable: false),
                    ProgrammeId = table.Column<long>(type: "bigint", nullable: false),
                    VendorId = table.Column<long>(type: "bigint", nullable: false),
                    MarketId = table.Column<long>(type: "bigint", nullable: false),
                    AmountMinor = table.Column<long>(type: "bigint", nullable: false),
                    Damaged = table.Column<bool>(type: "boolean", nullable: false),
                    BusinessDate = table.Column<DateOnly>(type: "date", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PresentedVouchers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RefundQuotes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Uid = table.Column<Guid>(type: "uuid", nullable: false),
                    VoucherId = table.Column<long>(type: "bigint", nullable: false),
                    Right = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    Payout = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    AccountLine = table.Column<long>(type: "bigint", nullable: false),
                    AmountMinor = table.Column<long>(type: "bigint", nullable: false),
                    Lines = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RefundQuotes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RefusedPieces",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    PresentmentId = table.Column<long>(type: "bigint", nullable: false),
                    Serial = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true, collation: "C"),
                    Reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RefusedPieces", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "VoucherBuyers",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    ProgrammeId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    Hash = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VoucherBuyers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "VoucherNotices",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    VoucherId = table.Column<long>(type: "bigint", nullable: false),
                    ProgrammeId = table.Column<long>(type: "bigint", nullable: false),
                    Days = table.Column<int>(type: "integer", nullable: false),
                    ExpiresOn = table.Column<DateOnly>(type: "date", nullable: false),
                    LeftMinor = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    SentAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    Error = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VoucherNotices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "VoucherOffices",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    NameKo = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    NameEn = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    NameZh = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    MarketId = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VoucherOffices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "VoucherParts",
                columns: table => new
                {
                    VoucherId = table.Column<long>(type: "bigint", nullable: false),
                    Place = table.Column<int>(type: "integer", nullable: false),
                    BudgetId = table.Column<long>(type: "bigint", nullable: false),
                    AmountMinor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VoucherParts", x => new { x.VoucherId, x.Place });
                });

            migrationBuilder.CreateTable(
                name: "VoucherProgrammes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    NameKo = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    NameEn = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    NameZh = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    Issuer = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    OperatorId = table.Column<long>(type: "bigint", nullable: false),
                    Currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false, collation: "C"),
                    TimeZone = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Prefix = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false, collation: "C"),
                    LastNumber = table.Column<long>(type: "bigint", nullable: false),
                    StoppedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VoucherProgrammes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_VoucherProgrammes_Operators_OperatorId",
                        column: x => x.OperatorId,
                        principalTable: "Operators",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "VoucherRefunds",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Uid = table.Column<Guid>(type: "uuid", nullable: false),
                    VoucherId = table.Column<long>(type: "bigint", nullable: false),
                    ProgrammeId = table.Column<long>(type: "bigint", nullable: false),
                    Right = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    Payout = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    RestMinor = table.Column<long>(type: "bigint", nullable: false),
                    AmountMinor = table.Column<long>(type: "bigint", nullable: false),
                    ReturnedMinor = table.Column<long>(type: "bigint", nullable: false),
                    By = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    BusinessDate = table.Column<DateOnly>(type: "date", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VoucherRefunds", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Vouchers",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    ProgrammeId = table.Column<long>(type: "bigint", nullable: false),
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    BatchId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    FaceMinor = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    TokenHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    PinSalt = table.Column<byte[]>(type: "bytea", maxLength: 8, nullable: true),
                    PinHash = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true),
                    PinTries = table.Column<int>(type: "integer", nullable: false),
                    DrawerId = table.Column<long>(type: "bigint", nullable: true),
                    Frozen = table.Column<bool>(type: "boolean", nullable: false),
                    Reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    AccountId = table.Column<long>(type: "bigint", nullable: true),
                    SaleId = table.Column<long>(type: "bigint", nullable: true),
                    RuleId = table.Column<long>(type: "bigint", nullable: true),
                    SoldOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ExpiresOn = table.Column<DateOnly>(type: "date", nullable: true),
                    PaidMinor = table.Column<long>(type: "bigint", nullable: false),
                    WalletId = table.Column<long>(type: "bigint", nullable: true),
                    ReplacedById = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Vouchers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "VoucherSales",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Uid = table.Column<Guid>(type: "uuid", nullable: false),
                    ProgrammeId = table.Column<long>(type: "bigint", nullable: false),
                    BuyerId = table.Column<long>(type: "bigint", nullable: false),
                    BuyerKind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    Means = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    DrawerId = table.Column<long>(type: "bigint", nullable: false),
                    OfficeId = table.Column<long>(type: "bigint", nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false),
                    FaceMinor = table.Column<long>(type: "bigint", nullable: false),
                    PaidMinor = table.Column<long>(type: "bigint", nullable: false),
                    DiscountedMinor = table.Column<long>(type: "bigint", nullable: false),
                    By = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    BusinessDate = table.Column<DateOnly>(type: "date", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VoucherSales", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "VoucherDrawers",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    OfficeId = table.Column<long>(type: "bigint", nullable: false),
                    OwnerId = table.Column<long>(type: "bigint", nullable: false),
                    OwnerName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VoucherDrawers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_VoucherDrawers_VoucherOffices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "VoucherOffices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Funders",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    ProgrammeId = table.Column<long>(type: "bigint", nullable: false),
                    Code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    NameKo = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    NameEn = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    NameZh = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Funders", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Funders_VoucherProgrammes_ProgrammeId",
                        column: x => x.ProgrammeId,
                        principalTable: "VoucherProgrammes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Presentments",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Uid = table.Column<Guid>(type: "uuid", nullable: false),
                    Code = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    ProgrammeId = table.Column<long>(type: "bigint", nullable: false),
                    VendorId = table.Column<long>(type: "bigint", nullable: false),
                    MarketId = table.Column<long>(type: "bigint", nullable: false),
                    OfficeId = table.Column<long>(type: "bigint", nullable: false),
                    SlipCount = table.Column<int>(type: "integer", nullable: true),
                    SlipMinor = table.Column<long>(type: "bigint", nullable: true),
                    ByUserId = table.Column<long>(type: "bigint", nullable: false),
                    ByName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    OpenedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Presentments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Presentments_Vendors_VendorId",
                        column: x => x.VendorId,
                        principalTable: "Vendors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Presentments_VoucherProgrammes_ProgrammeId",
                        column: x => x.ProgrammeId,
                        principalTable: "VoucherProgrammes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "VendorEnrolments",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    ProgrammeId = table.Column<long>(type: "bigint", nullable: false),
                    VendorId = table.Column<long>(type: "bigint", nullable: false),
                    MarketId = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    AppliedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    MakerId = table.Column<long>(type: "bigint", nullable: false),
                    MakerName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    AnnualSalesMinor = table.Column<long>(type: "bigint", nullable: true),
                    VisitedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    VisitedBy = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    VisitPhoto = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    DecidedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    DecidedBy = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    Reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true, collation: "C"),
                    From = table.Column<DateOnly>(type: "date", nullable: true),
                    Until = table.Column<DateOnly>(type: "date", nullable: true),
                    Frozen = table.Column<bool>(type: "boolean", nullable: false),
                    CapMinor = table.Column<long>(type: "bigint", nullable: false),
                    CapAskedMinor = table.Column<long>(type: "bigint", nullable: true),
                    CapAskedById = table.Column<long>(type: "bigint", nullable: true),
                    CapAskedBy = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    CapReason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true, collation: "C"),
                    CapEvidence = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VendorEnrolments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_VendorEnrolments_Markets_MarketId",
                        column: x => x.MarketId,
                        principalTable: "Markets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_VendorEnrolments_Vendors_VendorId",
                        column: x => x.VendorId,
                        principalTable: "Vendors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_VendorEnrolments_VoucherProgrammes_ProgrammeId",
                        column: x => x.ProgrammeId,
                        principalTable: "VoucherProgrammes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "VoucherBatches",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Uid = table.Column<Guid>(type: "uuid", nullable: false),
                    ProgrammeId = table.Column<long>(type: "bigint", nullable: false),
                    Code = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    Purpose = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    OfficeId = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    Count = table.Column<int>(type: "integer", nullable: false),
                    TotalMinor = table.Column<long>(type: "bigint", nullable: false),
                    ContentHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Needed = table.Column<int>(type: "integer", nullable: false),
                    MakerId = table.Column<long>(type: "bigint", nullable: false),
                    MakerName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    SubmittedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    FirstNumber = table.Column<long>(type: "bigint", nullable: true),
                    LastNumber = table.Column<long>(type: "bigint", nullable: true),
                    PrintedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    PrintedBy = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VoucherBatches", x => x.Id);
                    table.ForeignKey(
                        name: "FK_VoucherBatches_VoucherOffices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "VoucherOffices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_VoucherBatches_VoucherProgrammes_ProgrammeId",
                        column: x => x.ProgrammeId,
                        principalTable: "VoucherProgrammes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "VoucherRules",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    ProgrammeId = table.Column<long>(type: "bigint", nullable: false),
                    Subject = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Content = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false, collation: "C"),
                    State = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    MakerId = table.Column<long>(type: "bigint", nullable: false),
                    MakerName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    ProposedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    CheckerId = table.Column<long>(type: "bigint", nullable: true),
                    CheckerName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    DecidedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Comment = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VoucherRules", x => x.Id);
                    table.CheckConstraint("CK_VoucherRules_Checker", "\"CheckerId\" is null or \"CheckerId\" <> \"MakerId\"");
                    table.ForeignKey(
                        name: "FK_VoucherRules_VoucherProgrammes_ProgrammeId",
                        column: x => x.ProgrammeId,
                        principalTable: "VoucherProgrammes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FunderBudgets",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    FunderId = table.Column<long>(type: "bigint", nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    GrantedMinor = table.Column<long>(type: "bigint", nullable: false),
                    AlertPercent = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FunderBudgets", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FunderBudgets_Funders_FunderId",
                        column: x => x.FunderId,
                        principalTable: "Funders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FunderBudgets_LedgerAccounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "LedgerAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BatchApprovals",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    BatchId = table.Column<long>(type: "bigint", nullable: false),
                    Decision = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    ContentHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    ByUserId = table.Column<long>(type: "bigint", nullable: false),
                    ForUserId = table.Column<long>(type: "bigint", nullable: false),
                    ByName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    Comment = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BatchApprovals", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BatchApprovals_VoucherBatches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "VoucherBatches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "VoucherBatchItems",
                columns: table => new
                {
                    BatchId = table.Column<long>(type: "bigint", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false),
                    Place = table.Column<int>(type: "integer", nullable: false),
                    FaceMinor = table.Column<long>(type: "bigint", nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VoucherBatchItems", x => new { x.BatchId, x.Revision, x.Place });
                    table.ForeignKey(
                        name: "FK_VoucherBatchItems_VoucherBatches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "VoucherBatches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PaymentTenders_VoucherId",
                table: "PaymentTenders",
                column: "VoucherId",
                filter: "\"VoucherId\" is not null");

            migrationBuilder.CreateIndex(
                name: "IX_BatchApprovals_BatchId_ContentHash_ByUserId",
                table: "BatchApprovals",
                columns: new[] { "BatchId", "ContentHash", "ByUserId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FunderBudgets_AccountId",
                table: "FunderBudgets",
                column: "AccountId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FunderBudgets_FunderId_Year",
                table: "FunderBudgets",
                columns: new[] { "FunderId", "Year" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Funders_ProgrammeId_Code",
                table: "Funders",
                columns: new[] { "ProgrammeId", "Code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PresentedVouchers_PresentmentId",
                table: "PresentedVouchers",
                column: "PresentmentId");

            migrationBuilder.CreateIndex(
                name: "IX_PresentedVouchers_ProgrammeId_BusinessDate",
                table: "PresentedVouchers",
                columns: new[] { "ProgrammeId", "BusinessDate" });

            migrationBuilder.CreateIndex(
                name: "IX_PresentedVouchers_VendorId_BusinessDate",
                table: "PresentedVouchers",
                columns: new[] { "VendorId", "BusinessDate" });

            migrationBuilder.CreateIndex(
                name: "IX_PresentedVouchers_VoucherId",
                table: "PresentedVouchers",
                column: "VoucherId");

            migrationBuilder.CreateIndex(
                name: "IX_Presentments_Code",
                table: "Presentments",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Presentments_ProgrammeId",
                table: "Presentments",
                column: "ProgrammeId");

            migrationBuilder.CreateIndex(
                name: "IX_Presentments_Uid",
                table: "Presentments",
                column: "Uid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Presentments_VendorId_OpenedAt",
                table: "Presentments",
                columns: new[] { "VendorId", "OpenedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_RefundQuotes_Uid",
                table: "RefundQuotes",
                column: "Uid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RefundQuotes_VoucherId",
                table: "RefundQuotes",
                column: "VoucherId");

            migrationBuilder.CreateIndex(
                name: "IX_RefusedPieces_PresentmentId",
                table: "RefusedPieces",
                column: "PresentmentId");

            migrationBuilder.CreateIndex(
                name: "IX_VendorEnrolments_MarketId",
                table: "VendorEnrolments",
                column: "MarketId");

            migrationBuilder.CreateIndex(
                name: "IX_VendorEnrolments_ProgrammeId_State",
                table: "VendorEnrolments",
                columns: new[] { "ProgrammeId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_VendorEnrolments_VendorId_ProgrammeId",
                table: "VendorEnrolments",
                columns: new[] { "VendorId", "ProgrammeId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_VoucherBatches_Code",
                table: "VoucherBatches",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_VoucherBatches_OfficeId",
                table: "VoucherBatches",
                column: "OfficeId");

            migrationBuilder.CreateIndex(
                name: "IX_VoucherBatches_ProgrammeId",
                table: "VoucherBatches",
                column: "ProgrammeId");

            migrationBuilder.CreateIndex(
                name: "IX_VoucherBatches_State_ProgrammeId",
                table: "VoucherBatches",
                columns: new[] { "State", "ProgrammeId" });

            migrationBuilder.CreateIndex(
                name: "IX_VoucherBatches_Uid",
                table: "VoucherBatches",
                column: "Uid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_VoucherBuyers_ProgrammeId_Kind_Hash",
                table: "VoucherBuyers",
                columns: new[] { "ProgrammeId", "Kind", "Hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_VoucherDrawers_OfficeId",
                table: "VoucherDrawers",
                column: "OfficeId");

            migrationBuilder.CreateIndex(
                name: "IX_VoucherDrawers_OwnerId_OfficeId",
                table: "VoucherDrawers",
                columns: new[] { "OwnerId", "OfficeId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_VoucherNotices_State_CreatedAt",
                table: "VoucherNotices",
                columns: new[] { "State", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_VoucherNotices_VoucherId_Days",
                table: "VoucherNotices",
                columns: new[] { "VoucherId", "Days" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_VoucherOffices_Code",
                table: "VoucherOffices",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_VoucherProgrammes_Code",
                table: "VoucherProgrammes",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_VoucherProgrammes_OperatorId",
                table: "VoucherProgrammes",
                column: "OperatorId");

            migrationBuilder.CreateIndex(
                name: "IX_VoucherProgrammes_Prefix",
                table: "VoucherProgrammes",
                column: "Prefix",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_VoucherRefunds_ProgrammeId_BusinessDate",
                table: "VoucherRefunds",
                columns: new[] { "ProgrammeId", "BusinessDate" });

            migrationBuilder.CreateIndex(
                name: "IX_VoucherRefunds_VoucherId",
                table: "VoucherRefunds",
                column: "VoucherId");

            migrationBuilder.CreateIndex(
                name: "IX_VoucherRules_Once",
                table: "VoucherRules",
                columns: new[] { "ProgrammeId", "Subject", "From" },
                unique: true,
                filter: "\"State\" <> 'Rejected'");

            migrationBuilder.CreateIndex(
                name: "IX_VoucherRules_ProgrammeId_Subject_From",
                table: "VoucherRules",
                columns: new[] { "ProgrammeId", "Subject", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_Vouchers_AccountId",
                table: "Vouchers",
                column: "AccountId",
                filter: "\"AccountId\" is not null");

            migrationBuilder.CreateIndex(
                name: "IX_Vouchers_BatchId",
                table: "Vouchers",
                column: "BatchId");

            migrationBuilder.CreateIndex(
                name: "IX_Vouchers_ExpiresOn",
                table: "Vouchers",
                column: "ExpiresOn",
                filter: "\"ExpiresOn\" is not null");

            migrationBuilder.CreateIndex(
                name: "IX_Vouchers_ProgrammeId_Number",
                table: "Vouchers",
                columns: new[] { "ProgrammeId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Vouchers_SaleId",
                table: "Vouchers",
                column: "SaleId",
                filter: "\"SaleId\" is not null");

            migrationBuilder.CreateIndex(
                name: "IX_Vouchers_TokenHash",
                table: "Vouchers",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Vouchers_WalletId",
                table: "Vouchers",
                column: "WalletId",
                filter: "\"WalletId\" is not null");

            migrationBuilder.CreateIndex(
                name: "IX_VoucherSales_BuyerId_BusinessDate",
                table: "VoucherSales",
                columns: new[] { "BuyerId", "BusinessDate" });

            migrationBuilder.CreateIndex(
                name: "IX_VoucherSales_ProgrammeId_BusinessDate",
                table: "VoucherSales",
                columns: new[] { "ProgrammeId", "BusinessDate" });

            migrationBuilder.CreateIndex(
                name: "IX_VoucherSales_Uid",
                table: "VoucherSales",
                column: "Uid",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BatchApprovals");

            migrationBuilder.DropTable(
                name: "FunderBudgets");

            migrationBuilder.DropTable(
                name: "PresentedVouchers");

            migrationBuilder.DropTable(
                name: "Presentments");

            migrationBuilder.DropTable(
                name: "RefundQuotes");

            migrationBuilder.DropTable(
                name: "RefusedPieces");

            migrationBuilder.DropTable(
                name: "VendorEnrolments");

            migrationBuilder.DropTable(
                name: "VoucherBatchItems");

            migrationBuilder.DropTable(
                name: "VoucherBuyers");

            migrationBuilder.DropTable(
                name: "VoucherDrawers");

            migrationBuilder.DropTable(
                name: "VoucherNotices");

            migrationBuilder.DropTable(
                name: "VoucherParts");

            migrationBuilder.DropTable(
                name: "VoucherRefunds");

            migrationBuilder.DropTable(
                name: "VoucherRules");

            migrationBuilder.DropTable(
                name: "Vouchers");

            migrationBuilder.DropTable(
                name: "VoucherSales");

            migrationBuilder.DropTable(
                name: "Funders");

            migrationBuilder.DropTable(
                name: "VoucherBatches");

            migrationBuilder.DropTable(
                name: "VoucherOffices");

            migrationBuilder.DropTable(
                name: "VoucherProgrammes");

            migrationBuilder.DropIndex(
                name: "IX_PaymentTenders_VoucherId",
                table: "PaymentTenders");

            migrationBuilder.DropColumn(
                name: "ChangeMinor",
                table: "PaymentTenders");

            migrationBuilder.DropColumn(
                name: "VoucherId",
                table: "PaymentTenders");

            migrationBuilder.DropColumn(
                name: "ReasonValues",
                table: "Payments");
        }
    }
}
