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
