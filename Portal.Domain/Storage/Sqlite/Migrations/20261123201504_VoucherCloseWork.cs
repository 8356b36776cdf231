using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Domain.Storage.Sqlite.Migrations
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Uid = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    ProgrammeId = table.Column<long>(type: "INTEGER", nullable: false),
                    OfficeId = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Bringer = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    VendorId = table.Column<long>(type: "INTEGER", nullable: true),
                    PresentmentId = table.Column<long>(type: "INTEGER", nullable: true),
                    HolderIndex = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: true),
                    VoucherId = table.Column<long>(type: "INTEGER", nullable: true),
                    FaceMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    LeftPercent = table.Column<int>(type: "INTEGER", nullable: false),
                    Legible = table.Column<bool>(type: "INTEGER", nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Photo = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    OpenerId = table.Column<long>(type: "INTEGER", nullable: false),
                    OpenerName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    FoundBy = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    DeciderId = table.Column<long>(type: "INTEGER", nullable: true),
                    DeciderName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    NewVoucherId = table.Column<long>(type: "INTEGER", nullable: true)
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    DrawerId = table.Column<long>(type: "INTEGER", nullable: false),
                    OfficeId = table.Column<long>(type: "INTEGER", nullable: false),
                    BusinessDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Counted = table.Column<int>(type: "INTEGER", nullable: false),
                    Book = table.Column<int>(type: "INTEGER", nullable: false),
                    CounterId = table.Column<long>(type: "INTEGER", nullable: false),
                    CounterName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    CountedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    CheckerId = table.Column<long>(type: "INTEGER", nullable: true),
                    CheckerName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Comment = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true)
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Certificate = table.Column<byte[]>(type: "BLOB", maxLength: 8000, nullable: false),
                    Fingerprint = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ValidFrom = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ValidUntil = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    MakerId = table.Column<long>(type: "INTEGER", nullable: false),
                    MakerName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ProposedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    CheckerId = table.Column<long>(type: "INTEGER", nullable: true),
                    CheckerName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Comment = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true)
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
                    CountId = table.Column<long>(type: "INTEGER", nullable: false),
                    Place = table.Column<int>(type: "INTEGER", nullable: false),
                    ProgrammeId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    FaceMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Counted = table.Column<int>(type: "INTEGER", nullable: false),
                    Book = table.Column<int>(type: "INTEGER", nullable: false)
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    BatchId = table.Column<long>(type: "INTEGER", nullable: false),
                    PrinterId = table.Column<long>(type: "INTEGER", nullable: false),
                    BundleSize = table.Column<int>(type: "INTEGER", nullable: false),
                    BoxSize = table.Column<int>(type: "INTEGER", nullable: false),
                    FileHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    FileLength = table.Column<long>(type: "INTEGER", nullable: false),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false)
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    OrderId = table.Column<long>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 48, nullable: false),
                    Box = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    FromNumber = table.Column<long>(type: "INTEGER", nullable: false),
                    ToNumber = table.Column<long>(type: "INTEGER", nullable: false),
                    FaceMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Alone = table.Column<bool>(type: "INTEGER", nullable: false),
                    Counted = table.Column<int>(type: "INTEGER", nullable: true),
                    DrawerId = table.Column<long>(type: "INTEGER", nullable: true),
                    ReceiverId = table.Column<long>(type: "INTEGER", nullable: true),
                    ReceiverName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    ReceivedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SettlerId = table.Column<long>(type: "INTEGER", nullable: true),
                    SettlerName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    SettledAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    Voided = table.Column<int>(type: "INTEGER", nullable: false)
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
