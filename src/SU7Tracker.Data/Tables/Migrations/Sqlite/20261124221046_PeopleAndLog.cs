using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SU7Tracker.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PeopleAndLog : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "forgotten_at",
                table: "users",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "name",
                table: "users",
                type: "TEXT",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "batch",
                table: "changes",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "undoes",
                table: "changes",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "expires_at",
                table: "api_tokens",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "last_used_at",
                table: "api_tokens",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "owner_id",
                table: "api_tokens",
                type: "TEXT",
                maxLength: 256,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "revoked_by",
                table: "api_tokens",
                type: "TEXT",
                maxLength: 256,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "security_events",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    recorded_at = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    account = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    recorded_by = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    detail = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    deletes_before = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_security_events", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_figures_change_id",
                table: "figures",
                column: "change_id");

            migrationBuilder.CreateIndex(
                name: "ix_facts_change_id",
                table: "facts",
                column: "change_id");

            migrationBuilder.CreateIndex(
                name: "ix_changes_batch",
                table: "changes",
                column: "batch");

            migrationBuilder.CreateIndex(
                name: "ix_changes_undoes",
                table: "changes",
                column: "undoes");

            migrationBuilder.CreateIndex(
                name: "ix_security_events_account_kind_id",
                table: "security_events",
                columns: new[] { "account", "kind", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_security_events_kind_id",
                table: "security_events",
                columns: new[] { "kind", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_security_events_recorded_at",
                table: "security_events",
                column: "recorded_at");

            // What was said of owners before was their address.
            migrationBuilder.Sql("update api_tokens set owner_id = (select u.id from users u where u.user_name = api_tokens.owner);");
            migrationBuilder.KeepSecurityEventsOnSqlite();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "security_events");

            migrationBuilder.DropIndex(
                name: "ix_figures_change_id",
                table: "figures");

            migrationBuilder.DropIndex(
                name: "ix_facts_change_id",
                table: "facts");

            migrationBuilder.DropIndex(
                name: "ix_changes_batch",
                table: "changes");

            migrationBuilder.DropIndex(
                name: "ix_changes_undoes",
                table: "changes");

            migrationBuilder.DropColumn(
                name: "forgotten_at",
                table: "users");

            migrationBuilder.DropColumn(
                name: "name",
                table: "users");

            migrationBuilder.DropColumn(
                name: "batch",
                table: "changes");

            migrationBuilder.DropColumn(
                name: "undoes",
                table: "changes");

            migrationBuilder.DropColumn(
                name: "expires_at",
                table: "api_tokens");

            migrationBuilder.DropColumn(
                name: "last_used_at",
                table: "api_tokens");

            migrationBuilder.DropColumn(
                name: "owner_id",
                table: "api_tokens");

            migrationBuilder.DropColumn(
                name: "revoked_by",
                table: "api_tokens");
        }
    }
}
