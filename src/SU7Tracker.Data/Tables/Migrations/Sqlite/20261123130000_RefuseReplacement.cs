using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SU7Tracker.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    [DbContext(typeof(SqliteTrackerDb))]
    [Migration("20261123130000_RefuseReplacement")]
    public partial class RefuseReplacement : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RefuseReplacementOnSqlite("figures", "vehicle", "measure", "basis", "reading", "city", "period_start", "period_end", "revision");
            migrationBuilder.RefuseReplacementOnSqlite("changes");
            migrationBuilder.RefuseReplacementOnSqlite("facts");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var table in AppendOnly.Tables)
            {
                migrationBuilder.Sql($"drop trigger {table}_no_replace;");
            }
        }
    }
}
