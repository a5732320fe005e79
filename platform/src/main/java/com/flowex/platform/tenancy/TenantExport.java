package com.flowex.platform.tenancy;

/**
 * What a service has of a tenant, to be taken along.
 *
 * @param kind what each line is, for example "order"
 * @param sql selects one column, an object of JSON as text, of the tenant that the transaction is for; never a secret
 */
public record TenantExport(String kind, String sql) {

    /** Every row of a table, with these columns. */
    public static TenantExport of(String kind, String columns, String table, String order) {
        return new TenantExport(
                kind,
                "SELECT row_to_json(line)::text FROM (SELECT " + columns + " FROM " + table + " ORDER BY " + order
                        + ") AS line");
    }
}
