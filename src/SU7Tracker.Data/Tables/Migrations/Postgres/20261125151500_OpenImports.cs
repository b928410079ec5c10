using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SU7Tracker.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OpenImports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "open_imports",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    owner = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_open_imports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "open_import_files",
                columns: table => new
                {
                    import_id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_open_import_files", x => x.import_id);
                    table.ForeignKey(
                        name: "fk_open_import_files_open_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "open_imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "open_import_files");

            migrationBuilder.DropTable(
                name: "open_imports");
        }
    }
}
