using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Domain.Storage.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class VoucherCloseWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "DamagedCases",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Uid = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ProgrammeId = table.Column<long>(type: "bigint", nullable: false),
                    OfficeId = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Bringer = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    VendorId = table.Column<long>(type: "bigint", nullable: true),
                    PresentmentId = table.Column<long>(type: "bigint", nullable: true),
                    HolderIndex = table.Column<byte[]>(type: "varbinary(16)", maxLength: 16, nullable: true),
                    VoucherId = table.Column<long>(type: "bigint", nullable: true),
                    FaceMinor = table.Column<long>(type: "bigint", nullable: false),
                    LeftPercent = table.Column<int>(type: "int", nullable: false),
                    Legible = table.Column<bool>(type: "bit", nullable: false),
                    Description = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Photo = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OpenerId = table.Column<long>(type: "bigint", nullable: false),
                    OpenerName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OpenedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    FoundBy = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true, collation: "Latin1_General_100_BIN2"),
                    DeciderId = table.Column<long>(type: "bigint", nullable: true),
                    DeciderName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    DecidedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true, collation: "Latin1_General_100_BIN2"),
                    NewVoucherId = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DamagedCases", x => x.Id);
                    table.CheckConstraint("CK_DamagedCases_Decider", "\"DeciderId\" is null or \"DeciderId\" <> \"OpenerId\" or \"State\" = 'Withdrawn'");
                    table.ForeignKey(
                        name: "FK_DamagedCases_VoucherOffices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "VoucherOffices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DamagedCases_VoucherProgrammes_ProgrammeId",
                        column: x => x.ProgrammeId,
                        principalTable: "VoucherProgrammes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DrawerCounts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DrawerId = table.Column<long>(type: "bigint", nullable: false),
                    OfficeId = table.Column<long>(type: "bigint", nullable: false),
                    BusinessDate = table.Column<DateOnly>(type: "date", nullable: false),
                    State = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    Counted = table.Column<int>(type: "int", nullable: false),
                    Book = table.Column<int>(type: "int", nullable: false),
                    CounterId = table.Column<long>(type: "bigint", nullable: false),
                    CounterName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CountedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true, collation: "Latin1_General_100_BIN2"),
                    CheckerId = table.Column<long>(type: "bigint", nullable: true),
                    CheckerName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    DecidedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Comment = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DrawerCounts", x => x.Id);
                    table.CheckConstraint("CK_DrawerCounts_Two", "\"CheckerId\" is null or \"CheckerId\" <> \"CounterId\"");
                    table.ForeignKey(
                        name: "FK_DrawerCounts_VoucherDrawers_DrawerId",
                        column: x => x.DrawerId,
                        principalTable: "VoucherDrawers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DrawerCounts_VoucherOffices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "VoucherOffices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SecurityPrinters",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Certificate = table.Column<byte[]>(type: "varbinary(8000)", maxLength: 8000, nullable: false),
                    Fingerprint = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ValidFrom = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ValidUntil = table.Column<DateTime>(type: "datetime2", nullable: false),
                    State = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    MakerId = table.Column<long>(type: "bigint", nullable: false),
                    MakerName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ProposedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    CheckerId = table.Column<long>(type: "bigint", nullable: true),
                    CheckerName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    DecidedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Comment = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SecurityPrinters", x => x.Id);
                    table.CheckConstraint("CK_SecurityPrinters_Two", "\"CheckerId\" is null or \"CheckerId\" <> \"MakerId\"");
                });

            migrationBuilder.CreateTable(
                name: "DrawerCountLines",
                columns: table => new
                {
                    CountId = table.Column<long>(type: "bigint", nullable: false),
                    Place = table.Column<int>(type: "int", nullable: false),
                    ProgrammeId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FaceMinor = table.Column<long>(type: "bigint", nullable: false),
                    Counted = table.Column<int>(type: "int", nullable: false),
                    Book = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DrawerCountLines", x => new { x.CountId, x.Place });
                    table.ForeignKey(
                        name: "FK_DrawerCountLines_DrawerCounts_CountId",
                        column: x => x.CountId,
                        principalTable: "DrawerCounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DrawerCountLines_VoucherProgrammes_ProgrammeId",
                        column: x => x.ProgrammeId,
                        principalTable: "VoucherProgrammes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PrintOrders",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BatchId = table.Column<long>(type: "bigint", nullable: false),
                    PrinterId = table.Column<long>(type: "bigint", nullable: false),
                    BundleSize = table.Column<int>(type: "int", nullable: false),
                    BoxSize = table.Column<int>(type: "int", nullable: false),
                    FileHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FileLength = table.Column<long>(type: "bigint", nullable: false),
                    MadeAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PrintOrders", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PrintOrders_SecurityPrinters_PrinterId",
                        column: x => x.PrinterId,
                        principalTable: "SecurityPrinters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PrintOrders_VoucherBatches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "VoucherBatches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PrintBundles",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    OrderId = table.Column<long>(type: "bigint", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(48)", maxLength: 48, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Box = table.Column<int>(type: "int", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    FromNumber = table.Column<long>(type: "bigint", nullable: false),
                    ToNumber = table.Column<long>(type: "bigint", nullable: false),
                    FaceMinor = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Alone = table.Column<bool>(type: "bit", nullable: false),
                    Counted = table.Column<int>(type: "int", nullable: true),
                    DrawerId = table.Column<long>(type: "bigint", nullable: true),
                    ReceiverId = table.Column<long>(type: "bigint", nullable: true),
                    ReceiverName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ReceivedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    SettlerId = table.Column<long>(type: "bigint", nullable: true),
                    SettlerName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    SettledAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Voided = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PrintBundles", x => x.Id);
                    table.CheckConstraint("CK_PrintBundles_Two", "\"SettlerId\" is null or \"ReceiverId\" is null or \"SettlerId\" <> \"ReceiverId\"");
                    table.ForeignKey(
                        name: "FK_PrintBundles_PrintOrders_OrderId",
                        column: x => x.OrderId,
                        principalTable: "PrintOrders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PrintBundles_VoucherDrawers_DrawerId",
                        column: x => x.DrawerId,
                        principalTable: "VoucherDrawers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_DamagedCases_Code",
                table: "DamagedCases",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DamagedCases_NewVoucherId",
                table: "DamagedCases",
                column: "NewVoucherId",
                unique: true,
                filter: "\"NewVoucherId\" is not null");

            migrationBuilder.CreateIndex(
                name: "IX_DamagedCases_OfficeId",
                table: "DamagedCases",
                column: "OfficeId");

            migrationBuilder.CreateIndex(
                name: "IX_DamagedCases_Open",
                table: "DamagedCases",
                column: "VoucherId",
                unique: true,
                filter: "\"State\" = 'Open' and \"VoucherId\" is not null");

            migrationBuilder.CreateIndex(
                name: "IX_DamagedCases_ProgrammeId",
                table: "DamagedCases",
                column: "ProgrammeId");

            migrationBuilder.CreateIndex(
                name: "IX_DamagedCases_State_OpenedAt",
                table: "DamagedCases",
                columns: new[] { "State", "OpenedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_DamagedCases_Uid",
                table: "DamagedCases",
                column: "Uid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DamagedCases_VoucherId",
                table: "DamagedCases",
                column: "VoucherId");

            migrationBuilder.CreateIndex(
                name: "IX_DrawerCountLines_ProgrammeId",
                table: "DrawerCountLines",
                column: "ProgrammeId");

            migrationBuilder.CreateIndex(
                name: "IX_DrawerCounts_Code",
                table: "DrawerCounts",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DrawerCounts_DrawerId_BusinessDate",
                table: "DrawerCounts",
                columns: new[] { "DrawerId", "BusinessDate" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DrawerCounts_OfficeId_BusinessDate",
                table: "DrawerCounts",
                columns: new[] { "OfficeId", "BusinessDate" });

            migrationBuilder.CreateIndex(
                name: "IX_PrintBundles_DrawerId",
                table: "PrintBundles",
                column: "DrawerId");

            migrationBuilder.CreateIndex(
                name: "IX_PrintBundles_OrderId_Box_Number",
                table: "PrintBundles",
                columns: new[] { "OrderId", "Box", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PrintOrders_BatchId",
                table: "PrintOrders",
                column: "BatchId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PrintOrders_Code",
                table: "PrintOrders",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PrintOrders_PrinterId",
                table: "PrintOrders",
                column: "PrinterId");

            migrationBuilder.CreateIndex(
                name: "IX_SecurityPrinters_Code",
                table: "SecurityPrinters",
                column: "Code",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DamagedCases");

            migrationBuilder.DropTable(
                name: "DrawerCountLines");

            migrationBuilder.DropTable(
                name: "PrintBundles");

            migrationBuilder.DropTable(
                name: "DrawerCounts");

            migrationBuilder.DropTable(
                name: "PrintOrders");

            migrationBuilder.DropTable(
                name: "SecurityPrinters");
        }
    }
}
