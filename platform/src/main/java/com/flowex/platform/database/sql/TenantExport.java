package com.flowex.platform.database.sql;

/**
 * A service's export of a tenant's rows.
 *
 * @param kind kind of each line, for example "order"
 * @param sql selects one column, a JSON object as text, of the tenant whose number is its one parameter; it must select
 *     no secret
 */
public record TenantExport(String kind, String sql) {

    /**
     * Returns the export of every row that a tenant has in a table, with these columns.
     *
     * @param owner column with the tenant
     */
    public static TenantExport of(String kind, String columns, String table, String owner, String order) {
        return new TenantExport(
                kind,
                "SELECT row_to_json(line)::text FROM (SELECT " + columns + " FROM " + table + " WHERE " + owner
                        + " = ? ORDER BY " + order + ") AS line");
    }
}
