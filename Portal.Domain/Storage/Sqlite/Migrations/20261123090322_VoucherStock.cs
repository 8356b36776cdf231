using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Domain.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class VoucherStock : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_FreeIssueLists_ProgrammeId_FileHash",
                table: "FreeIssueLists");

            migrationBuilder.AddColumn<long>(
                name: "HandOverId",
                table: "Vouchers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ClosedAt",
                table: "VoucherOffices",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "VoucherId",
                table: "RefusedPieces",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PaperDestructions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Uid = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    ProgrammeId = table.Column<long>(type: "INTEGER", nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Method = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Witnesses = table.Column<string>(type: "TEXT", maxLength: 1010, nullable: false),
                    Photo = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ByUserId = table.Column<long>(type: "INTEGER", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaperDestructions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PaperDestructions_VoucherProgrammes_ProgrammeId",
                        column: x => x.ProgrammeId,
                        principalTable: "VoucherProgrammes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "StockHandOvers",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Uid = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    ProgrammeId = table.Column<long>(type: "INTEGER", nullable: false),
                    FromDrawerId = table.Column<long>(type: "INTEGER", nullable: false),
                    ToDrawerId = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    FaceMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    GiverId = table.Column<long>(type: "INTEGER", nullable: false),
                    GiverName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    OfferedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ReceiverId = table.Column<long>(type: "INTEGER", nullable: false),
                    ReceiverName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Miscounts = table.Column<int>(type: "INTEGER", nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StockHandOvers", x => x.Id);
                    table.CheckConstraint("CK_StockHandOvers_Two", "\"GiverId\" <> \"ReceiverId\"");
                    table.ForeignKey(
                        name: "FK_StockHandOvers_VoucherDrawers_FromDrawerId",
                        column: x => x.FromDrawerId,
                        principalTable: "VoucherDrawers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_StockHandOvers_VoucherDrawers_ToDrawerId",
                        column: x => x.ToDrawerId,
                        principalTable: "VoucherDrawers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_StockHandOvers_VoucherProgrammes_ProgrammeId",
                        column: x => x.ProgrammeId,
                        principalTable: "VoucherProgrammes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaperBoxes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Uid = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    ProgrammeId = table.Column<long>(type: "INTEGER", nullable: false),
                    OfficeId = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    SumMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    ListHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    OpenerId = table.Column<long>(type: "INTEGER", nullable: false),
                    OpenerName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SealerId = table.Column<long>(type: "INTEGER", nullable: true),
                    SealerName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    SealedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    GiverId = table.Column<long>(type: "INTEGER", nullable: true),
                    GiverName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    GivenAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Place = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    ReceiverId = table.Column<long>(type: "INTEGER", nullable: true),
                    ReceiverName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    ReceivedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    CounterId = table.Column<long>(type: "INTEGER", nullable: true),
                    CounterName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    CountedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    FoundCount = table.Column<int>(type: "INTEGER", nullable: true),
                    FoundMinor = table.Column<long>(type: "INTEGER", nullable: true),
                    SettleReason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    SettlerId = table.Column<long>(type: "INTEGER", nullable: true),
                    SettlerName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    DestructionId = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaperBoxes", x => x.Id);
                    table.CheckConstraint("CK_PaperBoxes_Counter", "\"CounterId\" is null or (\"CounterId\" <> \"OpenerId\" and \"CounterId\" <> \"SealerId\" and \"CounterId\" <> \"GiverId\")");
                    table.CheckConstraint("CK_PaperBoxes_Receiver", "\"ReceiverId\" is null or \"ReceiverId\" <> \"GiverId\"");
                    table.CheckConstraint("CK_PaperBoxes_Settler", "\"SettlerId\" is null or (\"SettlerId\" <> \"SealerId\" and \"SettlerId\" <> \"CounterId\")");
                    table.ForeignKey(
                        name: "FK_PaperBoxes_PaperDestructions_DestructionId",
                        column: x => x.DestructionId,
                        principalTable: "PaperDestructions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PaperBoxes_VoucherOffices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "VoucherOffices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PaperBoxes_VoucherProgrammes_ProgrammeId",
                        column: x => x.ProgrammeId,
                        principalTable: "VoucherProgrammes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "StockHandOverRuns",
                columns: table => new
                {
                    HandOverId = table.Column<long>(type: "INTEGER", nullable: false),
                    Place = table.Column<int>(type: "INTEGER", nullable: false),
                    FromNumber = table.Column<long>(type: "INTEGER", nullable: false),
                    ToNumber = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    FaceMinor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StockHandOverRuns", x => new { x.HandOverId, x.Place });
                    table.ForeignKey(
                        name: "FK_StockHandOverRuns_StockHandOvers_HandOverId",
                        column: x => x.HandOverId,
                        principalTable: "StockHandOvers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BoxCounts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    BoxId = table.Column<long>(type: "INTEGER", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    SumMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Agrees = table.Column<bool>(type: "INTEGER", nullable: false),
                    ByUserId = table.Column<long>(type: "INTEGER", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BoxCounts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BoxCounts_PaperBoxes_BoxId",
                        column: x => x.BoxId,
                        principalTable: "PaperBoxes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BoxedPieces",
                columns: table => new
                {
                    PieceId = table.Column<long>(type: "INTEGER", nullable: false),
                    BoxId = table.Column<long>(type: "INTEGER", nullable: false),
                    VoucherId = table.Column<long>(type: "INTEGER", nullable: false),
                    AmountMinor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BoxedPieces", x => x.PieceId);
                    table.ForeignKey(
                        name: "FK_BoxedPieces_PaperBoxes_BoxId",
                        column: x => x.BoxId,
                        principalTable: "PaperBoxes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Vouchers_DrawerId",
                table: "Vouchers",
                column: "DrawerId",
                filter: "\"DrawerId\" is not null");

            migrationBuilder.CreateIndex(
                name: "IX_Vouchers_HandOverId",
                table: "Vouchers",
                column: "HandOverId",
                filter: "\"HandOverId\" is not null");

            migrationBuilder.CreateIndex(
                name: "IX_RefusedPieces_VoucherId",
                table: "RefusedPieces",
                column: "VoucherId",
                filter: "\"VoucherId\" is not null");

            migrationBuilder.CreateIndex(
                name: "IX_FreeIssueLists_ProgrammeId_FileHash",
                table: "FreeIssueLists",
                columns: new[] { "ProgrammeId", "FileHash" },
                unique: true,
                filter: "\"State\" <> 'Rejected' and \"State\" <> 'Discarded'");

            migrationBuilder.CreateIndex(
                name: "IX_BoxCounts_BoxId",
                table: "BoxCounts",
                column: "BoxId");

            migrationBuilder.CreateIndex(
                name: "IX_BoxedPieces_BoxId",
                table: "BoxedPieces",
                column: "BoxId");

            migrationBuilder.CreateIndex(
                name: "IX_BoxedPieces_VoucherId",
                table: "BoxedPieces",
                column: "VoucherId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PaperBoxes_Code",
                table: "PaperBoxes",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PaperBoxes_DestructionId",
                table: "PaperBoxes",
                column: "DestructionId",
                filter: "\"DestructionId\" is not null");

            migrationBuilder.CreateIndex(
                name: "IX_PaperBoxes_OfficeId",
                table: "PaperBoxes",
                column: "OfficeId");

            migrationBuilder.CreateIndex(
                name: "IX_PaperBoxes_ProgrammeId_State",
                table: "PaperBoxes",
                columns: new[] { "ProgrammeId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_PaperBoxes_Uid",
                table: "PaperBoxes",
                column: "Uid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PaperDestructions_Code",
                table: "PaperDestructions",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PaperDestructions_ProgrammeId",
                table: "PaperDestructions",
                column: "ProgrammeId");

            migrationBuilder.CreateIndex(
                name: "IX_PaperDestructions_Uid",
                table: "PaperDestructions",
                column: "Uid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StockHandOvers_Code",
                table: "StockHandOvers",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StockHandOvers_FromDrawerId",
                table: "StockHandOvers",
                column: "FromDrawerId");

            migrationBuilder.CreateIndex(
                name: "IX_StockHandOvers_ProgrammeId_State",
                table: "StockHandOvers",
                columns: new[] { "ProgrammeId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_StockHandOvers_ReceiverId_State",
                table: "StockHandOvers",
                columns: new[] { "ReceiverId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_StockHandOvers_ToDrawerId",
                table: "StockHandOvers",
                column: "ToDrawerId");

            migrationBuilder.CreateIndex(
                name: "IX_StockHandOvers_Uid",
                table: "StockHandOvers",
                column: "Uid",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BoxCounts");

            migrationBuilder.DropTable(
                name: "BoxedPieces");

            migrationBuilder.DropTable(
                name: "StockHandOverRuns");

            migrationBuilder.DropTable(
                name: "PaperBoxes");

            migrationBuilder.DropTable(
                name: "StockHandOvers");

            migrationBuilder.DropTable(
                name: "PaperDestructions");

            migrationBuilder.DropIndex(
                name: "IX_Vouchers_DrawerId",
                table: "Vouchers");

            migrationBuilder.DropIndex(
                name: "IX_Vouchers_HandOverId",
                table: "Vouchers");

            migrationBuilder.DropIndex(
                name: "IX_RefusedPieces_VoucherId",
                table: "RefusedPieces");

            migrationBuilder.DropIndex(
                name: "IX_FreeIssueLists_ProgrammeId_FileHash",
                table: "FreeIssueLists");

            migrationBuilder.DropColumn(
                name: "HandOverId",
                table: "Vouchers");

            migrationBuilder.DropColumn(
                name: "ClosedAt",
                table: "VoucherOffices");

            migrationBuilder.DropColumn(
                name: "VoucherId",
                table: "RefusedPieces");

            migrationBuilder.CreateIndex(
                name: "IX_FreeIssueLists_ProgrammeId_FileHash",
                table: "FreeIssueLists",
                columns: new[] { "ProgrammeId", "FileHash" },
                unique: true,
                filter: "\"State\" <> 'Rejected'");
        }
    }
}
