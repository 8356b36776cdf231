using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Domain.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Statements : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "StatementSources",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Format = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Account = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StatementSources", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "StatementFiles",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Uid = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    SourceId = table.Column<long>(type: "INTEGER", nullable: true),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Length = table.Column<long>(type: "INTEGER", nullable: false),
                    Format = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    UserId = table.Column<long>(type: "INTEGER", nullable: false),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    BroughtAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    FinishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Place = table.Column<long>(type: "INTEGER", nullable: true),
                    RefusedCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    RefusedLine = table.Column<long>(type: "INTEGER", nullable: true),
                    RefusedFound = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StatementFiles", x => x.Id);
                    table.ForeignKey(
                        name: "FK_StatementFiles_StatementSources_SourceId",
                        column: x => x.SourceId,
                        principalTable: "StatementSources",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "StatementFindings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FileId = table.Column<long>(type: "INTEGER", nullable: false),
                    Refuses = table.Column<bool>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Statement = table.Column<int>(type: "INTEGER", nullable: false),
                    Row = table.Column<int>(type: "INTEGER", nullable: true),
                    Found = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: true),
                    Expected = table.Column<long>(type: "INTEGER", nullable: true),
                    Actual = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StatementFindings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_StatementFindings_StatementFiles_FileId",
                        column: x => x.FileId,
                        principalTable: "StatementFiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Statements",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FileId = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    BankId = table.Column<string>(type: "TEXT", maxLength: 140, nullable: true),
                    Account = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: true),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Opening = table.Column<long>(type: "INTEGER", nullable: true),
                    OpeningOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Closing = table.Column<long>(type: "INTEGER", nullable: true),
                    ClosingOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Entries = table.Column<int>(type: "INTEGER", nullable: false),
                    Transactions = table.Column<int>(type: "INTEGER", nullable: false),
                    CreditCount = table.Column<int>(type: "INTEGER", nullable: false),
                    CreditSum = table.Column<long>(type: "INTEGER", nullable: false),
                    DebitCount = table.Column<int>(type: "INTEGER", nullable: false),
                    DebitSum = table.Column<long>(type: "INTEGER", nullable: false),
                    Duplicates = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Statements", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Statements_StatementFiles_FileId",
                        column: x => x.FileId,
                        principalTable: "StatementFiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BankEntries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FileId = table.Column<long>(type: "INTEGER", nullable: false),
                    StatementId = table.Column<long>(type: "INTEGER", nullable: false),
                    Row = table.Column<int>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Credit = table.Column<bool>(type: "INTEGER", nullable: false),
                    Reversal = table.Column<bool>(type: "INTEGER", nullable: false),
                    Pending = table.Column<bool>(type: "INTEGER", nullable: false),
                    BookedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ValueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Fingerprint = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    IsDuplicate = table.Column<bool>(type: "INTEGER", nullable: false),
                    EndToEnd = table.Column<string>(type: "TEXT", maxLength: 140, nullable: true),
                    Bank = table.Column<string>(type: "TEXT", maxLength: 140, nullable: true),
                    Creditor = table.Column<string>(type: "TEXT", maxLength: 140, nullable: true),
                    Batch = table.Column<string>(type: "TEXT", maxLength: 140, nullable: true),
                    Party = table.Column<string>(type: "TEXT", maxLength: 140, nullable: true),
                    PartyAccount = table.Column<string>(type: "TEXT", maxLength: 140, nullable: true),
                    Text = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ReturnReason = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BankEntries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BankEntries_Statements_StatementId",
                        column: x => x.StatementId,
                        principalTable: "Statements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "StatementForeignSums",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    StatementId = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    CreditCount = table.Column<int>(type: "INTEGER", nullable: false),
                    CreditSum = table.Column<long>(type: "INTEGER", nullable: false),
                    DebitCount = table.Column<int>(type: "INTEGER", nullable: false),
                    DebitSum = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StatementForeignSums", x => x.Id);
                    table.ForeignKey(
                        name: "FK_StatementForeignSums_Statements_StatementId",
                        column: x => x.StatementId,
                        principalTable: "Statements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "StatementDetails",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FileId = table.Column<long>(type: "INTEGER", nullable: false),
                    EntryId = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: true),
                    Amount = table.Column<long>(type: "INTEGER", nullable: true),
                    Credit = table.Column<bool>(type: "INTEGER", nullable: true),
                    EndToEnd = table.Column<string>(type: "TEXT", maxLength: 140, nullable: true),
                    Bank = table.Column<string>(type: "TEXT", maxLength: 140, nullable: true),
                    Creditor = table.Column<string>(type: "TEXT", maxLength: 140, nullable: true),
                    Batch = table.Column<string>(type: "TEXT", maxLength: 140, nullable: true),
                    Party = table.Column<string>(type: "TEXT", maxLength: 140, nullable: true),
                    PartyAccount = table.Column<string>(type: "TEXT", maxLength: 140, nullable: true),
                    Text = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ReturnReason = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StatementDetails", x => x.Id);
                    table.ForeignKey(
                        name: "FK_StatementDetails_BankEntries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "BankEntries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_BankEntries_FileId_Row",
                table: "BankEntries",
                columns: new[] { "FileId", "Row" });

            migrationBuilder.CreateIndex(
                name: "IX_BankEntries_Fingerprint",
                table: "BankEntries",
                column: "Fingerprint");

            migrationBuilder.CreateIndex(
                name: "IX_BankEntries_StatementId",
                table: "BankEntries",
                column: "StatementId");

            migrationBuilder.CreateIndex(
                name: "IX_StatementDetails_EntryId",
                table: "StatementDetails",
                column: "EntryId");

            migrationBuilder.CreateIndex(
                name: "IX_StatementDetails_FileId",
                table: "StatementDetails",
                column: "FileId");

            migrationBuilder.CreateIndex(
                name: "IX_StatementFiles_Hash",
                table: "StatementFiles",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StatementFiles_Place",
                table: "StatementFiles",
                column: "Place",
                unique: true,
                filter: "\"Place\" is not null");

            migrationBuilder.CreateIndex(
                name: "IX_StatementFiles_SourceId",
                table: "StatementFiles",
                column: "SourceId");

            migrationBuilder.CreateIndex(
                name: "IX_StatementFiles_Uid",
                table: "StatementFiles",
                column: "Uid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StatementFindings_FileId",
                table: "StatementFindings",
                column: "FileId");

            migrationBuilder.CreateIndex(
                name: "IX_StatementForeignSums_StatementId",
                table: "StatementForeignSums",
                column: "StatementId");

            migrationBuilder.CreateIndex(
                name: "IX_Statements_Account_Currency_ClosingOn",
                table: "Statements",
                columns: new[] { "Account", "Currency", "ClosingOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Statements_FileId_Number",
                table: "Statements",
                columns: new[] { "FileId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StatementSources_Account",
                table: "StatementSources",
                column: "Account");

            migrationBuilder.CreateIndex(
                name: "IX_StatementSources_Code",
                table: "StatementSources",
                column: "Code",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "StatementDetails");

            migrationBuilder.DropTable(
                name: "StatementFindings");

            migrationBuilder.DropTable(
                name: "StatementForeignSums");

            migrationBuilder.DropTable(
                name: "BankEntries");

            migrationBuilder.DropTable(
                name: "Statements");

            migrationBuilder.DropTable(
                name: "StatementFiles");

            migrationBuilder.DropTable(
                name: "StatementSources");
        }
    }
}
