package com.flowex.ground.database;

/**
 * What a service has of a tenant, to be taken along.
 *
 * @param kind what each line is, for example "order"
 * @param sql selects one column, an object of JSON as text, of the tenant whose number is its one parameter; never a secret
 */
public record TenantExport(String kind, String sql) {

    /**
     * Every row that a tenant has in a table, with these columns.
     *
     * @param owner the column that says whose a row is
     */
    public static TenantExport of(String kind, String columns, String table, String owner, String order) {
        return new TenantExport(
                kind,
                "SELECT row_to_json(line)::text FROM (SELECT " + columns + " FROM " + table + " WHERE " + owner
                        + " = ? ORDER BY " + order + ") AS line");
    }
}
