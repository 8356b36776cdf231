using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Domain.Storage.SqlServer.Migrations
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
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ClosedAt",
                table: "VoucherOffices",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "VoucherId",
                table: "RefusedPieces",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PaperDestructions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Uid = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ProgrammeId = table.Column<long>(type: "bigint", nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    Place = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Method = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Witnesses = table.Column<string>(type: "nvarchar(1010)", maxLength: 1010, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Photo = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ByUserId = table.Column<long>(type: "bigint", nullable: false),
                    ByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
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
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Uid = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ProgrammeId = table.Column<long>(type: "bigint", nullable: false),
                    FromDrawerId = table.Column<long>(type: "bigint", nullable: false),
                    ToDrawerId = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Count = table.Column<int>(type: "int", nullable: false),
                    FaceMinor = table.Column<long>(type: "bigint", nullable: false),
                    GiverId = table.Column<long>(type: "bigint", nullable: false),
                    GiverName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OfferedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ReceiverId = table.Column<long>(type: "bigint", nullable: false),
                    ReceiverName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DecidedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Miscounts = table.Column<int>(type: "int", nullable: false),
                    Note = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Reason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2")
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
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Uid = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ProgrammeId = table.Column<long>(type: "bigint", nullable: false),
                    OfficeId = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Count = table.Column<int>(type: "int", nullable: false),
                    SumMinor = table.Column<long>(type: "bigint", nullable: false),
                    ListHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2"),
                    OpenerId = table.Column<long>(type: "bigint", nullable: false),
                    OpenerName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OpenedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    SealerId = table.Column<long>(type: "bigint", nullable: true),
                    SealerName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    SealedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    GiverId = table.Column<long>(type: "bigint", nullable: true),
                    GiverName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    GivenAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Place = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ReceiverId = table.Column<long>(type: "bigint", nullable: true),
                    ReceiverName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ReceivedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    CounterId = table.Column<long>(type: "bigint", nullable: true),
                    CounterName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    CountedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    FoundCount = table.Column<int>(type: "int", nullable: true),
                    FoundMinor = table.Column<long>(type: "bigint", nullable: true),
                    SettleReason = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true, collation: "Latin1_General_100_BIN2"),
                    SettlerId = table.Column<long>(type: "bigint", nullable: true),
                    SettlerName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    DestructionId = table.Column<long>(type: "bigint", nullable: true)
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
                    HandOverId = table.Column<long>(type: "bigint", nullable: false),
                    Place = table.Column<int>(type: "int", nullable: false),
                    FromNumber = table.Column<long>(type: "bigint", nullable: false),
                    ToNumber = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FaceMinor = table.Column<long>(type: "bigint", nullable: false)
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
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    BoxId = table.Column<long>(type: "bigint", nullable: false),
                    Count = table.Column<int>(type: "int", nullable: false),
                    SumMinor = table.Column<long>(type: "bigint", nullable: false),
                    Agrees = table.Column<bool>(type: "bit", nullable: false),
                    ByUserId = table.Column<long>(type: "bigint", nullable: false),
                    ByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
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
                    PieceId = table.Column<long>(type: "bigint", nullable: false),
                    BoxId = table.Column<long>(type: "bigint", nullable: false),
                    VoucherId = table.Column<long>(type: "bigint", nullable: false),
                    AmountMinor = table.Column<long>(type: "bigint", nullable: false)
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
