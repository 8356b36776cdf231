using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Portal.Domain.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class VoucherDesk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "FraudCases",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Uid = table.Column<Guid>(type: "uuid", nullable: false),
                    Code = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false, collation: "C"),
                    Subject = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    SubjectId = table.Column<long>(type: "bigint", nullable: false),
                    SubjectCode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    MarketId = table.Column<long>(type: "bigint", nullable: true),
                    Points = table.Column<int>(type: "integer", nullable: false),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    OpenerId = table.Column<long>(type: "bigint", nullable: false),
                    OpenerName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    OpenedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    AssigneeId = table.Column<long>(type: "bigint", nullable: true),
                    AssigneeName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    State = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    Decision = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true, collation: "C"),
                    DecisionReason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    DeciderId = table.Column<long>(type: "bigint", nullable: true),
                    DeciderName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    DecidedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    AppealReason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    AppealedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    AppealDeciderId = table.Column<long>(type: "bigint", nullable: true),
                    AppealDeciderName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    ClosedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
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
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Markets = table.Column<int>(type: "integer", nullable: false),
                    Vendors = table.Column<int>(type: "integer", nullable: false),
                    Redemptions = table.Column<int>(type: "integer", nullable: false),
                    Signals = table.Column<int>(type: "integer", nullable: false),
                    Flagged = table.Column<int>(type: "integer", nullable: false),
                    Milliseconds = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FraudRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "FraudFreezes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Uid = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    Target = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    ProgrammeId = table.Column<long>(type: "bigint", nullable: true),
                    AmountMinor = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    Reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    AskerId = table.Column<long>(type: "bigint", nullable: false),
                    AskerName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    AskedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    CheckerId = table.Column<long>(type: "bigint", nullable: true),
                    CheckerName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    CheckedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    LiftedBy = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    LiftedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
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
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    CaseId = table.Column<long>(type: "bigint", nullable: false),
                    Text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    FileName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true, collation: "C"),
                    Document = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    By = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
                    Uid = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseId = table.Column<long>(type: "bigint", nullable: false),
                    VendorId = table.Column<long>(type: "bigint", nullable: false),
                    ProgrammeId = table.Column<long>(type: "bigint", nullable: false),
                    AmountMinor = table.Column<long>(type: "bigint", nullable: false),
                    Reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    By = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    BusinessDate = table.Column<DateOnly>(type: "date", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Subject = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    SubjectId = table.Column<long>(type: "bigint", nullable: false),
                    MarketId = table.Column<long>(type: "bigint", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Code = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    Source = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    Weight = table.Column<int>(type: "integer", nullable: false),
                    Score = table.Column<int>(type: "integer", nullable: false),
                    Points = table.Column<int>(type: "integer", nullable: false),
                    Values = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    Rows = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false, collation: "C"),
                    CaseId = table.Column<long>(type: "bigint", nullable: true),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
                name: "FraudCases");
        }
    }
}
